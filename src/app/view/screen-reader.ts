import { MAX_PROSE_COLUMNS } from '../../layout/layout.ts';
import { searchedText } from '../../search/hits.ts';
import { type Safe, sanitize, trusted } from '../../text/sanitize.ts';
import { textOf, withoutDrawing } from '../../text/span.ts';
import { itemCount, matchCount, textHit } from '../state/menu.ts';
import type { PostIndex } from '../state/post-index.ts';
import { postBySlug } from '../state/post-index.ts';
import type { OutputPart } from '../state/scrollback.ts';
import type { PromptMode, State } from '../state/state.ts';
import { emptyMenuMessage, promptLabel } from './prompt.ts';
import { positionText } from './status-bar.ts';

/** Returns the rows of an output as text, without bars and rules. */
export const toPlainText = ({ document }: OutputPart, columns: number): readonly string[] =>
  document
    .flatMap(chunk => chunk.layout({ columns: Math.min(columns, MAX_PROSE_COLUMNS), sideways: null }))
    .map(({ spans }) => ({ spans, text: withoutDrawing(spans) }))
    .filter(({ spans, text }) => text.length > 0 || spans.length === 0)
    .map(({ text }) => textOf(text));

/** Returns the lines below the output: the message, the typed line, and the selected row with its position. */
export function promptText(state: State): readonly Safe[] {
  const { mode, notice, postIndex } = state;
  const message = notice === null ? [] : [notice];
  switch (mode.kind) {
    case 'prompt': {
      const { command } = mode;
      if (command?.isSelected)
        return [
          ...message,
          sanitize(`$ ${mode.line.text}`, 'name'),
          sanitize(`run: ${command.missing ?? command.line}`, 'name'),
        ];
      const row = itemCount(mode.menu) === 0 ? emptyMenuMessage(state, mode) : selectedRow(mode, postIndex);
      const rows = row === null ? [] : [sanitize(row, 'name')];
      return [...message, sanitize(`${promptLabel(mode)}${mode.line.text}`, 'name'), ...rows];
    }
    case 'running':
      return [trusted(mode.isStopping ? 'stopping' : 'running. ^C: stop')];
    default:
      return message;
  }
}

function selectedRow(mode: PromptMode, postIndex: PostIndex): string {
  const { menu, selected } = mode;
  const hit = menu.hits.at(selected) ?? textHit(mode);
  if (!hit) return '';
  const position = positionText(selected, matchCount(menu));
  if (typeof hit === 'string') return `${position}: ${hit}`;
  if ('post' in hit) {
    const fields = hit.fields.filter(({ kind }) => kind !== 'date').map(({ text }) => text);
    return `${position}: ${[searchedText(hit.post), ...fields, hit.post.date].filter(Boolean).join(', ')}`;
  }
  const post = postBySlug(postIndex, hit.slug);
  return `${position}: ${hit.text.trim()}, in ${post ? searchedText(post) : hit.slug}`;
}
