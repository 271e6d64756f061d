import { spawnSync } from 'node:child_process';
import { node, pathWithProgram, program, root } from './terminal.ts';

/** What a command left behind. */
export type Result = { readonly stdout: string; readonly stderr: string; readonly status: number | null };

/** More than any test has to read; of more than that the rest would be missing. */
const maxBuffer = 2 ** 26;

/** Runs the built program with nothing but pipes around it. */
export function haikuPosts(args: readonly string[], env: Readonly<Record<string, string>> = {}): Result {
  const surroundings = { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', ...env };
  const options = { encoding: 'utf8', env: surroundings, cwd: root, input: '', maxBuffer } as const;
  const { stdout, stderr, status } = spawnSync(node, [program, ...args], options);
  return { stdout, stderr, status };
}

/** Runs a shell command in which `haiku-posts` is the built program. */
export function shell(command: string): Result {
  const options = { encoding: 'utf8', cwd: root, input: '', env: { PATH: pathWithProgram() }, maxBuffer } as const;
  const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', command], options);
  return { stdout, stderr, status };
}
