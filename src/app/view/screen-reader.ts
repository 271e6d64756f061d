import { MAX_PROSE_COLUMNS } from '../../layout/layout.ts';
import { searchedText } from '../../search/hits.ts';
import { type Safe, sanitize, trusted } from '../../text/sanitize.ts';
import { textOf } from '../../text/span.ts';
import { postBySlug } from '../state/post-index.ts';
import { matchCount, rowCount } from '../state/prompt.ts';
import type { OutputPart } from '../state/scrollback.ts';
import type { PromptMode, State } from '../state/state.ts';
import type { PostIndex } from '../state/types.ts';
import { emptyMenuMessage } from './prompt.ts';
import { positionText } from './status-bar.ts';

/** The lines of a part of the output as plain text. */
export const toPlainText = ({ document }: OutputPart, columns: number): readonly string[] =>
  document
    .flatMap(chunk => chunk.layout({ columns: Math.min(columns, MAX_PROSE_COLUMNS), sideways: null }))
    .map(({ spans }) => textOf(spans));

/** The lines below the output: the message, the line that is typed, and the selected row with its position. */
export function promptText(state: State): readonly Safe[] {
  const { mode, notice } = state;
  const message = notice === null ? [] : [notice];
  switch (mode.kind) {
    case 'prompt':
      return [...message, sanitize(`$ ${mode.line.text}`, 'name'), ...selectedRow(mode, state.postIndex)];
    case 'history-search': {
      const { commands, selected } = mode;
      const command = commands[selected];
      const row =
        command === undefined ? 'no matching command' : `${positionText(selected, commands.length)}: ${command}`;
      return [...message, sanitize(`history: ${mode.line.text}`, 'name'), sanitize(row, 'name')];
    }
    case 'running':
      return [trusted(mode.isStopping ? 'stopping' : 'running. ^C: stop')];
    default:
      return message;
  }
}

function selectedRow(mode: PromptMode, postIndex: PostIndex): readonly Safe[] {
  const { menu, selected } = mode;
  const text =
    rowCount(menu) === 0
      ? emptyMenuMessage(postIndex, mode)
      : `${positionText(selected, matchCount(menu))}: ${rowText(mode, postIndex)}`;
  return text === null ? [] : [sanitize(text, 'name')];
}

function rowText({ menu, selected }: PromptMode, postIndex: PostIndex): string {
  if (menu.kind === 'posts') {
    const post = menu.hits.at(selected)?.post;
    return post ? [searchedText(post), post.date].filter(Boolean).join(', ') : '';
  }
  const hit = menu.kind === 'lines' ? menu.lines.hits[selected] : undefined;
  const post = hit && postBySlug(postIndex, hit.slug);
  return hit ? `${hit.text.trim()}, in ${post ? searchedText(post) : hit.slug}` : '';
}
