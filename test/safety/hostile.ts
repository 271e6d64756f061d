import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that holds files, each by its path below it; removed when the test that asked for it is over. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return folder;
}

const esc = '\u001b';
// Chalk's: bold, dim, italic, underline, inverse, struck, the colors of the palettes, and the end of each.
const ownSgr = new RegExp(`${esc}\\[(?:[1-479]|2[2-479]|3[0-79]|9[0-7]|38;5;\\d{1,3}|38;2(?:;\\d{1,3}){3})m`, 'g');
const ownLink = new RegExp(`${esc}\\]8;(?:id=[0-9a-z]+;(?:https?|mailto):[!-~]*|;)${esc}\\\\`, 'gi');

/** What was printed, without the styles (no concealment among them) and the links that are ours to print. */
export const unstyled = (printed: string): string => printed.replace(ownSgr, '').replace(ownLink, '');

/** What may stand in no text: controls but line feeds, lone surrogates, and what breaks or turns a line unseen. */
export const live = /(?!\n)\p{Cc}|\p{Cs}|[\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]/u;

/**
 * What a session sends to no terminal: another control, a bell, a title, the clipboard, a string, its version or its attributes, to
 * conceal. OSC 8 is ours, and the question for the background.
 */
export const foreign = new RegExp(
  `\\p{Cc}(?<![\\r\\n${esc}])|${esc}\\](?!8;|11;\\?)|${esc}[PX^_]|${esc}\\[(?:>0q|c|6n|8m)`,
  'u',
);
