// The packages have no types of their own.

declare module 'markdown-it-footnote' {
  import type MarkdownIt from 'markdown-it';

  /** Footnotes in the syntax of Pandoc and GitHub. */
  export default function footnotes(parser: MarkdownIt): void;
}

declare module 'markdown-it-deflist' {
  import type MarkdownIt from 'markdown-it';

  /** Definition lists in the syntax of Pandoc. */
  export default function definitionLists(parser: MarkdownIt): void;
}

declare module 'markdown-it-mark' {
  import type MarkdownIt from 'markdown-it';

  /** `==marked==` text. */
  export default function marks(parser: MarkdownIt): void;
}
