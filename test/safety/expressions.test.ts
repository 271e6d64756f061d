import { afterAll, expect, test } from 'vitest';
import { haikuPosts } from '../support/run.ts';
import { createFolder, removeFolders } from './folders.ts';

afterAll(removeFolders);

test.each([['grep'], ['grep', '-c'], ['grep', '-l'], ['fortune', '-m']])(
  'case 94: %s %s gives up an expression that would match for years',
  (...command) => {
    const folder = createFolder({ 'a.md': `# ${'a'.repeat(40)}\n\n${'a'.repeat(60)}\n` });
    const { stderr, status } = haikuPosts(['--posts', folder, ...command, '^(.|[a-z])+#']);
    expect([stderr, status]).toEqual([`${command[0]}: ^(.|[a-z])+#: pattern takes too long to match\n`, 2]);
  },
);
