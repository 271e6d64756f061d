// The packages bring no types of their own.

declare module 'markdown-it-footnote' {
  import type MarkdownIt from 'markdown-it';

  /** Footnotes, as Pandoc and GitHub write them. */
  export default function footnotes(parser: MarkdownIt): void;
}

declare module 'markdown-it-deflist' {
  import type MarkdownIt from 'markdown-it';

  /** Definition lists, as Pandoc writes them. */
  export default function definitionLists(parser: MarkdownIt): void;
}

declare module 'markdown-it-mark' {
  import type MarkdownIt from 'markdown-it';

  /** `==marked==` text. */
  export default function marks(parser: MarkdownIt): void;
}
