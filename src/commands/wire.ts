import { sanitize } from '../text/sanitize.ts';
import type { Span, StyleName } from '../text/span.ts';
import type { Output } from './command.ts';

/**
 * An output as a worker sends it, in JSON: a row, of which there may be very many, as its texts and styles one after the
 * other, which takes a third of the time; others as they are. Bytes cannot be sent.
 *
 *   { kind: 'row', spans: [{ text: 'a', styles: ['dim'] }, { text: 'b', styles: [] }] }  →  ['a', 'dim', 'b', '']
 */
export type Wired = readonly string[] | Output;

export function wired(output: Output): Wired {
  if (output.kind !== 'row' || output.spans.some(({ href }) => href !== undefined)) return output;
  const flat: string[] = [];
  for (const { text, styles } of output.spans) flat.push(text, styles.join(' '));
  return flat;
}

/** The inverse of {@link wired}. The texts were safe when they were sent, from our own code to our own code. */
export function unwired(sent: Wired): Output {
  if (!isFlat(sent)) return sent;
  const spans: Span[] = [];
  for (let at = 0; at < sent.length; at += 2) {
    const styles = sent[at + 1] === '' ? [] : ((sent[at + 1]?.split(' ') ?? []) as StyleName[]);
    spans.push({ text: sanitize(sent[at] ?? '', 'code'), styles });
  }
  return { kind: 'row', spans };
}

const isFlat = (sent: Wired): sent is readonly string[] => Array.isArray(sent);
