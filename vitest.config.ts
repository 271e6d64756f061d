import fs from 'node:fs';
import { defineConfig } from 'vitest/config';

const ALL = 'test/**/*.test.ts';
const SLOW = 'test/**/*.slow.test.ts';
/** Tests that start the built program, or other processes. */
const PROGRAM = ['test/{e2e,io,safety}/**/*.test.ts', 'test/package.test.ts'];

/** Files that the quick run leaves something out of: runs of a property (few-runs.ts), or values (sample.ts). */
const shortened = fs
  .globSync(ALL, { cwd: import.meta.dirname })
  .filter(file =>
    /from '(?:fast-check|.*\/sample\.ts)'/.test(fs.readFileSync(`${import.meta.dirname}/${file}`, 'utf8')),
  );

const quick = { extends: true, test: { setupFiles: 'test/support/few-runs.ts' } } as const;

// `vitest --mode slow` runs the slow files, and the shortened files in full.
export default defineConfig(({ mode }) => ({
  test: {
    // A pseudo-terminal belongs to a process, so no threads.
    pool: 'forks',
    // Files share a process: a test restores what it replaces.
    isolate: false,
    restoreMocks: true,
    // One more than CI has cores: tests of the program wait for it most of the time.
    maxWorkers: 3,
    // Generous, for a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    globalSetup: 'test/support/build.ts',
    projects:
      mode === 'slow'
        ? [
            {
              extends: true,
              test: {
                name: 'slow',
                include: [SLOW, ...shortened],
                env: { HAIKU_POSTS_SLOW: '1' },
                // Some properties take ten seconds on an idle machine.
                testTimeout: 300_000,
              },
            },
          ]
        : [
            { ...quick, test: { ...quick.test, name: 'unit', include: [ALL], exclude: [SLOW, ...PROGRAM] } },
            { ...quick, test: { ...quick.test, name: 'program', include: PROGRAM, exclude: [SLOW] } },
          ],
  },
}));
