// Languages that share lists of words are bundled side by side, which makes the package 2 KB smaller.
import 'highlight.js/lib/languages/css';
import 'highlight.js/lib/languages/less';
import 'highlight.js/lib/languages/scss';
import 'highlight.js/lib/languages/javascript';
import 'highlight.js/lib/languages/typescript';
import type { Element, Root, RootContent } from 'hast';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import nginx from 'highlight.js/lib/languages/nginx';
import powershell from 'highlight.js/lib/languages/powershell';
import { common, createLowlight } from 'lowlight';
import type { StyleName } from '../text/span.ts';
import { TIMED_OUT, withTimeLimit } from '../util/time-limit.ts';

/** A piece of code and its style, if it has one. */
export type Piece = { readonly text: string; readonly style: StyleName | null };

/** Splits code into pieces with styles. Returns null if the language is unknown or the code is too long. */
export type Highlight = (language: string, code: string) => readonly Piece[] | null;

const lowlight = createLowlight({ ...common, dockerfile, nginx, powershell });

// In characters. Longer code is mostly data.
const MAX_CODE_LENGTH = 8_000;
const MAX_LINE_LENGTH = 2_000;

/** Some grammars (C, C#, INI) take quadratic time for some texts: 0.7 s for the longest code. Such code is given up. */
const TIME_LIMIT_MS = 200;
/** In characters. Shorter code takes less time than the limit. */
const SHORT_CODE_LENGTH = 2_000;
/** A language is given up when its code has been given up this often. */
const MAX_GIVEN_UP = 3;

/** Styles by scope (https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html). */
const STYLES: Readonly<Record<string, StyleName | 'plain'>> = Object.fromEntries(
  Object.entries({
    comment: 'comment quote doctag meta',
    keyword: 'keyword literal selector-tag operator name bullet',
    string: 'string regexp char code link',
    number: 'number symbol formula',
    name: 'title section type built_in attr attribute variable property template-variable',
    added: 'addition',
    removed: 'deletion',
    plain: 'subst params',
  }).flatMap(([style, scopes]) => scopes.split(' ').map(scope => [scope, style as StyleName | 'plain'])),
);

export function createHighlight(limitMs = TIME_LIMIT_MS): Highlight {
  const givenUp = new Map<string, number>();
  return (language, code) => {
    if (!lowlight.registered(language) || code.length > MAX_CODE_LENGTH) return null;
    if (code.split('\n').some(line => line.length > MAX_LINE_LENGTH)) return null;
    const count = givenUp.get(language) ?? 0;
    if (count >= MAX_GIVEN_UP) return null;
    const parse = (text: string): Root => lowlight.highlight(language, text);
    parse(''); // compiles the grammar, which must not be interrupted
    const tree = code.length <= SHORT_CODE_LENGTH ? parse(code) : withTimeLimit(() => parse(code), limitMs);
    if (tree === TIMED_OUT) {
      givenUp.set(language, count + 1);
      return null;
    }
    const pieces = piecesOf(tree);
    // Some grammars add a line end.
    return pieces.map(piece => piece.text).join('') === code ? pieces : null;
  };
}

export const highlight = createHighlight();

/** Returns the texts of a tree, in order. Does not recurse, because hostile code is deeply nested. */
function piecesOf(tree: Root): readonly Piece[] {
  const pieces: Piece[] = [];
  type Entry = { readonly node: RootContent; readonly style: StyleName | null };
  const entries = (children: readonly RootContent[], style: StyleName | null): readonly Entry[] =>
    children.toReversed().map(node => ({ node, style }));
  const stack = [...entries(tree.children, null)];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { node, style } = entry;
    if (node.type === 'element') stack.push(...entries(node.children, styleOf(node, style)));
    else if (node.type === 'text') pieces.push({ text: node.value, style });
  }
  return pieces;
}

function styleOf({ properties }: Element, parentStyle: StyleName | null): StyleName | null {
  const [scope] = Array.isArray(properties.className) ? properties.className : [];
  const style = STYLES[String(scope).replace('hljs-', '')] ?? parentStyle;
  return style === 'plain' ? null : style;
}
