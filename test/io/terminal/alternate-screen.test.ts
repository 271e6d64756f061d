import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AlternateScreen, enterAlternateScreen } from '../../../src/io/terminal/alternate-screen.ts';

const [begin, end, clear] = ['\u001b[?2026h', '\u001b[?2026l', '\u001b[H\u001b[2J'];
const alternate = '\u001b[?1049h\u001b[?6l\u001b[r';
const first = `${alternate}${begin}${clear}first${end}`;
const [modes, saved] = ['\u001b[?1007h\u001b[?7l', '\u001b[?7h\u001b[?1007r'];
const reset = '\u001b[?1;5;69;1000;1002;1003;1004;1006l\u001b[4l\u001b[>4m\u001b(B\u000f\u001b[m';
const inkModes = `${alternate}\u001b[?2004h\u001b[?25l`;
const size = { columns: 80, rows: 24 };

let written: string[];
let isRaw: boolean[];
let screen: AlternateScreen;
beforeEach(() => {
  written = [];
  isRaw = [];
  const output = { isTTY: true, write: (text: string) => written.push(text) > 0 };
  const input = {
    setRawMode: (mode: boolean) => {
      isRaw.push(mode);
      return input;
    },
  };
  screen = enterAlternateScreen(
    { input, output } as unknown as Parameters<typeof enterAlternateScreen>[0],
    size,
    'first',
  );
});
afterEach(() => screen.leave());

/** Starts Ink, which writes `erased` when its last frame is cleared. What was written before is dropped. */
function startInk(): NodeJS.WriteStream {
  const { output } = screen.startInk(output => ({ output, clear: () => output.write('erased') }));
  draw(output, 'started');
  written = [];
  return output;
}
const draw = (output: NodeJS.WriteStream, text: string): void => {
  for (const part of [begin, text, end]) output.write(part);
};

test('the first frame is drawn in the alternate buffer, which is left again', () => {
  expect(written.join('')).toBe(`\u001b[?1007s${modes}${first}`);
  screen.leave();
  expect(written.at(-1)).toBe(`${saved}\u001b[?1049l`);
});

test('the first frame stays until that of Ink is complete, and Ink leaves the alternate buffer itself', () => {
  written = [];
  const { output } = screen.startInk(output => ({ output, clear: () => output.write('') }));
  for (const part of [inkModes, begin, 'frame']) output.write(part);
  expect(written).toEqual([]);
  output.write(end);
  expect(written).toEqual([[begin, clear, inkModes, begin, 'frame', end].join('')]);
  screen.leave();
  expect(written.at(-1)).toBe(saved);
});

test('a process that continues sets its modes again, and draws the first frame until Ink has started', () => {
  written = [];
  process.emit('SIGCONT');
  expect([isRaw, written.join('')]).toEqual([[false, true], reset + modes + first]);
  startInk();
  process.emit('SIGCONT');
  expect(written.join('')).toBe(reset + modes + inkModes);
});

test('what Ink has written is shown when it ends before its first frame', () => {
  const { output } = screen.startInk(output => ({ output, clear: () => output.write('') }));
  output.write('an error');
  screen.leave();
  expect(written.slice(-2)).toEqual([`${begin}${clear}an error`, saved]);
});

test('the modes are reset while another program has the terminal, and set again after it', async () => {
  startInk();
  await screen.suspendWhile(async () => {
    expect([isRaw, written.join('')]).toEqual([[], saved]);
    process.emit('SIGCONT');
  });
  expect([isRaw, written.join('')]).toEqual([[false, true], saved + reset + modes + inkModes]);
});

test('a frame for another size is drawn at once on an empty screen', () => {
  const output = startInk();
  draw(output, 'one');
  screen.resizeTo({ columns: 60, rows: 12 });
  expect([output.columns, output.rows]).toEqual([60, 12]);
  draw(output, 'two');
  draw(output, 'three');
  expect(written).toEqual([begin, 'one', end, `${begin}erased${clear}`, 'two', end, begin, 'three', end]);
});

test('an equal size that is another object is another size', () => {
  const output = startInk();
  screen.resizeTo({ ...size });
  draw(output, 'one');
  expect(written).toEqual([`${begin}erased${clear}`, 'one', end]);
});

test('the same size changes nothing', () => {
  const output = startInk();
  screen.resizeTo(size);
  draw(output, 'one');
  expect(written).toEqual([begin, 'one', end]);
});

test('a flush is not a frame, and the screen is empty before other output', () => {
  const output = startInk();
  screen.resizeTo({ ...size });
  output.write('');
  output.write('\u001b[?1049l');
  expect(written).toEqual(['', `erased${clear}\u001b[?1049l`]);
});

test('a resize while another program has the terminal writes nothing', async () => {
  const output = startInk();
  await screen.suspendWhile(async () => screen.resizeTo({ columns: 60, rows: 12 }));
  expect([output.columns, output.rows]).toEqual([60, 12]);
  written = [];
  draw(output, 'one');
  expect(written).toEqual([begin, 'one', end]);
});

test('Ink gets no resize event', () => {
  const output = startInk();
  expect(output.on('resize', () => {})).toBe(output);
  expect(output.off('resize', () => {})).toBe(output);
});
