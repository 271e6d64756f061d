import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cellsOf, drawPicture, measuringPage, pictures, screenOf, terminals } from '../support/pictures.ts';
import { POSTER_STEP, play, poster, record } from '../support/recording.ts';
import { root } from '../support/terminal.ts';

const folder = path.join(root, 'test/pictures');
const themes = Object.keys(terminals) as (keyof typeof terminals)[];
const all = pictures.flatMap(picture =>
  themes.map(theme => ({ file: `${picture.name}-${theme}.svg`, picture, theme })),
);
const RECORDING = 'haiku-posts.cast';

test('test/pictures holds every picture in both themes and the recording, and nothing else', () => {
  expect(fs.readdirSync(folder).sort()).toEqual([...all.map(({ file }) => file), RECORDING].sort());
});

test.concurrent.for(all)(
  '$file shows the program as it is (else: npm run snapshots)',
  async ({ file, picture, theme }, { expect, onTestFinished }) => {
    const screen = await screenOf(picture, theme, terminal => onTestFinished(terminal.close));
    await expect(drawPicture(picture, theme, screen)).toMatchFileSnapshot(path.join(folder, file));
  },
);

test('no text in a picture begins or ends with a blank', () => {
  for (const { file } of all) {
    const texts = [...fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/<text[^>]*>([^<]*)</g)];
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.map(([, text]) => text).filter(text => text !== text?.trim())).toEqual([]);
  }
});

const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;
const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(isInstalled);
test.skipIf(chromium === undefined).for(['code', 'lines'])(
  `Chromium draws every character of %s in its cell${chromium ? '' : ' (skipped: not installed)'}`,
  async (name, { onTestFinished }) => {
    const picture = pictures.find(each => each.name === name);
    if (!picture) throw new Error(`no picture ${name}`);
    const screen = await screenOf(picture, 'dark', terminal => onTestFinished(terminal.close));
    const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-'));
    onTestFinished(() => fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 10 }));
    const page = path.join(temporary, 'page.html');
    fs.writeFileSync(page, measuringPage(drawPicture(picture, 'dark', screen)));
    const flags = [
      'headless',
      'no-sandbox',
      'disable-gpu',
      'disable-quic',
      'no-first-run',
      'disable-background-networking',
    ];
    const more = ['disable-component-update', 'disable-sync', `user-data-dir=${temporary}/profile`, 'dump-dom'];
    const args = [...flags, ...more].map(flag => `--${flag}`);
    const { stdout } = spawnSync(chromium ?? '', [...args, `file://${page}`], { encoding: 'utf8', timeout: 50_000 });
    const found = JSON.parse(
      /<pre>(.*)<\/pre>/s.exec(stdout)?.[1]?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') ??
        '[]',
    ) as readonly string[];
    expect(found.toSorted()).toEqual(cellsOf(screen).toSorted());
  },
);

test('the recording shows the program as it is (else: npm run snapshots), and passes by its poster', async ({
  onTestFinished,
}) => {
  const file = path.join(folder, RECORDING);
  const fresh = await record(terminal => onTestFinished(terminal.close));
  const kept = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const draw = async (recording: string): Promise<readonly string[]> =>
    (await play(recording)).map(screen => drawPicture(poster, 'dark', screen));
  const screens = await draw(fresh);
  // The program may write the same screens in other pieces.
  const isSame = kept !== '' && JSON.stringify(await draw(kept)) === JSON.stringify(screens);
  await expect(isSame ? kept : fresh).toMatchFileSnapshot(file);
  expect(screens[POSTER_STEP]).toBe(fs.readFileSync(path.join(folder, `${poster.name}-dark.svg`), 'utf8'));
});

test('the recording takes 20 to 30 seconds, and at most 100 kB', () => {
  const recording = fs.readFileSync(path.join(folder, RECORDING), 'utf8');
  const [seconds] = JSON.parse(recording.trim().split('\n').at(-1) ?? '[]') as readonly number[];
  expect(seconds).toBeGreaterThan(20);
  expect(seconds).toBeLessThan(30);
  expect(recording.length).toBeLessThan(100_000);
});

test('the README shows or links every picture and the recording', () => {
  const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
  const files = [...readme.matchAll(/test\/pictures\/([\w-]+\.(?:svg|cast))/g)].map(([, file = '']) => file);
  const names = files.map(file => file.replace(/-(?:dark|light)\.svg$/, ''));
  expect([...new Set(names)].sort()).toEqual([...pictures.map(({ name }) => name), RECORDING].sort());
  // Each picture that is shown is shown in both themes.
  for (const [, light] of readme.matchAll(/srcset="([^"]*)"/g))
    expect(readme).toContain(`src="${light?.replace('-light', '-dark')}"`);
});
