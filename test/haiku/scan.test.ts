import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scanHaiku, scanProblem } from '../../src/haiku/scan.ts';
import { decode } from '../../src/posts/decode.ts';
import { readPost } from '../../src/posts/read-post.ts';
import { type Haiku, parseHaiku, pathToSlug } from '../../src/posts/slug.ts';
import { root } from '../support/terminal.ts';

const parse = (text: string): Haiku => parseHaiku(text) as Haiku;

test.each<[string, string | null]>([
  ['the kettle is on / nobody remembers who / the tea has gone cold', null],
  ['every fire is out / we counted the embers twice / every one is cold', null],
  ['the kettle is on / nobody remembers it / the tea is', '5-7-3, not 5-7-5: line 3 has two too few'],
  ['a dog / a small dog / a very small dog', '2-3-5, not 5-7-5: line 1 has three too few, line 2 has four too few'],
  [
    'the kettle is boiling over now / nobody remembers who / the tea has gone cold',
    '9-7-5, not 5-7-5: line 1 has four too many',
  ],
  // cannot be counted
  ['der Tee ist kalt / und niemand weiß / von wem er ist', null],
  ['古池や / 蛙飛び込む / 水の音', null],
  ['ふるいけや / かわずとびこむ / みずのおと', null],
  ['ふるいけや / かわず / みずのおと', '5-3-5, not 5-7-5: line 2 has four too few'],
])('%s: %s', (haiku, problem) => {
  expect(scanProblem(parse(haiku))).toBe(problem);
});

test('a problem names the count of a range that is nearest to the right one', () => {
  expect(scanHaiku(parse('a fire / a fire / a fire'))?.[0]).toEqual({ min: 2, max: 3 });
  expect(scanProblem(parse('a fire / we counted the embers twice / every one is cold'))).toBe(
    '3-7-5, not 5-7-5: line 1 has two too few',
  );
});

/** The haiku of the three transcripts are as their authors left them. */
const FREE = ['a-shell-i-once-loved-', 'a-ticket-unopened-', 'strace-on-the-wire-'];

test('the haiku of the posts that ship have 5, 7 and 5 syllables, except those of three transcripts', async () => {
  const folder = path.join(root, 'posts');
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.md'));
  expect(files.length).toBeGreaterThan(30);
  const wrong: string[] = [];
  for (const file of files) {
    const ref = { slug: pathToSlug(file), path: file };
    const { haiku } = await readPost(ref, decode(fs.readFileSync(path.join(folder, file))));
    expect(haiku && scanHaiku(haiku)).not.toBeNull();
    if (haiku && scanProblem(haiku)) wrong.push(file.split('/')[0] as string);
  }
  expect(wrong.sort()).toEqual(FREE);
});
