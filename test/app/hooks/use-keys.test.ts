import { PassThrough, Writable } from 'node:stream';
import { render, Text } from 'ink';
import { createElement, useRef, useState } from 'react';
import { expect, test } from 'vitest';
import type { AppContext } from '../../../src/app/hooks/use-app-state.ts';
import { useKeys } from '../../../src/app/hooks/use-keys.ts';
import type { AppServices } from '../../../src/app/services/create-services.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import type { State } from '../../../src/app/state/state.ts';
import { createInputStream, type KeyInput } from '../../../src/io/terminal/input.ts';
import { createPostIndex, play } from '../../support/state.ts';

const prompt = createInitialState(createPostIndex([]), { columns: 40, rows: 8 });
const running = play(prompt, { kind: 'run', command: 'cat' });
const services = { notifyKeyPress: () => {} } as AppServices;

/** An app whose first key runs a command that `end` ends. The mode of the command is rendered only if `isShown`. */
function open(isShown: boolean) {
  const names: string[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {}, ref: () => {}, unref: () => {} });
  input.setEncoding('utf8');
  const keys = createInputStream(input as unknown as NodeJS.ReadStream, () => 0);
  let setState: (state: State) => void = () => {};
  const App = ({ keys }: { readonly keys: KeyInput }) => {
    const latest = useRef<State>(prompt);
    const [state, set] = useState<State>(prompt);
    setState = state => {
      latest.current = state;
      set(state);
    };
    const dispatch: AppContext['dispatch'] = action => {
      if (action.kind !== 'key') return;
      if (names.push(action.name) > 1) return;
      latest.current = running;
      if (isShown) set(running);
    };
    useKeys({ state, latest, dispatch, services }, keys);
    return createElement(Text, null, 'a');
  };
  const stdout = new Writable({ write: (_, __, done) => done() }) as unknown as NodeJS.WriteStream;
  const options = { stdin: keys.stream, stdout, interactive: true, patchConsole: false };
  const app = render(createElement(App, { keys }), options);
  return { input, names, app, end: () => setState({ ...prompt, mode: { ...prompt.mode } }) };
}

test.each([true, false])('keys behind Enter wait for the command to end, shown (%s) or not', async isShown => {
  const { input, names, app, end } = open(isShown);
  await app.waitUntilRenderFlush();
  input.write('\rGj');
  await expect.poll(() => names).toEqual(['enter']);
  await app.waitUntilRenderFlush();
  await new Promise(setImmediate);
  expect(names).toEqual(['enter']);
  end();
  await expect.poll(() => names).toEqual(['enter', 'G', 'j']);
  app.unmount();
});
