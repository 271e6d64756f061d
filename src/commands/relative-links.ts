import MarkdownIt, { type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';

/** A link or an image whose address is a path, as it was written, and the line on which it begins. */
export type RelativeLink = { readonly target: string; readonly line: number };

// A footnote of one word would be the definition of a link to it. It stays where it is, and knows its line.
const parser = new MarkdownIt({ html: true }).use(footnotes);
parser.core.ruler.disable('footnote_tail');
parser.inline.ruler.disable('footnote_inline');
// A lone CR ends no line (against CommonMark 2.1), or a line here would be another than that of grep(1).
parser.core.ruler.at('normalize', state => {
  state.src = state.src.replaceAll('\r\n', '\n');
});

/** The links and images of a body that lead to files beside it. `first` is the line at which the body begins. */
export function relativeLinks(body: string, first: number): readonly RelativeLink[] {
  const links: RelativeLink[] = [];
  let line = first;
  for (const { type, map, children } of parser.parse(body, {})) {
    // The text of a cell does not say where it stands; its row does.
    if (map && (type === 'inline' || type === 'tr_open')) line = first + map[0];
    if (type === 'inline') links.push(...linksIn(children ?? [], line));
  }
  return links;
}

function linksIn(inline: readonly Token[], first: number): readonly RelativeLink[] {
  const links: RelativeLink[] = [];
  let line = first;
  for (const token of inline) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') line++;
    const address = String(token.attrGet(token.type === 'image' ? 'src' : 'href') ?? '');
    if (isRelative(address)) links.push({ target: decoded(address), line });
  }
  return links;
}

/** RFC 3986 (4.2): no scheme, no authority, no path from the root; nor a fragment of the post itself. */
const isRelative = (address: string): boolean => !/^(?:[a-z][a-z\d+.-]*:|[/#?]|$)/i.test(address);

/** The path in an address, as files are named. */
function decoded(address: string): string {
  const path = address.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
