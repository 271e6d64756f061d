import { useApp } from 'ink';
import { type Dispatch, useEffect, useRef } from 'react';
import type { AppServices } from '../services/types.ts';
import type { Action } from '../state/actions.ts';
import { parseGrepLine } from '../state/command-line.ts';
import { postBySlug } from '../state/post-index.ts';
import { selectedPost } from '../state/prompt.ts';
import { isCounted } from '../state/reader-search.ts';
import type { State } from '../state/state.ts';
import { postAt } from '../state/transitions.ts';
import { previewLayout } from '../view/preview.ts';

/** The world, and how the session on Ink ends and gives the terminal away. */
type EffectContext = AppServices & Pick<ReturnType<typeof useApp>, 'exit' | 'suspendTerminal'>;

type Effect = (state: State, dispatch: Dispatch<Action>, around: EffectContext) => void;

/** For how long a reader must have stopped typing, in ms, before the text of all posts is searched. */
const pauseOfTyping = 40;
/** For how long a row must be highlighted, in ms, before its post is opened beside the menu. */
const pauseOfChoosing = 25;

/** Does what a state asks of the world; what comes of it is another action. */
export function useEffects(state: State, dispatch: Dispatch<Action>, world: AppServices): void {
  const { exit, suspendTerminal } = useApp();
  const around = { ...world, exit, suspendTerminal };
  // Kept before it runs: `history` lists itself, as a shell's does.
  useKeeping(state, dispatch, around);
  useArrivals(state, dispatch, around);
  useOpenPost(state, dispatch, around);
  useJob(state, dispatch, around);
  useTextSearch(state, dispatch, around);
  usePreview(state, dispatch, around);
  useErrand(state, dispatch, around);
  usePause(state, dispatch, around);
  useCount(state, dispatch, around);
}

/** Begins a work in so many ms, unless it is stopped before, as what comes back does. What goes wrong is for `fail`. */
function begun(work: (stop: AbortSignal) => Promise<void>, fail: (error: unknown) => void, ms = 0): () => void {
  const stop = new AbortController();
  const timer = setTimeout(() => void work(stop.signal).catch(fail), ms);
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

/** Hands on the posts that come; what is open is read again as the posts change. */
const useArrivals: Effect = (state, dispatch, { postUpdates, open, exit }) => {
  const now = useRef(state);
  now.current = state;
  useEffect(() => {
    const reread = async (): Promise<void> => {
      const posts = now.current.entries.flatMap(({ parts }) => parts.flatMap(({ post }) => post ?? []));
      for (const [slug, { path }] of new Map(posts.map(post => [post.slug, post])))
        dispatch({ kind: 'reread', slug, part: await open({ slug, path }) });
    };
    const shelve = async (): Promise<void> => {
      for await (const postIndex of postUpdates) {
        dispatch({ kind: 'post-index', postIndex });
        if (postIndex.loading === null) await reread();
      }
    };
    shelve().catch(exit);
  }, [postUpdates, open, dispatch, exit]);
};

/**
 * Reads the post at the top again when its own folder changes, and when it may have been edited: a large folder of posts
 * is compared only from time to time.
 */
const useOpenPost: Effect = (state, dispatch, { open, watch, exit }) => {
  const { mode, request } = state;
  const post = mode.kind === 'reading' ? (postAt(state, mode)?.post ?? null) : null;
  const { slug = null, path = null } = post ?? {};
  const isEdited = request?.kind === 'edit';
  useEffect(() => {
    if (slug === null || path === null || isEdited) return;
    return begun(async stop => {
      for await (const _ of watch({ slug, path }, stop)) {
        const part = await open({ slug, path });
        if (!stop.aborted) dispatch({ kind: 'reread', slug, part });
      }
    }, exit);
  }, [slug, path, isEdited, open, watch, dispatch, exit]);
};

/** Runs the command that the session is running, and stops it when it was asked to stop. */
const useJob: Effect = ({ mode }, dispatch, { run, search, exit }) => {
  const job = mode.kind === 'running' ? mode.job : null;
  const isStopping = mode.kind === 'running' && mode.isStopping;
  const stop = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!job) return;
    const stopped = new AbortController();
    stop.current = stopped;
    const wanted = job.openFirstMatch ? parseGrepLine(job.command) : null;
    const tell = (action: Action): void => dispatch({ kind: 'job-event', job, action });
    const work = async (): Promise<void> => {
      let wrong: string | null = null;
      if (wanted)
        for await (const { hits, problem } of search(wanted, stopped.signal)) {
          const [hit] = hits;
          wrong ??= problem;
          if (hit) return tell({ kind: 'open-match', hit, pattern: wanted.pattern });
        }
      else for await (const emission of run(job.command, stopped.signal)) tell(emission);
      tell({ kind: 'finished', problem: wrong });
    };
    work().catch(exit);
    return () => stopped.abort();
  }, [job, run, search, dispatch, exit]);
  useEffect(() => {
    if (job && isStopping) stop.current?.abort();
  }, [job, isStopping]);
};

/** Searches the text of the posts for what is typed, once the reader pauses. */
const useTextSearch: Effect = ({ mode, postIndex }, dispatch, { search, exit }) => {
  const isOver = mode.kind === 'prompt' && mode.menu.kind === 'lines' && mode.menu.lines.isOver;
  const command = mode.kind === 'prompt' && !isOver ? mode.line.text : null;
  useEffect(() => {
    const wanted = command === null ? null : parseGrepLine(command);
    if (command === null || wanted === null || wanted.pattern.text === '' || postIndex.count === 0) return;
    const look = async (stop: AbortSignal): Promise<void> => {
      let isFirst = true;
      for await (const found of search(wanted, stop)) {
        if (stop.aborted) return;
        // What is empty says nothing, unless it is the end.
        if (found.hits.length === 0 && !found.isDone && found.problem === null) continue;
        dispatch({ kind: 'grep-batch', command, isFirst, ...found });
        isFirst = false;
      }
    };
    return begun(look, exit, pauseOfTyping);
  }, [command, postIndex, search, dispatch, exit]);
};

/** Opens the post that is highlighted, where there is room for it beside the menu. */
const usePreview: Effect = (state, dispatch, { open, exit }) => {
  const { mode, postIndex } = state;
  const isWide = mode.kind === 'prompt' && previewLayout(state, mode) !== null;
  const slug = isWide ? (selectedPost(mode)?.slug ?? null) : null;
  const chosen = isWide && mode.menu.kind === 'posts' ? mode.menu.hits.at(mode.selected)?.post.path : undefined;
  useEffect(() => {
    if (slug === null) return;
    const show = async (stop: AbortSignal): Promise<void> => {
      const path = chosen ?? postBySlug(postIndex, slug)?.path;
      const part = path === undefined ? null : await open({ slug, path });
      if (part && !stop.aborted) dispatch({ kind: 'preview', slug, part });
    };
    return begun(show, exit, pauseOfChoosing);
  }, [slug, chosen, postIndex, open, dispatch, exit]);
};

/** Does what is asked of the world outside. */
const useErrand: Effect = ({ request }, dispatch, { runRequest, exit, suspendTerminal }) => {
  useEffect(() => {
    if (!request) return;
    runRequest(request, suspendTerminal)
      .then(notice => dispatch({ kind: 'request-done', notice }))
      .catch(exit);
  }, [request, runRequest, suspendTerminal, dispatch, exit]);
};

/** Stops as ^Z does when it is asked to from outside. */
const usePause: Effect = ({ request }, dispatch, { onPause }) => {
  // An request may be under way: the stop waits until it is done.
  const isFree = request === null;
  useEffect(() => (isFree ? onPause(() => dispatch({ kind: 'suspend' })) : undefined), [isFree, onPause, dispatch]);
};

/** Counts on, a few chunks at a time, between keys. */
const useCount: Effect = ({ mode }, dispatch) => {
  const search = mode.kind === 'reading' ? mode.search : null;
  const isOpen = search !== null && !isCounted(search);
  useEffect(() => {
    if (!isOpen || search === null) return;
    const next = setImmediate(() => dispatch({ kind: 'count-more' }));
    return () => clearImmediate(next);
  }, [isOpen, search, dispatch]);
};

/** Keeps commands and places for the sessions to come. */
const useKeeping: Effect = ({ history, bookmarks }, _, { saveCommand, saveBookmark }) => {
  const kept = useRef({ history, bookmarks });
  useEffect(() => {
    const { current } = kept;
    kept.current = { history, bookmarks };
    for (const command of history.slice(current.history.length)) saveCommand(command);
    for (const [slug, line] of bookmarks) if (current.bookmarks.get(slug) !== line) saveBookmark(slug, line);
  }, [history, bookmarks, saveCommand, saveBookmark]);
};
