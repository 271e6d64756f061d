import type { MarkdownIt, StateBlock } from 'markdown-it';
import { countLineEnds } from '../posts/content.ts';

const [TAB, SPACE] = [9, 32];

/** Plugin for markdown-it: keeps the table of lines in typed arrays. To grow five arrays takes nine times as long. */
export function useLineTable({ block }: MarkdownIt): void {
  block.State = class extends block.State {
    constructor(...[src, ...others]: ConstructorParameters<typeof StateBlock>) {
      super('', ...others);
      Object.assign(this, { src, ...tableOf(src) });
    }
  };
}

/** For each line: its start, its end, and its indentation in characters and in columns. The last line is empty. */
function tableOf(source: string): Readonly<Record<string, unknown>> {
  const size = countLineEnds(source) + 2;
  const column = (): Int32Array => new Int32Array(size);
  const [bMarks, eMarks, tShift, sCount] = [column(), column(), column(), column()];
  let line = 0;
  for (let start = 0; start < source.length; line++) {
    const feed = source.indexOf('\n', start);
    const end = feed < 0 ? source.length : feed;
    let [at, columns] = [start, 0];
    for (; at < end; at++) {
      const code = source.charCodeAt(at);
      if (code !== TAB && code !== SPACE) break;
      columns += code === TAB ? 4 - (columns % 4) : 1;
    }
    // Blanks at the end of the text are not a line.
    if (at === source.length) break;
    bMarks[line] = start;
    eMarks[line] = end;
    tShift[line] = at - start;
    sCount[line] = columns;
    start = end + 1;
  }
  bMarks[line] = source.length;
  eMarks[line] = source.length;
  return { bMarks, eMarks: eMarks.subarray(0, line + 1), tShift, sCount, bsCount: column(), lineMax: line };
}
