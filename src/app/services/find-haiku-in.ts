import type { Found, HaikuFound } from '../state/actions.ts';
import type { OpenPost } from '../state/scrollback.ts';
import type { YieldToKeys } from './key-aware-scheduler.ts';

const MAX_LISTED = 20;

/** Finds the best haiku in the sentences of an open post. The code for this is loaded when it is first used. */
export async function findHaikuIn(post: OpenPost, yieldToKeys: YieldToKeys): Promise<HaikuFound> {
  const { haikuOfPost } = await import('../../commands/found-haiku.ts');
  const found = await haikuOfPost(post, post.content, yieldToKeys);
  return {
    kind: 'haiku-found',
    slug: post.slug,
    found: found.slice(0, MAX_LISTED).map(({ haiku, line }) => ({ haiku, line })),
  };
}

/** Returns the best haiku in the sentences of a post. Null if none is good, if the search fails, and after `stop` aborts. */
export async function findGoodHaiku(
  post: OpenPost,
  yieldToKeys: YieldToKeys,
  stop: AbortSignal,
): Promise<Found | null> {
  const { GOOD_SCORE, haikuOfPost } = await import('../../commands/found-haiku.ts');
  const pause = (): ReturnType<YieldToKeys> => {
    stop.throwIfAborted();
    return yieldToKeys();
  };
  const [best] = await haikuOfPost(post, post.content, pause).catch(() => []);
  return best && best.score >= GOOD_SCORE ? best : null;
}
