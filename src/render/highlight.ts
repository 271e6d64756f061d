import type { Element, RootContent } from 'hast';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import nginx from 'highlight.js/lib/languages/nginx';
import powershell from 'highlight.js/lib/languages/powershell';
import { common, createLowlight } from 'lowlight';
import type { StyleName } from './line.ts';

/** A piece of code and what it is in its language; the texts, one after the other, are the code. */
export type Piece = { readonly text: string; readonly style: StyleName | null };

/** Tells the pieces of code apart; null where the language is unknown. */
export type Highlight = (language: string, code: string) => readonly Piece[] | null;

const lowlight = createLowlight({ ...common, dockerfile, nginx, powershell });

/** Longer code, or code with longer lines, is data: colour would cost more than it says. In characters. */
const longestCode = 50_000;
const longestLine = 2_000;

/** What the grammars call things (https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html). */
const styles: Readonly<Record<string, StyleName | 'plain'>> = Object.fromEntries(
  Object.entries({
    comment: 'comment quote doctag meta',
    keyword: 'keyword literal selector-tag operator name tag bullet',
    string: 'string regexp char code link',
    number: 'number symbol formula',
    name: 'title section function class type built_in attr attribute variable property template-variable',
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
  return lowlight.highlight(language, code).children.flatMap(node => piecesOf(node, null));
};

function piecesOf(node: RootContent, around: StyleName | null): readonly Piece[] {
  if (node.type === 'text') return [{ text: node.value, style: around }];
  if (node.type !== 'element') return [];
  const own = styleOf(node);
  const style = own === 'plain' ? null : (own ?? around);
  return node.children.flatMap(child => piecesOf(child, style));
}

function styleOf({ properties }: Element): StyleName | 'plain' | undefined {
  const [scope] = Array.isArray(properties.className) ? properties.className : [];
  return styles[String(scope).replace('hljs-', '')];
}
