import type { Library } from '../posts/library.ts';
import { formatCount } from '../util/format.ts';
import type { OutputStreams } from './print.ts';

const SHOW_AFTER_MS = 1000;
const UPDATE_INTERVAL_MS = 100;

/** CR, then EL (ECMA-48): clears the row of the cursor. */
const CLEAR_ROW = '\r\u001b[K';

type Progress = { readonly library: Library; readonly streams: OutputStreams };

/** Shows how many posts have been read if that takes more than a second. Any output erases the row. `now`: a clock in ms. */
export function withProgress(library: Library, streams: OutputStreams, isPaged: boolean, now: () => number): Progress {
  let last = now() + SHOW_AFTER_MS - UPDATE_INTERVAL_MS;
  let isShown = false;
  const show = (done: number, files: number | null): void => {
    if (now() - last < UPDATE_INTERVAL_MS) return;
    last = now();
    isShown = true;
    streams.err(`${CLEAR_ROW}reading posts: ${formatCount(done)}${files === null ? '' : ` of ${formatCount(files)}`}`);
  };
  const clear = (): void => {
    if (isShown) streams.err(CLEAR_ROW);
    isShown = false;
    // The first output starts the pager. After that, the row would be in its text.
    if (isPaged) last = Number.POSITIVE_INFINITY;
  };
  return {
    library: {
      ...library,
      posts: async () => {
        for await (const { done, files } of library.load()) show(done, files);
        const posts = await library.posts();
        clear();
        return posts;
      },
      *scan() {
        let done = 0;
        for (const result of library.scan()) {
          show(++done, null);
          yield result;
        }
        clear();
      },
    },
    streams: {
      ...streams,
      out: chunk => {
        clear();
        return streams.out(chunk);
      },
      err: text => {
        clear();
        streams.err(text);
      },
    },
  };
}
