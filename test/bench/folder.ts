import fs from 'node:fs';
import path from 'node:path';
import { bodyWords, haikuWords } from './vocabulary.ts';

const wordsOfBody = 500;
const wordsOfParagraph = 60;

/**
 * Fills a folder with posts, as `line-one-/-line-two-/-line-three.md`, of about 500 words each, whose words are as
 * unevenly spread as those of a language. One seed always gives the same folder. Gives their slugs back, in order of
 * writing.
 *
 *   writeFolder('/tmp/posts', 10_000, 1)
 */
export function writeFolder(folder: string, count: number, seed: number): readonly string[] {
  const random = randomFrom(seed);
  const slugs = new Set<string>();
  while (slugs.size < count) {
    const haiku = [5, 7, 5].map(syllables => lineOf(syllables, random));
    const slug = haiku.map(line => line.replaceAll(' ', '-').replaceAll("'", '').toLowerCase()).join('-/-');
    if (slugs.has(slug)) continue;
    slugs.add(slug);
    const file = path.join(folder, `${slug}.md`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, bodyOf(haiku, random));
  }
  return [...slugs];
}

type Random = () => number;

/** Mulberry32: numbers from 0 to before 1, the same for the same seed. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

function lineOf(syllables: number, random: Random): string {
  const words: string[] = [];
  for (let left = syllables; left > 0; ) {
    const long = 1 + Math.floor(random() * Math.min(left, haikuWords.length));
    words.push(pick(random, haikuWords[long - 1] ?? []));
    left -= long;
  }
  return words.join(' ');
}

// Zipf's law: the word of rank n comes 1/n as often as the commonest.
const shares = bodyWords.map((_, index) => 1 / (index + 1));
const reached: number[] = [];
for (const share of shares) reached.push((reached.at(-1) ?? 0) + share);
const whole = reached.at(-1) ?? 0;

function wordOf(random: Random): string {
  const wanted = random() * whole;
  let [low, high] = [0, reached.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reached[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return bodyWords[low] ?? '';
}

const months = 'January February March April May June July August September October November December'.split(' ');

function bodyOf(haiku: readonly string[], random: Random): string {
  const words = (count: number): string => {
    const text = Array.from({ length: count }, () => wordOf(random)).join(' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const year = 2012 + Math.floor(random() * 14);
  const date = `${pick(random, months)} ${1 + Math.floor(random() * 28)}, ${year}`;
  const length = wordsOfBody * (0.5 + random());
  const paragraphs = Array.from({ length: Math.ceil(length / wordsOfParagraph) }, () => `${words(wordsOfParagraph)}.`);
  return `${[haiku.join(' / '), `Title: ${date} - ${words(5)}`, ...paragraphs].join('\n\n')}\n`;
}
