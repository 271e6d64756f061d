import { beforeEach, expect, test } from 'vitest';
import { createSizedOutput, type SizedOutput } from '../../../src/io/terminal/output.ts';

const [begin, end, clear] = ['\u001b[?2026h', '\u001b[?2026l', '\u001b[H\u001b[2J'];
const size = { columns: 80, rows: 24 };

let written: string[];
let viewport: SizedOutput;
beforeEach(() => {
  written = [];
  const output = { isTTY: true, writable: true, writableEnded: false, destroyed: false };
  const write = (text: string): boolean => written.push(text) > 0;
  viewport = createSizedOutput({ ...output, write } as Parameters<typeof createSizedOutput>[0], size, () => {
    viewport.output.write('forgotten');
  });
});
const sizeSeen = ({ output: { columns, rows } }: SizedOutput) => ({ columns, rows });
const draw = (text: string): void => {
  for (const each of [begin, text, end]) viewport.output.write(each);
};

test('a frame for another size is drawn on an empty screen, with which it is seen at once', () => {
  draw('one');
  viewport.resizeTo({ columns: 60, rows: 12 });
  expect(sizeSeen(viewport)).toEqual({ columns: 60, rows: 12 });
  draw('two');
  draw('three');
  expect(written).toEqual([begin, 'one', end, `${begin}forgotten${clear}`, 'two', end, begin, 'three', end]);
});

test('a size that comes again, as after one that nobody drew for, is another', () => {
  viewport.resizeTo({ ...size });
  draw('one');
  expect(written).toEqual([`${begin}forgotten${clear}`, 'one', end]);
});

test('the size that there is changes nothing', () => {
  viewport.resizeTo(size);
  draw('one');
  expect(written).toEqual([begin, 'one', end]);
});

test('what waits for the writing of all is no frame, and what is written else comes after', () => {
  viewport.resizeTo({ ...size });
  viewport.output.write('');
  viewport.output.write('\u001b[?1049l');
  expect(written).toEqual(['', `forgotten${clear}\u001b[?1049l`]);
});

test('a screen that is lent is another program’s', async () => {
  await viewport.suspendWhile(async () => viewport.resizeTo({ columns: 60, rows: 12 }));
  expect(sizeSeen(viewport)).toEqual({ columns: 60, rows: 12 });
  draw('one');
  expect(written).toEqual([begin, 'one', end]);
});

test('Ink hears of no change of size', () => {
  const { output } = viewport;
  expect(output.on('resize', () => {})).toBe(output);
  expect(output.off('resize', () => {})).toBe(output);
});
