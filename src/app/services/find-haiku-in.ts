import type { HaikuFound } from '../state/actions.ts';
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
