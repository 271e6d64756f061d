import { hangingIndentDocument, POST_HEAD_CHUNKS } from '../../layout/document.ts';
import { safe, sanitize, trusted } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import type { Action, Found } from './actions.ts';
import { createEntry } from './scrollback.ts';
import type { State } from './state.ts';

/** Shows the selected post, below the haiku that was found in it. There is no command line, because nobody typed it. */
export function createPreview({ slug, part, found }: Extract<Action, { kind: 'preview' }>): State['preview'] {
  const post = part.document.slice(POST_HEAD_CHUNKS);
  const document = found ? [...hangingIndentDocument(MARGIN.length, haikuRows(found)), ...post] : post;
  const entry = createEntry('', [{ document, post: null }]);
  return { slug, entry, unsearched: found === undefined ? part : null };
}

const MARGIN = trusted('  ');

const haikuRows = ({ haiku, line }: Found): readonly Row[] => [
  ...haiku.map((text): Row => [{ text: safe`${MARGIN}${sanitize(text, 'prose')}`, styles: ['haiku', 'dim'] }]),
  [{ text: safe`${MARGIN}found in line ${line}`, styles: ['dim'] }],
  [],
];
