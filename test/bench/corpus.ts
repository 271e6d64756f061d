import type { Post } from '../../src/posts/types.ts';

// The posts of the benchmarks, the same on every machine: haiku of 5, 7 and 5 syllables over a vocabulary of 7,000 words,
// whose frequencies follow Zipf's law: the word of rank r is about as frequent as 1 / (r + 2.7) (Mandelbrot's form, with his
// constant for English). The first ranks are English function words. The others are made of syllables, and are as long as
// the words of a dictionary of that size (2 to 14 letters, 7 on average).

/** Returns numbers from 0 to 1 that depend on the seed only (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Word = { readonly text: string; readonly syllables: number };

const functionWords =
  `the of and a to in is you that it he was for on are as with his they I at be this have from or one
had by word but not what all were we when your can said there use an each which she do how their if will up out many
then them these so some her would make like him into time has look two more write go see no way could my than first
been call who its now find long down day did get come made may part over again after before under never only where
while why still here just too last since once upon`.split(/\s+/);
const twoSyllables = new Set('many into over again after before under never only upon'.split(' '));

const vocabularySize = 7000;
const onsets =
  'b c d f g h j k l m n p r s t v w b d f l m n p r s t r s t l br cl cr dr fl fr gr pl pr sh sl st th tr str ch'.split(
    ' ',
  );
const nuclei = 'a e i o u a e i o e i a e o ai ea ee ou oo'.split(' ');
const codas = ', , , , n r l s t d m n r t ck nd nt st ng rd ll ss p'.split(/[, ]/);

/** Creates the words, the most frequent first. */
function vocabulary(next: () => number): readonly Word[] {
  const pick = (parts: readonly string[]): string => parts[Math.floor(next() * parts.length)] ?? '';
  const words = new Map(functionWords.map(text => [text, twoSyllables.has(text) ? 2 : 1]));
  while (words.size < vocabularySize) {
    // Frequent words are short (Zipf's law of abbreviation): a syllable at first, up to four at the end.
    const rarity = words.size / vocabularySize;
    const syllables = 1 + Math.floor(Math.min(3.99, next() * (1.2 + 3 * Math.sqrt(rarity))));
    const text = Array.from(
      { length: syllables },
      () => pick(onsets) + pick(nuclei) + (next() < 0.55 ? pick(codas) : ''),
    ).join('');
    if (text.length > 1 && text.length < 15 && !words.has(text)) words.set(text, syllables);
  }
  return [...words].map(([text, syllables]) => ({ text, syllables }));
}

const seeds = { words: 1, posts: 2, days: 3 };

/** The vocabulary of all posts, the most frequent word first. */
export const allWords: readonly Word[] = vocabulary(random(seeds.words));

/** The cumulative frequency of each rank. */
const sums: number[] = [];
for (const rank of allWords.keys()) sums.push((sums[rank - 1] ?? 0) + 1 / (rank + 1 + 2.7));
const total = sums.at(-1) ?? 0;

/** Returns a random word, with the frequencies of Zipf's law. */
export const wordBy = (next: () => number): Word => allWords[rankAt(next() * total)] as Word;

/** Yields `count` posts. A larger count begins with the posts of a smaller one. */
export function* eachPost(count: number): Generator<Post, void> {
  const next = random(seeds.posts);
  const days = random(seeds.days);
  const line = (syllables: number): string => {
    const texts: string[] = [];
    for (let left = syllables; left > 0; ) {
      const { text, syllables } = wordBy(next);
      if (syllables > left) continue;
      texts.push(text);
      left -= syllables;
    }
    return texts.join(' ');
  };
  const title = (): string => Array.from({ length: 2 + Math.floor(next() * 4) }, () => wordBy(next).text).join(' ');
  const twoDigits = (below: number): string => String(1 + Math.floor(days() * below)).padStart(2, '0');
  for (let made = 0; made < count; made++) {
    const haiku = [line(5), line(7), line(5)] as const;
    const slug = haiku.join('-/-').toLowerCase().replaceAll(' ', '-');
    const titled = title();
    const date = `${2000 + Math.floor(next() * 25)}-${twoDigits(12)}-${twoDigits(28)}`;
    yield { slug, path: `${slug}.md`, haiku, title: titled, date, tags: [], draft: false, words: 500, minutes: 2 };
  }
}

export const corpus = (count: number): readonly Post[] => [...eachPost(count)];

/** Returns the first rank whose cumulative frequency is above a number. */
function rankAt(sum: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > sum) high = middle;
    else low = middle + 1;
  }
  return low;
}
