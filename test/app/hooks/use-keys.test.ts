import { PassThrough, Writable } from 'node:stream';
import { render, Text } from 'ink';
import { createElement } from 'react';
import { expect, onTestFinished, test } from 'vitest';
import { useAppState } from '../../../src/app/hooks/use-app-state.ts';
import { useKeys } from '../../../src/app/hooks/use-keys.ts';
import type { AppServices } from '../../../src/app/services/create-services.ts';
import type { Action } from '../../../src/app/state/actions.ts';
import { createInitialState } from '../../../src/app/state/initial-state.ts';
import type { State } from '../../../src/app/state/state.ts';
import { createInputStream, type KeyFlow, type KeyInput } from '../../../src/io/terminal/input.ts';
import { postDocument } from '../../../src/layout/document.ts';
import { postOf, refOf } from '../../support/library.ts';
import { afterRun, createPostIndex, postEntry } from '../../support/state.ts';

const services = { notifyKeyPress: () => {} } as AppServices;
const size = { columns: 40, rows: 8 };
const prompt = createInitialState(createPostIndex([]), size);
const reading = afterRun(
  createInitialState(createPostIndex([postOf('cats', refOf('cats'))]), size),
  postEntry('cat post/cats.md', await postDocument(refOf('cats'), 'Cats.\n', false, true), 'Cats.\n', 'cats'),
);

/** An app at a state. `onKey`: the actions that the first key stands for. */
function open(initial: State, onKey: readonly Action[] = []) {
  const names: string[] = [];
  const flows: KeyFlow[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {}, ref: () => {}, unref: () => {} });
  input.setEncoding('utf8');
  const { stream, setFlow } = createInputStream(input as unknown as NodeJS.ReadStream, () => 0);
  const setAndRecordFlow = (flow: KeyFlow): void => {
    flows.push(flow);
    setFlow(flow);
  };
  const app: { dispatch?: (action: Action) => void; latest?: { readonly current: State } } = {};
  const App = ({ keys }: { readonly keys: KeyInput }) => {
    const context = useAppState(initial, services, keys);
    Object.assign(app, context);
    const dispatch = (action: Action): void => {
      if (action.kind !== 'key') context.dispatch(action);
      else if (names.push(action.name) === 1) onKey.forEach(context.dispatch);
    };
    useKeys({ ...context, dispatch }, keys);
    return createElement(Text, null, 'a');
  };
  const stdout = new Writable({ write: (_, __, done) => done() }) as unknown as NodeJS.WriteStream;
  const options = { stdin: stream, stdout, interactive: true, patchConsole: false };
  const ink = render(createElement(App, { keys: { stream, setFlow: setAndRecordFlow } }), options);
  onTestFinished(() => ink.unmount());
  const dispatch = (action: Action): void => app.dispatch?.(action);
  return { input, names, flows, ink, dispatch, latest: () => app.latest?.current };
}

test('keys behind Enter wait for the command to end', async () => {
  const { input, names, ink, dispatch, latest } = open(prompt, [{ kind: 'run', command: 'cat' }]);
  await ink.waitUntilRenderFlush();
  input.write('\rGj');
  await expect.poll(() => names).toEqual(['enter']);
  await ink.waitUntilRenderFlush();
  await new Promise(setImmediate);
  expect(names).toEqual(['enter']);
  const mode = latest()?.mode;
  if (mode?.kind !== 'running') throw new Error('no command runs');
  dispatch({ kind: 'job-event', job: mode.job, action: { kind: 'finished' } });
  await expect.poll(() => names).toEqual(['enter', 'G', 'j']);
});

test('keys are not held for a list that closes before it is rendered', async () => {
  const list: Action = { kind: 'haiku-found', slug: 'cats', found: [{ haiku: ['a', 'b', 'c'], line: 1 }] };
  const { input, names, ink } = open(reading, [list, { kind: 'escape' }]);
  await ink.waitUntilRenderFlush();
  input.write('HGj');
  await expect.poll(() => names).toEqual(['H', 'G', 'j']);
});

test('a list that opens by itself gets no key before it is rendered', async () => {
  const { flows, ink, dispatch, latest } = open(reading);
  await ink.waitUntilRenderFlush();
  flows.length = 0;
  dispatch({ kind: 'haiku-found', slug: 'cats', found: [{ haiku: ['a', 'b', 'c'], line: 1 }] });
  expect(latest()?.mode.kind).toBe('select');
  expect(flows).toEqual(['held']);
  await expect.poll(() => flows.at(-1)).toBe('one-by-one');
});

test('at a prompt characters that are read together are typed at once; in a post they are keys', async () => {
  const typing = open(prompt);
  await typing.ink.waitUntilRenderFlush();
  await expect.poll(() => typing.flows.at(-1)).toBe('text');
  typing.input.write('a fan\u0001');
  await expect.poll(() => typing.names).toEqual(['^a']);
  const { mode } = typing.latest() ?? {};
  expect(mode?.kind === 'prompt' && mode.line.text).toContain('a fan');
  const { input, names } = open(reading);
  input.write('Gjj');
  await expect.poll(() => names).toEqual(['G', 'j', 'j']);
});
