import { inMargin, POST_HEAD_CHUNKS, textDocument } from '../../layout/document.ts';
import { safe, sanitize, trusted } from '../../text/sanitize.ts';
import type { Row } from '../../text/span.ts';
import type { Action, Found } from './actions.ts';
import { createEntry } from './scrollback.ts';
import type { State } from './state.ts';

/** Shows the selected post, below the haiku that was found in it. There is no command line, because nobody typed it. */
export function createPreview({ slug, part, found }: Extract<Action, { kind: 'preview' }>): State['preview'] {
  const above = found ? haikuRows(found) : part.post?.content.trim() === '' ? [EMPTY] : null;
  const post = part.document.slice(POST_HEAD_CHUNKS);
  const document = above ? [...inMargin(textDocument(...above)), ...post] : post;
  const entry = createEntry('', [{ document, post: null }]);
  return { slug, entry, unsearched: found === undefined ? part : null };
}

const EMPTY: Row = [{ text: trusted('this post is empty'), styles: ['dim'] }];

const haikuRows = ({ haiku, line }: Found): readonly Row[] => [
  ...haiku.map((text): Row => [{ text: sanitize(text, 'prose'), styles: ['haiku', 'dim'] }]),
  [{ text: safe`found in line ${line}`, styles: ['dim'] }],
  [],
];
