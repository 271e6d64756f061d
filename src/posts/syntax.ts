/** The syntax of a post. */
export type Syntax = 'markdown' | 'text' | 'gemini' | 'org' | 'asciidoc' | 'rst';

/** The endings of each syntax, the most common first. Djot is read as Markdown. */
const ENDINGS: Readonly<Record<Syntax, string>> = {
  markdown: 'md markdown mdx mdown mkd mkdn mdwn mdtxt markdn rmd Rmd rmarkdown Rmarkdown qmd dj',
  text: 'txt text',
  gemini: 'gmi',
  org: 'org',
  asciidoc: 'adoc',
  rst: 'rst',
};

const syntaxes: ReadonlyMap<string, Syntax> = new Map(
  (Object.entries(ENDINGS) as [Syntax, string][]).flatMap(([syntax, endings]) =>
    endings.split(' ').map(ending => [ending, syntax] as const),
  ),
);

/** All endings, with the dot. */
export const postEndings: readonly string[] = Array.from(syntaxes.keys(), ending => `.${ending}`);

/** Returns the syntax of a file by its ending. Other files are posts only if they are transcripts, which are plain text. */
export const syntaxOf = (path: string): Syntax =>
  syntaxes.get(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '') ?? 'text';
