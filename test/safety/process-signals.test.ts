import os from 'node:os';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Signals, signals } from '../../src/io/terminal/signals.ts';

// How signals end or stop the app, depending on who has the terminal.

const names = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGALRM', 'SIGTSTP', 'uncaughtException'] as const;
/** Calls the listeners of a signal as Node does, with its number. */
function send(name: NodeJS.Signals): void {
  for (const listener of process.rawListeners(name)) listener.call(process, name, os.constants.signals[name]);
}
const counts = (): readonly number[] => names.map(name => process.listenerCount(name));

let before: readonly number[];
let given: Signals;
beforeEach(() => {
  before = counts();
  given = signals();
});
afterEach(() => given.release());

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
  ['SIGALRM', 142],
] as const)('case 81: %s ends the app with %i, and only the first signal counts', (name, status) => {
  send(name);
  send('SIGTERM');
  expect(given.stop.reason).toBe(status);
});

test('case 82: a lost terminal ends the app as SIGHUP does', () => {
  given.hangUp();
  expect(given.stop.reason).toBe(129);
});

test('case 81: a signal during another program ends the app when the program has ended', async () => {
  await given.suspendWhile(async () => {
    send('SIGTERM');
    given.hangUp();
    await Promise.resolve();
    expect(given.stop.aborted).toBe(false);
  });
  expect(given.stop.reason).toBe(143);
});

test('case 85: a SIGTSTP before there is a listener is passed to the first one, once', () => {
  process.emit('SIGTSTP');
  process.emit('SIGTSTP');
  let pauses = 0;
  const answer = (): void => {
    pauses++;
  };
  given.onPause(answer)();
  expect(pauses).toBe(1);
  given.onPause(answer);
  expect(pauses).toBe(1);
  process.emit('SIGTSTP');
  expect(pauses).toBe(2);
});

test('case 85: SIGTSTP is left to the system while another program has the terminal', async () => {
  const stops = names.indexOf('SIGTSTP');
  const ours = counts()[stops];
  await given.suspendWhile(async () => expect(counts()[stops]).toBe(before[stops]));
  expect(counts()[stops]).toBe(ours);
  const failed = given.suspendWhile(async () => {
    throw new Error('no editor');
  });
  await expect(failed).rejects.toThrow('no editor');
  expect(counts()[stops]).toBe(ours);
});

test('release removes all listeners', () => {
  given.release();
  expect(counts()).toEqual(before);
});
