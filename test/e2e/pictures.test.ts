import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { drawPicture, pictures, terminals } from '../support/pictures.ts';
import { root } from '../support/terminal.ts';

const folder = path.join(root, 'test/pictures');
const themes = Object.keys(terminals) as (keyof typeof terminals)[];
const all = pictures.flatMap(picture =>
  themes.map(theme => ({ file: `${picture.name}-${theme}.svg`, picture, theme })),
);

test('test/pictures holds every picture in both themes, and nothing else', () => {
  expect(fs.readdirSync(folder).sort()).toEqual(all.map(({ file }) => file).sort());
});

test.concurrent.for(all)(
  '$file shows the program as it is (else: npm run snapshots)',
  async ({ file, picture, theme }, { expect, onTestFinished }) => {
    const svg = await drawPicture(picture, theme, terminal => onTestFinished(terminal.close));
    await expect(svg).toMatchFileSnapshot(path.join(folder, file));
  },
);

test('the README shows every picture', () => {
  const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/test\/pictures\/([\w-]+\.svg)/g)].map(([, file]) => file);
  expect(shown.sort()).toEqual(all.map(({ file }) => file).sort());
});
