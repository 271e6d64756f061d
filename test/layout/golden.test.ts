import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { themes } from '../../src/theme/themes.ts';
import { drawn, goldens, kept, widths } from '../support/golden.ts';

test('every shipped post is kept at every width in every theme, each in a file of its own, and nothing else is', () => {
  const posts = new Set(goldens.map(golden => golden.slug)).size;
  expect(posts).toBeGreaterThan(30);
  expect(goldens).toHaveLength(posts * widths.length * Object.keys(themes).length);
  expect(kept().toSorted()).toEqual([...new Set(goldens.map(golden => golden.file))].toSorted());
});

test.each(goldens.map(golden => [path.relative(path.join(import.meta.dirname, '../golden'), golden.file), golden]))(
  '%s is as it was: if the change is meant, npm run golden',
  async (_, golden) => {
    expect(await drawn(golden)).toBe(fs.readFileSync(golden.file, 'utf8'));
  },
);
