import { MAX_PROSE_COLUMNS } from '../../layout/layout.ts';
import { searchedText } from '../../search/hits.ts';
import { type Safe, sanitize, trusted } from '../../text/sanitize.ts';
import { textOf } from '../../text/span.ts';
import { formatCount } from '../../util/format.ts';
import { emptyMessage, postBySlug } from '../state/post-index.ts';
import { matchCount, rowCount } from '../state/prompt.ts';
import type { OutputPart } from '../state/scrollback.ts';
import type { Menu, PromptMode, State } from '../state/state.ts';
import type { PostIndex } from '../state/types.ts';

/** What a part of a entry says, line by line, to one who listens to it. */
export const toPlainText = ({ document }: OutputPart, columns: number): readonly string[] =>
  document
    .flatMap(chunk => chunk.layout({ columns: Math.min(columns, MAX_PROSE_COLUMNS), sideways: null }))
    .map(({ spans }) => textOf(spans));

/** The rows below all that was said: what is typed, then what is selected, on which the cursor stands. */
export function promptText(state: State): readonly Safe[] {
  const { mode, notice } = state;
  const told = notice === null ? [] : [notice];
  switch (mode.kind) {
    case 'prompt':
      return [...told, sanitize(`$ ${mode.line.text}`, 'name'), ...selectedRow(mode, state.postIndex)];
    case 'history-search': {
      const command = mode.commands[mode.selected];
      const row =
        command === undefined
          ? 'no earlier command has that'
          : `${place(mode.selected, mode.commands.length)}: ${command}`;
      return [...told, sanitize(`history: ${mode.line.text}`, 'name'), sanitize(row, 'name')];
    }
    case 'running':
      return [trusted(mode.isStopping ? 'stopping' : 'running: ^C stops it')];
    default:
      return told;
  }
}

const place = (selected: number, count: number): string => `${formatCount(selected + 1)} of ${formatCount(count)}`;

function selectedRow({ menu, selected }: PromptMode, postIndex: PostIndex): readonly Safe[] {
  if (menu.kind === 'none') return [];
  if (rowCount(menu) === 0) return [sanitize(postIndex.count === 0 ? emptyMessage(postIndex) : noChoice(menu), 'name')];
  return [sanitize(`${place(selected, matchCount(menu))}: ${rowText(menu, selected, postIndex)}`, 'name')];
}

function noChoice(menu: Menu): string {
  if (menu.kind !== 'lines') return 'no post fits that';
  const { problem, isDone, pattern } = menu.lines;
  if (pattern.text === '') return 'type what to look for in the posts';
  return problem ?? (isDone ? 'no line of any post fits that' : 'searching');
}

function rowText(menu: Menu, selected: number, postIndex: PostIndex): string {
  if (menu.kind === 'posts') {
    const post = menu.hits.at(selected)?.post;
    return post ? [searchedText(post), post.date].filter(Boolean).join(', ') : '';
  }
  const hit = menu.kind === 'lines' ? menu.lines.hits[selected] : undefined;
  const post = hit && postBySlug(postIndex, hit.slug);
  return hit ? `${hit.text.trim()}, in ${post ? searchedText(post) : hit.slug}` : '';
}
