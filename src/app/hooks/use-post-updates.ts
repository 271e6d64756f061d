import { useApp } from 'ink';
import { useEffect } from 'react';
import type { AppContext } from './use-app-state.ts';

/** Dispatches each update of the post index. After a complete one, rereads the open posts. */
export function usePostUpdates({ latest, dispatch, services: { postUpdates, open } }: AppContext): void {
  const { exit } = useApp();
  useEffect(() => {
    const reread = async (): Promise<void> => {
      const posts = latest.current.entries.flatMap(({ parts }) => parts.flatMap(({ post }) => post ?? []));
      for (const [slug, { path }] of new Map(posts.map(post => [post.slug, post])))
        dispatch({ kind: 'reread', slug, part: await open({ slug, path }) });
    };
    const update = async (): Promise<void> => {
      for await (const postIndex of postUpdates) {
        dispatch({ kind: 'post-index', postIndex });
        if (postIndex.loading === null) await reread();
      }
    };
    update().catch(exit);
  }, [latest, postUpdates, open, dispatch, exit]);
}
