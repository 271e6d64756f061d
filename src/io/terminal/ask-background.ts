import fs from 'node:fs';
import type { Readable } from 'node:stream';
import { BACKGROUND_QUERY, readReplies } from '../../theme/background-reply.ts';
import type { Rgb } from '../../theme/color.ts';
import { attempt } from '../../util/functions.ts';

export type Keyboard = Readable & { readonly isRaw: boolean; readonly setRawMode: (isRaw: boolean) => unknown };

/** Asks the terminal for its background color. Null without a reply in time. Pauses `stdin`, and puts keys back into it. */
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
    // ESC alone is a key, and ESC with one character is Alt. More is the start of a reply.
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
      text += Buffer.from(chunk).toString('latin1');
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
    // On a busy machine, input that has arrived is read before an immediate runs.
    const timer = setTimeout(() => setImmediate(done), timeoutMs);
    for (const end of ends) stdin.on(end, done);
    // 'data', because only a flowing stream stops reading when it is paused.
    stdin.on('data', read).resume();
  });
}

function putBack(stdin: Keyboard, typed: string): void {
  if (typed === '' || stdin.readableEnded) return;
  const bytes = Buffer.from(typed, 'latin1');
  stdin.unshift(stdin.readableEncoding ? bytes.toString(stdin.readableEncoding) : bytes);
}

type MayBeTerminal = { readonly isTTY?: boolean };

/** Whether the question is safe: the terminal replies, and raw mode does not stop the process. */
export function mayAsk(stdin: MayBeTerminal, stdout: MayBeTerminal, env: NodeJS.ProcessEnv): boolean {
  if (!stdin.isTTY || !stdout.isTTY) return false;
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false;
  if (env.SSH_CONNECTION || env.SSH_TTY) return false; // a late reply would reach the shell
  // GNU Screen replies to DA1 first. tmux, whose TERM may be `screen`, does not.
  if (!env.TMUX && (env.STY || env.TERM?.startsWith('screen'))) return false;
  // Raw mode stops a background process. Only Linux has this file.
  return isForeground(attempt(() => fs.readFileSync('/proc/self/stat', 'latin1')) ?? '');
}

/** Whether a process is in the foreground: in its proc_pid_stat(5), pgrp (field 5) equals tpgid (field 8). */
export function isForeground(stat: string): boolean {
  if (stat === '') return true;
  // The second field, the program's name in parentheses, may contain blanks and parentheses.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(group) > 0 && group === foreground; // 0 is a group outside of the container
}
