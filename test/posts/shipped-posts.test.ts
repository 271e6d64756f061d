import { expect, test } from 'vitest';
import { parsePost } from '../../src/posts/parse-post.ts';
import { readPost } from '../../src/posts/read-post.ts';
import { lettersAndDigits } from '../../src/posts/slug.ts';
import { posts } from '../support/posts.ts';

/** Posts in the form of a transcript: haiku and title in plain lines, without front matter. */
const TRANSCRIPTS = ['a-shell-i-once-loved', 'a-ticket-unopened', 'strace-on-the-wire'];

const readings = await Promise.all(
  posts.map(async ({ slug, content }) => {
    const reading = await readPost({ slug, path: `${slug}.md` }, content);
    return { slug, content, reading, first: slug.split('-/')[0] ?? '' };
  }),
);

test('the path of every shipped post is its haiku', () => {
  for (const { slug, content } of readings) {
    const { haiku, frontMatter, lines } = parsePost(content, { slug, path: `${slug}.md` });
    // Without a line of its own, the haiku would be read from the path.
    expect([slug, lines.haiku > 0 || frontMatter !== null]).toEqual([slug, true]);
    if (lines.haiku > 0) expect(lettersAndDigits(haiku?.join(' ') ?? '')).toBe(lettersAndDigits(slug));
  }
});

test('every shipped post has a title and a date, and tags in lower case unless it is in the form of a transcript', () => {
  const untagged = readings.filter(({ reading }) => reading.fields.tags.length === 0);
  expect(untagged.map(({ first }) => first)).toEqual(TRANSCRIPTS);
  for (const { slug, reading } of readings) {
    expect([slug, reading.title, reading.date]).toEqual([slug, expect.any(String), expect.stringMatching(/^20\d\d-/)]);
    for (const tag of reading.fields.tags) expect(tag).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  }
});

test.each([
  ['Envoy', '2016-09'],
  ['Istio', '2017-05'],
  ['GitOps', '2017-08'],
  ['bpftrace', '2018-10'],
  ['Backstage', '2020-03'],
])('no shipped post names %s before %s', (name, month) => {
  const found = readings.filter(({ content }) => content.includes(name));
  expect(found).not.toEqual([]);
  for (const { slug, reading } of found) expect([slug, (reading.date ?? '') >= month]).toEqual([slug, true]);
});
