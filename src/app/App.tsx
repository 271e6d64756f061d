import { useEffect, useInsertionEffect } from 'react';
import type { KeyInput } from '../io/terminal/input.ts';
import type { Paint } from '../theme/paint.ts';
import { ListScreen } from './components/ListScreen.tsx';
import { PromptScreen } from './components/PromptScreen.tsx';
import { ReaderScreen } from './components/ReaderScreen.tsx';
import { ScreenReader } from './components/ScreenReader.tsx';
import { useAppState } from './hooks/use-app-state.ts';
import { useCommand } from './hooks/use-command.ts';
import { useCountMatches } from './hooks/use-count-matches.ts';
import { useEffectRequests } from './hooks/use-effect-requests.ts';
import { useExit } from './hooks/use-exit.ts';
import { useGrep } from './hooks/use-grep.ts';
import { useKeys } from './hooks/use-keys.ts';
import { usePostUpdates } from './hooks/use-post-updates.ts';
import { usePreview } from './hooks/use-preview.ts';
import { useRereadPost } from './hooks/use-reread-post.ts';
import { useSaveHistory } from './hooks/use-save-history.ts';
import { useTextSearch } from './hooks/use-text-search.ts';
import type { AppServices } from './services/create-services.ts';
import type { State } from './state/state.ts';

type Props = {
  readonly initial: State;
  readonly services: AppServices;
  readonly keys: KeyInput;
  readonly paint: Paint;
};

/** The interactive app: its state, its hooks, and the screen of the current mode. Exits Ink with an `AppResult`. */
export function App({ initial, services, keys, paint }: Props) {
  const { onResize, onFrame } = services;
  const app = useAppState(initial, services, keys);
  const { state, dispatch } = app;
  const { mode, size, isScreenReader } = state;
  useEffect(() => onResize(size => dispatch({ kind: 'resize', size })), [onResize, dispatch]);
  // First: the command `history` must be saved before it runs, because it lists itself.
  useSaveHistory(app);
  usePostUpdates(app);
  useRereadPost(app);
  useCommand(app);
  useGrep(app);
  useTextSearch(app);
  usePreview(app);
  useEffectRequests(app);
  useCountMatches(app);
  useKeys(app, keys);
  useExit(app);
  // An insertion effect runs before Ink draws.
  useInsertionEffect(() => onFrame?.(size), [size, onFrame]);

  if (isScreenReader) return <ScreenReader state={state} />;
  switch (mode.kind) {
    case 'prompt':
      return <PromptScreen state={state} mode={mode} paint={paint} />;
    case 'reading':
    case 'running':
      return <ReaderScreen state={state} mode={mode} paint={paint} />;
    case 'select':
      return <ListScreen state={state} mode={mode} paint={paint} dispatch={dispatch} />;
    case 'exited':
      return null;
  }
}
