import { setTimeout } from 'node:timers/promises';
import { decode } from '../../posts/decode.ts';
import type { Library } from '../../posts/library.ts';
import { isReadError, type PostRef } from '../../posts/types.ts';
import type { OutputPart } from '../state/scrollback.ts';
import { renderPost } from './run-command.ts';

/** A file that keeps growing is rendered again after this many times the duration of the last time. */
const REST_FACTOR = 4;

/**
 * Creates a function that reads and renders a post; null if it cannot be read. The last post is kept, because several watches
 * report the same change. `now`: a clock, in ms.
 */
export function createPostOpener(library: () => Pick<Library, 'read'>, hasLinks: boolean, now: () => number) {
  let last: { readonly post: PostRef; readonly content: string; readonly part: Promise<OutputPart> } | null = null;
  let restUntil = 0;
  return async (post: PostRef): Promise<OutputPart | null> => {
    for (;;) {
      const text = library().read(post);
      if (isReadError(text)) return null;
      const content = decode(text.content);
      const isLast = last?.post.path === post.path && last.post.slug === post.slug;
      if (last && isLast && last.content === content) return last.part;
      const start = now();
      if (isLast && start < restUntil) {
        await setTimeout(restUntil - start, null, { ref: false });
        continue;
      }
      const part = renderPost(post, content, hasLinks);
      last = { post, content, part };
      await part;
      restUntil = now() + REST_FACTOR * (now() - start);
      return part;
    }
  };
}
