import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { root } from './terminal.ts';

/** What dist/ is built from. */
const SOURCES = [
  'src',
  'posts',
  'esbuild.config.js',
  'esbuild.packages.ts',
  'esbuild.plugins.ts',
  'package.json',
  'package-lock.json',
  'LICENSE',
];

/** The file that the build writes last. */
const LAST_OUTPUT = 'dist/LICENSES.txt';

/** The time of the newest change at or below a path, in ms. Folders count: a removed file changes its folder. */
function newestChange(file: string): number {
  const { mtimeMs } = fs.statSync(file);
  if (!fs.statSync(file).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...fs.readdirSync(file).map(name => newestChange(path.join(file, name))));
}

function isStale(): boolean {
  const built = path.join(root, LAST_OUTPUT);
  if (!fs.existsSync(built)) return true;
  return Math.max(...SOURCES.map(name => newestChange(path.join(root, name)))) > fs.statSync(built).mtimeMs;
}

function build(): void {
  if (isStale()) execFileSync(process.execPath, ['esbuild.config.js'], { cwd: root, stdio: 'inherit' });
}

/** Builds dist/ before the tests, and before each run in watch mode, so that no test sees an older program. */
export default function setup(project: TestProject): void {
  build();
  project.onTestsRerun(async () => build());
}
