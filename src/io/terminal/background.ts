import fs from 'node:fs';
import type { Readable } from 'node:stream';
import { BACKGROUND_QUERY, readReplies } from '../../theme/background.ts';
import type { Rgb } from '../../theme/color.ts';
import type { Env } from '../../util/env.ts';
import { attempt } from '../../util/functions.ts';

/** The part of `process.stdin` that is used. */
export type Keyboard = Readable & { readonly isRaw: boolean; readonly setRawMode: (isRaw: boolean) => unknown };

/**
 * Asks the terminal for its background color, in raw mode; null without a reply within `timeoutMs`. Keys pressed meanwhile
 * are put back for the next reader of `stdin`, which is left paused.
 */
export async function askBackground(
  stdin: Keyboard,
  stdout: { readonly write: (text: string) => unknown },
  timeoutMs: number,
): Promise<Rgb | null> {
  const wasRaw = stdin.isRaw;
  if (!wasRaw) stdin.setRawMode(true);
  try {
    stdout.write(BACKGROUND_QUERY);
    const { background, typed, pending } = readReplies(await readReply(stdin, timeoutMs));
    // ESC is a key, alone or as Alt with one character. More is the start of a reply.
    putBack(stdin, pending.length > 2 ? typed : typed + pending);
    return background;
  } finally {
    if (!wasRaw) stdin.setRawMode(false);
  }
}

/** Reads until the last reply, the timeout, or the end of input. Returns one character per byte. */
function readReply(stdin: Keyboard, timeoutMs: number): Promise<string> {
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
    // Input that arrived on a busy machine is read before an immediate runs.
    const timer = setTimeout(() => setImmediate(done), timeoutMs);
    for (const end of ends) stdin.on(end, done);
    // Not 'readable', because only a flowing stream stops reading when it is paused.
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
 * Whether the terminal may be asked: not over SSH, where a late reply would reach the shell; not GNU Screen, which replies
 * to DA1 first (tmux, whose TERM may be `screen`, does not); not in the background, where raw mode stops the process.
 */
export function mayAsk(stdin: MayBeTerminal, stdout: MayBeTerminal, env: Env): boolean {
  if (!stdin.isTTY || !stdout.isTTY) return false;
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false;
  if (env.SSH_CONNECTION || env.SSH_TTY) return false;
  if (!env.TMUX && (env.STY || env.TERM?.startsWith('screen'))) return false;
  return isForeground(attempt(() => fs.readFileSync('/proc/self/stat', 'latin1')) ?? '');
}

/**
 * Whether the process with this /proc/…/stat (proc_pid_stat(5)) is in the foreground of its terminal: pgrp, the fifth
 * field, equals tpgid, the eighth. 0 is a group outside of the container. True if `stat` is empty, as on systems other
 * than Linux.
 */
export function isForeground(stat: string): boolean {
  if (stat === '') return true;
  // The second field, the program's name in parentheses, may contain blanks and parentheses.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(group) > 0 && group === foreground;
}
