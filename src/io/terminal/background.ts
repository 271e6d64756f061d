import fs from 'node:fs';
import type { Readable } from 'node:stream';
import { BACKGROUND_QUERY, readReplies } from '../../theme/background.ts';
import type { Rgb } from '../../theme/luminance.ts';
import type { Env } from '../../util/env.ts';

/** A terminal's input, as much of `process.stdin` as is needed. */
export type Keyboard = Readable & { readonly isRaw: boolean; readonly setRawMode: (isRaw: boolean) => unknown };

/**
 * The background color of the terminal, which is asked for it and given `within` ms to answer; null where it does not
 * tell. Raw mode is set for as long as it takes unless it is set already. Keys struck meanwhile are put back for the
 * next reader of `stdin`, which is left paused.
 */
export async function askBackground(
  stdin: Keyboard,
  stdout: { readonly write: (text: string) => unknown },
  within: number,
): Promise<Rgb | null> {
  const wasRaw = stdin.isRaw;
  if (!wasRaw) stdin.setRawMode(true);
  try {
    stdout.write(BACKGROUND_QUERY);
    const { background, typed, pending } = readReplies(await answer(stdin, within));
    // After the wait, ESC alone is Esc, and with one character more Alt and a key; the rest is half a reply.
    putBack(stdin, pending.length > 2 ? typed : typed + pending);
    return background;
  } finally {
    if (!wasRaw) stdin.setRawMode(false);
  }
}

/** What arrives until DA1 is answered, or `within` ms have passed, or nothing more can come: one character a byte. */
function answer(stdin: Keyboard, within: number): Promise<string> {
  return new Promise(resolve => {
    let text = '';
    const read = (chunk: Buffer | string): void => {
      text += bytesOf(chunk).toString('latin1');
      if (readReplies(text).isAnswered) done();
    };
    const done = (): void => {
      clearTimeout(timer);
      stdin.off('data', read);
      for (const end of ends) stdin.off(end, done);
      stdin.pause();
      resolve(text);
    };
    const ends = ['end', 'close', 'error'];
    // On a busy machine the answer may be there by now, unread: what is there is read before an immediate runs.
    const timer = setTimeout(() => setImmediate(done), within);
    for (const end of ends) stdin.on(end, done);
    // 'data', not 'readable': only a stream that flows lets go of the terminal when it is paused.
    stdin.on('data', read).resume();
  });
}

const bytesOf = (chunk: Buffer | string): Buffer => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk);

function putBack(stdin: Keyboard, typed: string): void {
  if (typed === '' || stdin.readableEnded) return;
  const bytes = Buffer.from(typed, 'latin1');
  stdin.unshift(stdin.readableEncoding ? bytes.toString(stdin.readableEncoding) : bytes);
}

type MayBeTerminal = { readonly isTTY?: boolean };

/**
 * Whether to ask at all. Not over SSH, where the answer may come after the wait, and would be typed into the shell; not
 * a terminal that knows no OSC 11, nor GNU Screen, which answers it after DA1 (tmux, whose TERM may be `screen` too,
 * keeps the order); and not from the background, where setting raw mode stops the process (SIGTTOU).
 */
export function mayAsk(stdin: MayBeTerminal, stdout: MayBeTerminal, env: Env): boolean {
  if (!stdin.isTTY || !stdout.isTTY) return false;
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false;
  if (env.SSH_CONNECTION || env.SSH_TTY) return false;
  if (!env.TMUX && (env.STY || env.TERM?.startsWith('screen'))) return false;
  return isForeground(ownStat());
}

/** /proc/self/stat; empty where there is none, as on any system but Linux. */
function ownStat(): string {
  try {
    return fs.readFileSync('/proc/self/stat', 'latin1');
  } catch {
    return '';
  }
}

/**
 * Whether the process of a /proc/…/stat (proc_pid_stat(5)) is in the foreground of its terminal: pgrp, the fifth field,
 * is tpgid, the eighth. 0 is a group outside of our container, of which nothing is known. Assumed where `stat` is empty.
 */
export function isForeground(stat: string): boolean {
  if (stat === '') return true;
  // The second field is the program's name in parentheses, which may have blanks and parentheses of its own.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(group) > 0 && group === foreground;
}
