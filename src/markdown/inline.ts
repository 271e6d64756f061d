import type { Token } from 'markdown-it';
import { type Safe, sanitize, trusted } from '../text/sanitize.ts';
import type { Span, StyleName } from '../text/span.ts';

const opened: Readonly<Record<string, StyleName>> = {
  em_open: 'emphasis',
  strong_open: 'strong',
  s_open: 'struck',
  link_open: 'link',
};

type Link = { readonly address: string; readonly href: Safe | null; readonly from: number };

/**
 * The inline tokens of one paragraph as spans. With `hasLinks` links are live (OSC 8); without, a link's address
 * follows its text, dimmed, where it says something that the text does not, each address once. An address that
 * cannot be opened follows in either case, and so does one whose text names another host.
 */
export function spansOf(tokens: readonly Token[], hasLinks: boolean, base: readonly StyleName[] = []): readonly Span[] {
  const spans: Span[] = [];
  const shown = new Set<string>();
  let styles: readonly StyleName[] = base;
  let link: Link | null = null;

  const linkTo = (address: string): Link => ({
    address,
    href: hasLinks ? hrefOf(address) : null,
    from: spans.length,
  });
  const push = (text: Safe, styles: readonly StyleName[]): void => {
    const href = link?.href ?? null;
    spans.push(href === null ? { text, styles } : { text, styles, href });
  };
  const follow = ({ address, href }: Link, said: string): void => {
    const isLive = href !== null && !misleads(said, address);
    if (address === '' || isLive || saysSame(said, address) || shown.has(address)) return;
    shown.add(address);
    push(trusted(' '), base);
    push(sanitize(`<${address}>`, 'code'), [...base, 'dim']);
  };

  for (const token of tokens) {
    const style = opened[token.type];
    if (style) {
      styles = [...styles, style];
      if (style === 'link') link = linkTo(String(token.attrGet('href') ?? ''));
    } else if (token.type.endsWith('_close')) {
      styles = styles.slice(0, -1);
      if (token.type === 'link_close' && link) {
        const closed: Link = link;
        link = null;
        follow(closed, spans.slice(closed.from).map(span => span.text).join('')); // biome-ignore format: one thought
      }
    } else if (token.type === 'softbreak') push(trusted(' '), styles);
    else if (token.type === 'hardbreak') push(trusted('\n'), styles);
    else if (token.type === 'code_inline') push(sanitize(untabbed(token.content), 'code'), [...styles, 'code']);
    else if (token.type === 'html_inline') push(sanitize(untabbed(token.content), 'code'), [...styles, 'dim']);
    else if (token.type === 'footnote_ref') push(sanitize(`[${footnoteLabel(token)}]`, 'code'), [...styles, 'note']);
    else if (token.type === 'image') {
      const image = linkTo(String(token.attrGet('src') ?? ''));
      const around: Link | null = link;
      link ??= image;
      push(sanitize(`[${tokensText(token.children ?? [])}]`, 'prose'), [...styles, 'emphasis']);
      link = around;
      follow(image, '');
    } else if (token.content !== '') push(sanitize(token.content, 'prose'), styles);
  }
  return spans;
}

/** What tokens say, without what Markdown makes of it. */
export const tokensText = (tokens: readonly Token[]): string =>
  tokens.map(token => (token.type.endsWith('break') ? ' ' : token.children ? tokensText(token.children) : token.content)).join(''); // biome-ignore format: one thought

/** A footnote's label, as its author wrote it. */
export const footnoteLabel = (token: Token): string => String((token.meta as { label?: unknown } | null)?.label ?? '');

const untabbed = (text: string): string => text.replaceAll('\t', ' ');

const saysSame = (text: string, address: string): boolean =>
  text === address || `mailto:${text}` === address || `${text}/` === address || `http://${text}` === address;

/** A link's text of more characters is not looked through for the hosts that it names: that would be quadratic. */
const longestTold = 1000;

/** Whether a text looks like another address or host than that of its link, as one that leads astray does, or may. */
const misleads = (text: string, address: string): boolean =>
  text.length > longestTold ||
  /^\s*(?:[a-z][a-z+.-]*:\/\/|www\.)/i.test(text) ||
  (text.match(/(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}|\d+(?:\.\d+){3}/gu) ?? []).some(
    host => !address.toLowerCase().includes(host.toLowerCase()),
  );

/** VTE takes no longer one, in bytes. Each piece of a link's text brings it along. */
const longestHref = 2083;

/** The address that a link's text brings along; null where it can be shown only. */
function hrefOf(address: string): Safe | null {
  const live = address.length > longestHref ? null : liveAddress(address);
  return live !== null && live.length <= longestHref ? live : null;
}

/** An address that a terminal may be asked to open, its other characters percent-encoded (RFC 3986); else null. */
export const liveAddress = (address: string): Safe | null =>
  /^(?:https?|mailto):/i.test(address)
    ? sanitize(sanitize(address, 'code').replace(/[^\x21-\x7e]/gu, encodeURIComponent), 'code')
    : null;
