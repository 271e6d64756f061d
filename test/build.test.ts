import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { lazyModules } from '../esbuild.plugins.ts';
import { createFolder, removeFolders } from './safety/folders.ts';
import { haikuPosts } from './support/run.ts';

afterAll(removeFolders);

/** Bundles main.ts of a folder, and returns the names of its lazy modules. */
async function lazyNames(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = fs.realpathSync(createFolder(files));
  const entryPoints: Record<string, string> = {};
  await build({
    entryPoints: [path.join(folder, 'main.ts')],
    bundle: true,
    write: false,
    logLevel: 'silent',
    format: 'cjs',
    plugins: [lazyModules(folder, entryPoints)],
  });
  return Object.keys(entryPoints).sort();
}

test('the build names lazy modules by their path', async () => {
  const main = "import('./a/x.ts'); import('./b/x.ts');";
  expect(await lazyNames({ 'main.ts': main, 'a/x.ts': '', 'b/x.ts': '' })).toEqual(['a/x', 'b/x']);
});

test('the build fails when two lazy modules have one name', async () => {
  const files = { 'main.ts': "import('./x.ts'); import('./x.tsx');", 'x.ts': '', 'x.tsx': '' };
  await expect(lazyNames(files)).rejects.toThrow('two lazy modules named x');
});

test('the program decodes entities in Markdown and in HTML', () => {
  const posts = createFolder({ 'a.md': 'tea &amp; caf&eacute;\n\n<p>more &hellip;</p>\n' });
  const { stdout } = haikuPosts(['--posts', posts, 'cat', '--width', '40', 'a']);
  expect(stdout).toBe('$ cat post/a.md\n\ntea & café\n\nmore …\n');
});
