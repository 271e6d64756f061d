import { lettersAndDigits } from './slug.ts';

/** A heading as it is shown, and the line of the content, from 1, at which it begins. */
type Heading = { readonly text: string; readonly source: number };

/**
 * Returns the line of the content, from 1, that the fragment of a link names. Null if nothing has that name. A fragment is
 * an id in the source, a block `^id` of Obsidian, the slug that GitHub gives a heading, or the texts of nested headings.
 *
 *   'how-to-brew', 'how-to-brew-1', 'brewing' of `## How to brew {#brewing}`, '^a1b2', 'How to brew', 'Tea#How to brew'
 */
export function lineOfFragment(fragment: string, headings: readonly Heading[], content: string): number | null {
  const names = fragment.split('#').filter(Boolean);
  const [last] = names.slice(-1);
  if (last === undefined) return null;
  const line = lineOfId(last, content);
  if (line !== null && last.startsWith('^')) return line;
  if (line !== null) return headings.find(({ source }) => source >= line && source <= line + MAX_GAP)?.source ?? line;
  const slug = names.length > 1 ? -1 : githubSlugs(headings).indexOf(last.toLowerCase());
  if (slug >= 0) return headings[slug]?.source ?? null;
  // Generators differ in the punctuation of a heading that they keep.
  let above = 0;
  for (const name of names) {
    const heading = headings.find(
      ({ text, source }) => source >= above && lettersAndDigits(text) === lettersAndDigits(name),
    );
    if (!heading || lettersAndDigits(name) === '') return null;
    above = heading.source;
  }
  return above;
}

/** The maximum number of lines from an id on a line of its own to its heading. */
const MAX_GAP = 2;

/** Returns the line at which an id is defined: in Markdown, HTML, Obsidian, AsciiDoc, reStructuredText or Org. */
function lineOfId(id: string, content: string): number | null {
  const block = id.startsWith('^') ? [` ${id}`, `\n${id}`] : [];
  const marks = [`{#${id}`, `{: #${id}`, `{:#${id}`, `\n[[${id}`, `\n[#${id}`, `\n.. _${id}:`, `:CUSTOM_ID: ${id}`];
  const attributes = ['id', 'name'].flatMap(name => [`${name}="${id}"`, `${name}='${id}'`]);
  const found = [...block, ...marks, ...attributes].flatMap(mark => {
    const at = content.indexOf(mark);
    const after = content[at + mark.length] ?? '\n';
    return at >= 0 && (/["']$/.test(mark) || /[\s}\]]/.test(after)) ? [at + (mark.startsWith('\n') ? 1 : 0)] : [];
  });
  return found.length === 0 ? null : content.slice(0, Math.min(...found)).split('\n').length;
}

/** Returns the ids that GitHub gives headings. Like github-slugger, it numbers repeated ids. */
function githubSlugs(headings: readonly Heading[]): readonly string[] {
  const counts = new Map<string, number>();
  return headings.map(({ text }) => {
    const base = text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    let slug = base;
    let count = counts.get(base) ?? 0;
    while (counts.has(slug)) slug = `${base}-${++count}`;
    counts.set(base, count);
    counts.set(slug, counts.get(slug) ?? 0);
    return slug;
  });
}
