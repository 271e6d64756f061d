import { defineConfig } from 'vitest/config';

// Forks, because a pseudo-terminal belongs to a process; the limits leave room for a busy machine.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], pool: 'forks', maxWorkers: 2, testTimeout: 60_000, hookTimeout: 60_000 },
});
