import type { Token } from 'markdown-it';
import type { Span, StyleName } from './line.ts';
import { own, sanitize } from './sanitize.ts';

const opened: Readonly<Record<string, StyleName>> = {
  em_open: 'emphasis',
  strong_open: 'strong',
  s_open: 'struck',
  link_open: 'link',
};

/**
 * The inline tokens of one paragraph as spans. A link's address follows its text, dimmed, where it says something
 * that the text does not; each address once.
 */
export function spansOf(tokens: readonly Token[], base: readonly StyleName[] = []): readonly Span[] {
  const spans: Span[] = [];
  const shown = new Set<string>();
  let styles: readonly StyleName[] = base;
  let link: { readonly href: string; readonly from: number } | null = null;
  const address = (href: string): void => {
    if (href === '' || shown.has(href)) return;
    shown.add(href);
    spans.push({ text: own(' '), styles: base }, { text: sanitize(`<${href}>`, 'code'), styles: [...base, 'dim'] });
  };
  for (const token of tokens) {
    const style = opened[token.type];
    if (style) {
      styles = [...styles, style];
      if (style === 'link') link = { href: String(token.attrGet('href') ?? ''), from: spans.length };
    } else if (token.type.endsWith('_close')) {
      styles = styles.slice(0, -1);
      if (token.type === 'link_close' && link) {
        const said = spans.slice(link.from).map(span => span.text);
        if (!saysSame(said.join(''), link.href)) address(link.href);
        link = null;
      }
    } else if (token.type === 'softbreak') spans.push({ text: own(' '), styles });
    else if (token.type === 'hardbreak') spans.push({ text: own('\n'), styles });
    else if (token.type === 'code_inline')
      spans.push({ text: sanitize(untabbed(token.content), 'code'), styles: [...styles, 'code'] });
    else if (token.type === 'html_inline')
      spans.push({ text: sanitize(untabbed(token.content), 'code'), styles: [...styles, 'dim'] });
    else if (token.type === 'image') {
      spans.push({ text: sanitize(`[${token.content}]`, 'prose'), styles: [...styles, 'emphasis'] });
      address(String(token.attrGet('src') ?? ''));
    } else if (token.content !== '') spans.push({ text: sanitize(token.content, 'prose'), styles });
  }
  return spans;
}

const untabbed = (text: string): string => text.replaceAll('\t', ' ');

const saysSame = (text: string, href: string): boolean =>
  text === href || `mailto:${text}` === href || `${text}/` === href;
