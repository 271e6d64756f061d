import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { drawPictures } from '../support/pictures.ts';
import { closeAll, root } from '../support/terminal.ts';

afterEach(closeAll);

const folder = path.join(root, 'test/pictures');

test('the pictures are of the program as it is: if not, `npm run picture`, and look at them', async () => {
  const drawn = await drawPictures();
  expect(fs.readdirSync(folder).sort()).toEqual([...drawn.keys()].sort());
  for (const [file, picture] of drawn) expect(fs.readFileSync(path.join(folder, file), 'utf8'), file).toBe(picture);
});

test('the README shows each of them, the light one where that is wanted', () => {
  const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/test\/pictures\/([\w-]+\.svg)/g)].map(([, file]) => file);
  expect(shown.sort()).toEqual(fs.readdirSync(folder).sort());
});
