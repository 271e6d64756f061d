import { spawnSync } from 'node:child_process';
import { node, pathWithProgram, program, root, usualEnv } from './terminal.ts';

/** The output and the exit status of a command. */
export type Result = { readonly stdout: string; readonly stderr: string; readonly status: number | null };

/** More than the output of any test; longer output is cut. */
const maxBuffer = 2 ** 26;

/** Runs the built program with pipes for input and output. */
export function haikuPosts(args: readonly string[], env: Readonly<Record<string, string>> = {}): Result {
  const surroundings = { ...usualEnv, ...env };
  const options = { encoding: 'utf8', env: surroundings, cwd: root, input: '', maxBuffer } as const;
  const { stdout, stderr, status } = spawnSync(node, [program, ...args], options);
  return { stdout, stderr, status };
}

/** Runs a shell command in which `haiku-posts` is the built program. */
export function shell(command: string): Result {
  const options = {
    encoding: 'utf8',
    cwd: root,
    input: '',
    env: { ...usualEnv, PATH: pathWithProgram() },
    maxBuffer,
  } as const;
  const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', command], options);
  return { stdout, stderr, status };
}
