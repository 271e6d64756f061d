import type { Question } from '../../commands/command.ts';
import { textDocument } from '../../layout/document.ts';
import { compilePattern } from '../../search/regex.ts';
import { safe, sanitize, trusted } from '../../text/sanitize.ts';
import type { Span } from '../../text/span.ts';
import type { Action } from './actions.ts';
import { replaceOperand } from './command-line.ts';
import { createLine } from './line-editor.ts';
import { toggleSource } from './open-post.ts';
import { createPrompt, freshPrompt, openMatch } from './prompt.ts';
import { hasMatchAtLine, startSearch } from './reader-search.ts';
import {
  createEntry,
  linesFrom,
  type OutputPart,
  positionOfSource,
  type RowPosition,
  topOfLastEntry,
} from './scrollback.ts';
import { scrollToMatch } from './search-prompt.ts';
import type { ReaderMode, Running, State } from './state.ts';
import { readLast, selectScrollbackView } from './transitions.ts';

/** Keys that wait, at most: as many characters as a line of Linux's terminals holds (N_TTY). More are not heard. */
const MAX_TYPE_AHEAD = 4096;

/** What is struck while a command runs waits for what comes after it. */
export const addTypeAhead = (state: State, mode: Running, struck: Running['typeAhead'][number]): State =>
  mode.typeAhead.length < MAX_TYPE_AHEAD
    ? { ...state, mode: { ...mode, typeAhead: [...mode.typeAhead, struck] } }
    : state;

/** What an action does while a command runs. */
export function reduceRunning(state: State, mode: Running, action: Action): State {
  switch (action.kind) {
    case 'output':
      return appendOutput(state, mode, action.part);
    case 'type':
      return addTypeAhead(state, mode, action);
    case 'ask':
      return askWhichPost(state, mode, action);
    case 'open-match':
      return openMatch(state, action.hit, action.pattern);
    case 'finished':
      if (mode.job.openFirstMatch) return finishGrep(state, mode, action.problem ?? null);
      // As a shell has it, so that what is there is not taken for all there is.
      return mode.isStopping
        ? finishCommand({ ...appendOutput(state, mode, stopped), notice: trusted('stopped') }, mode)
        : finishCommand(state, mode);
    default:
      return state;
  }
}

const stopped: OutputPart = { document: textDocument([{ text: trusted('^C'), styles: ['dim'] }]), post: null };

/** The line of a search that is over, which is not searched again until it is another. */
function finishGrep(state: State, { job, isStopping }: Running, wrong: string | null): State {
  const mode = createPrompt(state, createLine(job.command));
  if (mode.menu.kind !== 'lines') return { ...state, mode };
  const problem = isStopping ? 'stopped: not all posts were searched' : wrong;
  const lines = { ...mode.menu.lines, isCurrent: true, isDone: true, isOver: true, problem };
  const notice = sanitize(problem ?? 'no line of any post fits that', 'name');
  return { ...state, notice, mode: { ...mode, menu: { kind: 'lines', lines } } };
}

function appendOutput(state: State, mode: Running, part: OutputPart): State {
  const last = mode.hasEntry ? state.entries.at(-1) : undefined;
  const entries = last
    ? state.entries.with(-1, createEntry(last.command, [...last.parts, part]))
    : [...state.entries, createEntry(mode.job.command, [part])];
  return { ...state, entries, mode: { ...mode, hasEntry: true } };
}

/** Which of several posts was meant. */
function askWhichPost(state: State, { job }: Running, { command, typed, slugs }: Question): State {
  const items = slugs.map(slug => ({
    label: sanitize(`post/${slug}.md`, 'name'),
    action: { kind: 'run', command: replaceOperand(job.command, typed, slug) } as const,
  }));
  const title = sanitize(`${command}: ${typed}: which of these ${slugs.length}?`, 'name');
  if (state.isScreenReader) {
    const rows = [title, ...items.map(({ label }) => safe`  ${label}`)].map((text): Span[] => [{ text, styles: [] }]);
    const entry = createEntry(title, [{ document: textDocument(...rows), post: null }]);
    return { ...state, entries: [...state.entries, entry], mode: freshPrompt(state) };
  }
  return {
    ...state,
    mode: { kind: 'select', title, verb: 'read', items, selected: 0, previousMode: freshPrompt(state) },
  };
}

/** A line or two of output is read where it stands, above the next prompt; a post is read from its top. */
function finishCommand(state: State, { job }: Running): State {
  const post = state.entries.at(-1)?.parts.findIndex(part => part.post !== null) ?? -1;
  const isLong =
    linesFrom(selectScrollbackView(state), topOfLastEntry(state), state.size.rows).length > state.size.rows / 2;
  if (state.isScreenReader || (post < 0 && !isLong)) {
    // Who listens is told which line it was: they do not see it.
    const notice = job.openAtLine
      ? sanitize(`line ${job.openAtLine.line}: ${job.openAtLine.text.trim()}`, 'name')
      : state.notice;
    return { ...state, mode: freshPrompt(state), notice };
  }
  const read = readLast(state);
  const after = { ...state, mode: read };
  if (job.openAtLine === undefined || post < 0) return after;
  const expression = compilePattern(job.openAtLine.pattern);
  if ('problem' in expression) return after;
  const { line, pattern } = job.openAtLine;
  const search = { pattern: pattern.text, expression: expression.line, direction: 1 as const };
  const from = (state: State): RowPosition => positionOfSource(selectScrollbackView(state), read.top.entry, post, line);
  const open = after.entries[read.top.entry]?.parts[post]?.post;
  if (!open || hasMatchAtLine(selectScrollbackView(after), from(after), line, search))
    return scrollToMatch(after, read, startSearch(selectScrollbackView(after), from(after), search));
  // What only the source says, as a mark of Markdown or an address, is shown there.
  const source = toggleSource(after, read, { post: open, index: post, line });
  return scrollToMatch(
    source,
    source.mode as ReaderMode,
    startSearch(selectScrollbackView(source), from(source), search),
  );
}
