declare module 'markdown-it-footnote' {
  import type MarkdownIt from 'markdown-it';

  /** Footnotes, as Pandoc and GitHub write them. The package brings no types of its own. */
  export default function footnotes(parser: MarkdownIt): void;
}
