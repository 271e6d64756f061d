import type { Element, Root, RootContent } from 'hast';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import nginx from 'highlight.js/lib/languages/nginx';
import powershell from 'highlight.js/lib/languages/powershell';
import { common, createLowlight } from 'lowlight';
import type { StyleName } from '../text/span.ts';

/** A piece of code and what it is in its language; the texts, one after the other, are the code. */
export type Piece = { readonly text: string; readonly style: StyleName | null };

/** Tells the pieces of code apart; null where the language is unknown. */
export type Highlight = (language: string, code: string) => readonly Piece[] | null;

const lowlight = createLowlight({ ...common, dockerfile, nginx, powershell });

/**
 * Longer code, or code with longer lines, is data: color would cost more than it says. In characters; some grammars
 * (C, C#, INI) take a time that grows with the square of the length, 0.2 s for this much at worst.
 */
const longestCode = 8_000;
const longestLine = 2_000;

/** What the grammars call things (https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html). */
const styles: Readonly<Record<string, StyleName | 'plain'>> = Object.fromEntries(
  Object.entries({
    comment: 'comment quote doctag meta',
    keyword: 'keyword literal selector-tag operator name tag bullet',
    string: 'string regexp char code link',
    number: 'number symbol formula',
    name: 'title section type built_in attr attribute variable property template-variable',
    added: 'addition',
    removed: 'deletion',
    plain: 'subst params',
  } as const).flatMap(([style, scopes]) =>
    scopes.split(' ').map(scope => [scope, style as StyleName | 'plain'] as const),
  ),
);

export const highlight: Highlight = (language, code) => {
  if (!lowlight.registered(language) || code.length > longestCode) return null;
  if (code.split('\n').some(line => line.length > longestLine)) return null;
  const pieces = piecesOf(lowlight.highlight(language, code));
  // Some grammars take a line's end along that is not there.
  return pieces.map(piece => piece.text).join('') === code ? pieces : null;
};

/** The texts of a tree, neighbours that look alike as one. Not by recursion: hostile code nests without end. */
function piecesOf(tree: Root): readonly Piece[] {
  const pieces: Piece[] = [];
  const open: { readonly node: RootContent; readonly style: StyleName | null }[] = [];
  const enter = (children: readonly RootContent[], style: StyleName | null): void => {
    for (const node of children.toReversed()) open.push({ node, style });
  };
  enter(tree.children, null);
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, style } = next;
    const last = pieces.at(-1);
    if (node.type === 'element') enter(node.children, styleOf(node, style));
    else if (node.type === 'text' && last?.style === style)
      pieces[pieces.length - 1] = { text: last.text + node.value, style };
    else if (node.type === 'text') pieces.push({ text: node.value, style });
  }
  return pieces;
}

/** What an element is, or else what it stands in is. */
function styleOf({ properties }: Element, around: StyleName | null): StyleName | null {
  const [scope] = Array.isArray(properties.className) ? properties.className : [];
  const style = styles[String(scope).replace('hljs-', '')] ?? around;
  return style === 'plain' ? null : style;
}
