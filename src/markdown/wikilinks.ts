import type { MarkdownIt, StateInline } from 'markdown-it';
import { isLocalAddress } from '../posts/resolve-link.ts';
import { matchAt } from './rule-helpers.ts';

/** Plugin for markdown-it: `[[note]]` as a link, and templates as the destinations of links. */
export function wikilinks(parser: MarkdownIt): void {
  // After links and images, so that `[[1]](…)` is a link.
  parser.inline.ruler.after('image', 'wikilink', readWikilink);
  const { parseLinkDestination } = parser.helpers;
  parser.helpers.parseLinkDestination = (text, start, max) => {
    const [destination] = matchAt(text, TEMPLATE, start) ?? [];
    return destination === undefined || start + destination.length > max
      ? parseLinkDestination(text, start, max)
      : { ok: true, pos: start + destination.length, str: destination };
  };
}

/**
 * A destination with templates of Hugo or Jekyll, which contain spaces: `{{< ref "tea" >}}`, `{{ site.url }}/tea#how`. Each
 * part has a limit, so that many opening braces take linear time.
 */
const TEMPLATE = /(?:(?:\{\{[^{}\n]{1,300}\}\}|\{%[^{}%\n]{1,300}%\})[^\s(){}]{0,500}){1,4}/y;

const WIKILINK = /!?\[\[(?!\s)([^[\]|\n]{1,500})(?:\|([^[\]\n]{0,500}))?\]\]/y;

/** Inline rule: `[[note]]`, `[[note#heading|text]]`, `![[note]]`. The address of the link is `[[note#heading]]`. */
function readWikilink(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[[', state.pos) && !state.src.startsWith('![[', state.pos)) return false;
  const [whole, target, alias] = matchAt(state.src, WIKILINK, state.pos) ?? [];
  if (whole === undefined || target === undefined || state.pos + whole.length > state.posMax) return false;
  const { references } = state.env as { readonly references?: Readonly<Record<string, { readonly href: string }>> };
  const reference = alias === undefined ? references?.[state.md.utils.normalizeReference(target)] : undefined;
  // A defined `[[note]]` is brackets around a link. But Foam defines each `[[note]]` as `[note]: note.md`.
  if (reference && (!isLocalAddress(reference.href) || /^[#/]/.test(reference.href))) return false;
  if (!silent) {
    state.push('link_open', 'a', 1).attrs = [['href', reference?.href ?? `[[${target}]]`]];
    state.push('text', '', 0).content = wikilinkText(target, alias);
    state.push('link_close', 'a', -1);
  }
  state.pos += whole.length;
  return true;
}

/** `tea#How` → `tea > How`, as in Obsidian. An alias like `300x200` is the size of an embedded image. */
const wikilinkText = (target: string, alias = ''): string =>
  alias.trim() === '' || /^\d+(?:x\d+)?$/.test(alias) ? target.split('#').filter(Boolean).join(' > ') : alias.trim();
