import process from 'node:process';
import readline from 'node:readline';
import { HAIKU_SYLLABLES } from '../../haiku/scan.ts';
import { countSyllables } from '../../haiku/text-syllables.ts';

/**
 * Asks for the three lines of a haiku on the terminal. The prompt counts the syllables as the line is typed: `4/5  `.
 * A line may be several: `a / b / c`. Resolves to all lines with ` / ` between them, or to null on ^D. ^C ends the program.
 */
export async function askHaiku(): Promise<string | null> {
  const lines: string[] = [];
  const editor = readline.createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  const showCount = (): void => {
    editor.setPrompt(`${countPrompt(editor.line, HAIKU_SYLLABLES[lines.length] ?? 0)}  `);
    editor.prompt(true);
  };
  const askLine = (): void => {
    const syllables = HAIKU_SYLLABLES[lines.length];
    process.stderr.write(`line ${lines.length + 1} of 3, ${syllables} syllables; ^C cancels\n`);
    showCount();
  };
  let isOpen = true;
  // readline has handled the key before, because it listens first. A prompt after ^D would read on in Node 22.
  const onKey = (_: unknown, key?: { readonly name?: string }): void => {
    if (isOpen && key?.name !== 'return' && key?.name !== 'enter') showCount();
  };
  process.stdin.on('keypress', onKey);
  try {
    askLine();
    return await new Promise(resolve => {
      editor.on('close', () => {
        isOpen = false;
        resolve(null);
      });
      editor.on('SIGINT', () => {
        editor.close();
        process.kill(process.pid, 'SIGINT');
      });
      editor.on('line', line => {
        lines.push(...line.split(' / ').flatMap(part => part.trim() || []));
        if (lines.length >= 3) resolve(lines.join(' / '));
        else askLine();
      });
    });
  } finally {
    process.stdin.off('keypress', onKey);
    editor.close();
  }
}

/** Counts the syllables of a line: `4/5`, `2–3/5`; `?/5` if they cannot be counted. */
export function countPrompt(line: string, expected: number): string {
  const range = countSyllables(line);
  const count = range === null ? '?' : range.min === range.max ? `${range.min}` : `${range.min}–${range.max}`;
  return `${count}/${expected}`;
}
