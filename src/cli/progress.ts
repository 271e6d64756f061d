import type { Library } from '../posts/library.ts';
import { formatCount } from '../util/format.ts';
import type { OutputStreams } from './print.ts';

/** For how long nothing is told, in ms, and how long what was told stands. */
const [patience, pace] = [1000, 100];

/** To the start of the row, which is erased (CR, and EL of ECMA-48). */
const clear = '\r\u001b[K';

type Watched = { readonly library: Library; readonly outlets: OutputStreams };

/**
 * A library that tells a reader who waits for longer than a second how far it is read, on a row of the terminal on which
 * the outlets are; they take the row away before anything is printed. `isPaged`: the terminal is a pager's from then on,
 * and nothing more is told. `now` is a clock, in ms.
 */
export function withProgress(library: Library, outlets: OutputStreams, isPaged: boolean, now: () => number): Watched {
  let last = now() + patience - pace;
  let isShown = false;
  const tell = (done: number, files: number | null): void => {
    if (now() - last < pace) return;
    last = now();
    isShown = true;
    outlets.err(`${clear}reading the posts: ${formatCount(done)}${files === null ? '' : ` of ${formatCount(files)}`}`);
  };
  const before = (): void => {
    if (isShown) outlets.err(clear);
    isShown = false;
    if (isPaged) last = Number.POSITIVE_INFINITY;
  };
  return {
    library: {
      ...library,
      posts: async () => {
        for await (const { done, files } of library.load()) tell(done, files);
        const posts = await library.posts();
        before();
        return posts;
      },
      *scan() {
        let done = 0;
        for (const each of library.scan()) {
          tell(++done, null);
          yield each;
        }
        before();
      },
    },
    outlets: {
      ...outlets,
      out: chunk => {
        before();
        return outlets.out(chunk);
      },
      err: text => {
        before();
        outlets.err(text);
      },
    },
  };
}
