import { spelt } from './file-names.ts';
import type { NativePath } from './files.ts';
import type { Invocation } from './programs.ts';

/**
 * What to run on a file, so that the program is given its very name. Node passes on text alone; of a name that is no
 * UTF-8 all arguments go to sh(1) in octal, which makes bytes of them and is then the program. No shell reads the name.
 *
 *   the byte FF, and name => ({ program: 'vi', args: [name] }) → sh -c '…; exec "$@"' sh '\0166\0151' '\0377'
 */
export function onFile(file: NativePath, invocationFor: (name: string) => Invocation): Invocation {
  const text = file.toString();
  if (typeof file === 'string' || Buffer.from(text).equals(file)) return invocationFor(text);
  const name = spelt(file);
  const { program, args, ...others } = invocationFor(name);
  const octal = (word: string): string =>
    word
      .split(name)
      .map(part => octalOf(Buffer.from(part)))
      .join(octalOf(file));
  return { ...others, program: '/bin/sh', args: ['-c', script, 'sh', ...[program, ...args].map(octal)] };
}

/** As `printf %b` reads it (POSIX). */
const octalOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => `\\0${byte.toString(8).padStart(3, '0')}`).join('');

// A substitution drops line feeds at its end, where there is no full stop after them.
const script = `for word do
  word=$(printf '%b.' "$word")
  shift
  set -- "$@" "\${word%.}"
done
exec "$@"`;
