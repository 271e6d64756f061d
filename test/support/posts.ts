import fs from 'node:fs';
import path from 'node:path';
import { root } from './terminal.ts';

const folder = path.join(root, 'posts');

/** The posts that ship, in order of slug. */
export const posts: readonly { readonly slug: string; readonly content: string }[] = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.md'))
  .toSorted()
  .map(file => ({ slug: file.slice(0, -'.md'.length), content: fs.readFileSync(path.join(folder, file), 'utf8') }));
