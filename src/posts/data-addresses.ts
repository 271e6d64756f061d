/** The start of an address that is the data itself (RFC 2397), with the quotation mark of an HTML attribute. */
const START =
  /(["'<]?)(\bdata:(?:[\w+-][\w.+-]*\/[\w.+-]+|(?=;))(?:;[\w.+-]+(?:=[\w.+-]*)?){0,20},(?:(?<=;base64,)[ \t])?)/gi;
/** Data without quotation marks, in parts: V8's stack overflows at megabytes. In `(…)` and at a blank, the address ends. */
const BARE = /[^\s"'()<>]{1,65536}/y;

const CLOSINGS: Readonly<Record<string, string>> = { '"': '"', "'": "'", '<': '>' };

/**
 * Replaces the addresses that are data. Takes linear time, because the search for a closing mark goes on where the last one
 * ended. `replace` gets the start of an address, up to its comma, and its data.
 */
export function replaceData(text: string, replace: (start: string, data: string) => string): string {
  if (!/\bdata:/i.test(text)) return text;
  let [replaced, from] = ['', 0];
  const ends = new Map<string, number>();
  const endOf = (mark: string, at: number): number => {
    const known = ends.get(mark) ?? -1;
    const end = known >= at ? known : text.indexOf(mark, at);
    ends.set(mark, end < 0 ? text.length : end);
    return ends.get(mark) ?? text.length;
  };
  START.lastIndex = 0;
  for (let match = START.exec(text); match; match = START.exec(text)) {
    const [, mark = '', start = ''] = match;
    const at = START.lastIndex;
    const closing = CLOSINGS[mark];
    let end = closing === undefined ? text.length : endOf(closing, at);
    // A mark without a partner in its paragraph is text.
    if (closing === undefined || end >= Math.min(endOf('\n\n', at), endOf('\n\r\n', at))) {
      end = at;
      for (BARE.lastIndex = at; BARE.test(text); ) end = BARE.lastIndex;
    }
    const before = at - start.length;
    // In CommonMark an address has no blank, but browsers accept one here.
    const isInLink = text.startsWith('](', before - 2) && end > at;
    replaced += text.slice(from, before) + replace(isInLink ? start.trimEnd() : start, text.slice(at, end));
    from = end;
    START.lastIndex = end;
  }
  return from === 0 ? text : replaced + text.slice(from);
}

/** In characters. Shorter data may be an example in code. It costs nothing. */
const MAX_DATA_LENGTH = 1_000;

/** Cuts long data from addresses, such as pictures of megabytes. The lines stay. */
export const cutLongData = (text: string): string =>
  replaceData(text, (start, data) => {
    if (data.length <= MAX_DATA_LENGTH) return start + data;
    return (
      start +
      data
        .split('\n')
        .map(line => line && '…')
        .join('\n')
    );
  });

/** Returns an address to show. Of data, only the type: `data:image/png…`. */
export const shownAddress = (address: string): string => address.replace(/^(data:[^;,]{0,100}).*$/is, '$1…');
