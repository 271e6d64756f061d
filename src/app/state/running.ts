import type { Question } from '../../commands/command.ts';
import { questionText } from '../../commands/output.ts';
import { inMargin, textDocument } from '../../layout/document.ts';
import { haikuFromSlug, postPath } from '../../posts/slug.ts';
import type { PostRef } from '../../posts/types.ts';
import { compilePattern } from '../../search/regex.ts';
import { safe, sanitize, trusted } from '../../text/sanitize.ts';
import { quoteWord } from '../../util/shell-words.ts';
import type { Action } from './actions.ts';
import { replaceOperand } from './cat-and-grep-lines.ts';
import type { Job } from './job.ts';
import { createLine } from './line-editor.ts';
import { scrollToTarget } from './post-links.ts';
import { createPrompt, freshPrompt, openMatch } from './prompt.ts';
import { readLast, selectScrollbackView } from './reader-position.ts';
import { hasMatchAtLine, scrollToMatch, startSearch } from './reader-search.ts';
import { returnToPrompt } from './refresh-prompt.ts';
import { toggleSource } from './replace-post.ts';
import { createEntry, type OutputPart } from './scrollback.ts';
import { linesFrom, topOfLastEntry } from './scrollback-rows.ts';
import { positionOfSource } from './stable-position.ts';
import type { ReaderMode, Running, State } from './state.ts';

export function reduceRunning(state: State, mode: Running, action: Action): State {
  switch (action.kind) {
    case 'output':
      return appendOutput(state, mode, action.part);
    case 'ask':
      return askWhichPost(state, mode, action);
    case 'open-match':
      return openMatch(state, action.hit, action.pattern);
    case 'finished':
      if (mode.job.openFirstMatch) return finishGrep(state, mode, action.problem ?? null);
      // Like a shell, shows ^C below output that is not complete.
      return mode.isStopping
        ? finishCommand({ ...appendOutput(state, mode, STOPPED), notice: trusted('stopped') }, mode)
        : finishCommand(state, mode);
    default:
      return state;
  }
}

const STOPPED: OutputPart = {
  document: inMargin(textDocument([{ text: trusted('^C'), styles: ['dim'] }])),
  post: null,
};

/** Returns to the `grep` line, which had no match. The line is not searched again until it changes. */
function finishGrep(state: State, { job, isStopping }: Running, firstProblem: string | null): State {
  const mode = createPrompt(state, createLine(job.command));
  if (mode.menu.kind !== 'lines') return { ...state, mode };
  const problem = isStopping ? 'stopped: not all posts were searched' : firstProblem;
  const notice = sanitize(problem ?? 'no matching line', 'name');
  return { ...state, notice, mode: { ...mode, menu: { ...mode.menu, status: 'over', problem } } };
}

function appendOutput(state: State, mode: Running, part: OutputPart): State {
  const last = mode.hasEntry ? state.entries.at(-1) : undefined;
  const entries = last
    ? state.entries.with(-1, createEntry(last.command, [...last.parts, part]))
    : [...state.entries, createEntry(mode.job.command, [part])];
  return { ...state, entries, mode: { ...mode, hasEntry: true } };
}

/** Asks which post is meant: with a list, or for a screen reader with lines above a new prompt. */
function askWhichPost(state: State, { job }: Running, question: Question): State {
  const { typed, posts, isName } = question;
  const items = posts.map(post => ({
    label: sanitize(postPath(post), 'name'),
    action: {
      kind: 'run',
      command: isName ? withHaiku(job.command, post) : replaceOperand(job.command, typed, post),
    } as const,
  }));
  const title = sanitize(questionText(question), 'name');
  const previousMode = state.isScreenReader ? freshPrompt(state) : returnToPrompt(state);
  if (!state.isScreenReader)
    return {
      ...state,
      mode: { kind: 'select', title, verb: isName ? 'import' : 'read', items, selected: 0, previousMode },
    };
  const rows = [title, ...items.map(({ label }) => safe`  ${label}`)].map(text => [{ text, styles: [] }]);
  const entry = createEntry(title, [{ document: inMargin(textDocument(...rows)), post: null }]);
  return { ...state, entries: [...state.entries, entry], mode: previousMode };
}

/** Returns the `import` line that names its post by the haiku of a path. */
const withHaiku = (command: string, { slug }: PostRef): string =>
  command.replace('import', word => `${word} --haiku ${quoteWord((haikuFromSlug(slug) ?? []).join(' / '))}`);

/** Opens a post, or long output, in the reader. Short output is read above the next prompt. */
function finishCommand(state: State, { job }: Running): State {
  const part = state.entries.at(-1)?.parts.findIndex(({ post }) => post !== null) ?? -1;
  const { rows } = state.size;
  const isLong = linesFrom(selectScrollbackView(state), topOfLastEntry(state), rows).length > rows / 2;
  const { openAtLine } = job;
  if (!state.isScreenReader && (part >= 0 || isLong)) {
    const mode = { ...readLast(state), trail: job.trail ?? [] };
    if (part < 0) return { ...state, mode };
    if (job.openAt !== undefined) return scrollToTarget(state, mode, part, job.openAt);
    return openAtLine ? scrollToLine(state, mode, part, openAtLine) : { ...state, mode };
  }
  // A screen reader announces the line, because nothing is scrolled.
  const notice = openAtLine ? sanitize(`line ${openAtLine.line}: ${openAtLine.text.trim()}`, 'name') : state.notice;
  return { ...state, mode: freshPrompt(state), notice };
}

type OpenAtLine = NonNullable<Job['openAtLine']>;

function scrollToLine(before: State, mode: ReaderMode, part: number, { line, pattern }: OpenAtLine): State {
  const state = { ...before, mode };
  const expression = compilePattern(pattern);
  if ('problem' in expression) return state;
  const query = { pattern: pattern.text, expression: expression.line, direction: 1 as const };
  const { entry } = mode.top;
  const view = selectScrollbackView(state);
  const post = view.entries[entry]?.parts[part]?.post;
  // Markup and addresses are only in the source.
  const isInSource = post && !hasMatchAtLine(view, positionOfSource(view, entry, part, line), line, query);
  const after = isInSource ? toggleSource(state, mode, { post, index: part, line }) : state;
  const shown = selectScrollbackView(after);
  const search = startSearch(shown, positionOfSource(shown, entry, part, line), query);
  return scrollToMatch(after, after.mode as ReaderMode, search);
}
