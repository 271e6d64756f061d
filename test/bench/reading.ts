import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';
import { createInitialState } from '../../src/app/state/initial-state.ts';
import { reduce } from '../../src/app/state/reduce.ts';
import type { State } from '../../src/app/state/state.ts';
import { frame } from '../../src/app/view/frame.ts';
import { postDocument } from '../../src/layout/document.ts';
import { refOf } from '../support/library.ts';
import { posts } from '../support/posts.ts';
import { afterRun, createPostIndex, postEntry } from '../support/state.ts';
import { program } from '../support/terminal.ts';
import { type Promised, percentile, spread, target } from './measure.ts';
import { openNode, type Session } from './session.ts';
import type { Part, Row, Table } from './table.ts';

// Reading a long post: the time until a key is on the screen, and the bytes that are written for it.

const bodies = posts.map(({ content }) => content.replace(/^(---|\+\+\+)\n[\s\S]*?\n\1\n/, '')).join('\n\n');
const megabyte = 1_000_000;
/** Joins bodies of posts up to a length, and numbers the lines of paragraphs. */
const longText = (length: number): string => {
  const paragraphs = bodies
    .repeat(Math.ceil(length / bodies.length))
    .slice(0, length)
    .split('\n\n');
  return `the long one / ${'goes on and on'} / and on\n\n${paragraphs.map((text, at) => (/^\w/.test(text) ? `${at} ${text}` : text)).join('\n\n')}\n`;
};

type Size = { readonly columns: number; readonly rows: number };
const sizes: readonly (Size & { readonly p99: number })[] = [
  { columns: 80, rows: 24, p99: 16 },
  { columns: 200, rows: 50, p99: 33 },
];
const nameOf = ({ columns, rows }: Size): string => `${columns}×${rows}`;

/** The ms until a key was on the screen, and the bytes and updates that were written for it. */
type Answer = { readonly ms: number; readonly bytes: number; readonly updates: number };

const screenOf = (session: Session, { rows }: Size): string =>
  Array.from({ length: rows }, (_, y) => session.row(y)).join('\n');

/** Presses a key, and waits until the screen fulfills a condition, or changes. */
async function pressKey(session: Session, size: Size, key: string, isSo?: () => boolean): Promise<Answer> {
  const before = screenOf(session, size);
  const isAnother = (): boolean => screenOf(session, size) !== before;
  const [start, written, updates] = [performance.now(), session.written(), session.updates()];
  session.type(key);
  const end = await session.until(`an answer to ${JSON.stringify(key)}`, isSo ?? isAnother);
  return { ms: end - start, bytes: session.written() - written, updates: session.updates() - updates };
}

async function times(count: number, work: () => Promise<Answer>): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < count; at++) answers.push(await work());
  return answers;
}

const keysHeld = 1000;
/** A key repeats some 30 times a second. */
const repeat = 33;

async function read(folder: string, size: Size): Promise<Readonly<Record<string, readonly Answer[]>>> {
  const session = openNode([program, '--posts', folder], {}, size);
  const key = (pressed: string, isSo?: () => boolean): Promise<Answer> => pressKey(session, size, pressed, isSo);
  const bottom = (): string => session.row(size.rows - 1).trimStart();
  try {
    await session.until('a menu', () => session.isAlternate() && session.row(1).startsWith('❯'));
    await key('\r');
    await session.until('the post', () => bottom().includes('q back'));
    for (let at = 0; at < 50; at++) await key('j');
    const answers: Record<string, readonly Answer[]> = {};
    answers['j, one after the other'] = await times(keysHeld, () => key('j'));
    answers['j, held'] = await times(200, async () => {
      const answer = await key('j');
      await new Promise(resolve => setTimeout(resolve, Math.max(0, repeat - answer.ms)));
      return answer;
    });
    answers.space = await times(100, () => key(' '));
    answers['] and ['] = await times(40, () => key(']'));
    answers.s = await times(20, () => key('s'));
    answers['G and g'] = await times(20, async () => {
      const end = await key('G');
      await key('g');
      return end;
    });
    answers['a letter of a search, no match in the post'] = await times(5, async () => {
      const typed: Answer[] = [];
      await key('/', () => bottom().startsWith('/ '));
      for (let length = 1; length <= 6; length++)
        typed.push(await key('x', () => bottom().startsWith(`/${'x'.repeat(length)} `)));
      await key('\x15', () => bottom().startsWith('/ '));
      await key('\x7f', () => !bottom().startsWith('/'));
      return typed.toSorted((a, b) => b.ms - a.ms)[0] as Answer;
    });
    session.type('/the\r');
    await session.until('all are counted', () => / of [\d,]+ /.test(bottom()) && !bottom().includes('so far'));
    answers.n = await times(200, () => key('n'));
    answers.t = await times(3, async () => {
      const list = await key('t');
      await key('q');
      return list;
    });
    return answers;
  } finally {
    await session.close();
  }
}

/** Returns the bytes that are allocated for a key in this process. */
async function allocated(length: number): Promise<Row> {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const content = longText(length);
  const size = { columns: 80, rows: 24 };
  const turn = postEntry('cat post/x.md', await postDocument(refOf('x'), content, true), content);
  let state: State = afterRun(createInitialState(createPostIndex([]), size), turn);
  const scroll = (keys: number): void => {
    for (let at = 0; at < keys; at++) {
      state = reduce(state, { kind: 'key', name: 'j' });
      frame(state);
    }
  };
  // So few that no garbage is collected meanwhile.
  const keys = 20;
  scroll(2 * keys);
  const runs: number[] = [];
  for (let run = 0; run < 15; run++) {
    state = reduce(state, { kind: 'key', name: 'g' });
    scroll(keys);
    collect();
    const before = process.memoryUsage().heapUsed;
    scroll(keys);
    runs.push((process.memoryUsage().heapUsed - before) / keys);
  }
  return { post: `${length / megabyte} MB`, 'kB a key': percentile(runs, 0.5) / 1000 };
}

async function answersTable(folder: string): Promise<Table> {
  const rows: Row[] = [];
  for (const size of sizes)
    for (const [key, answers] of Object.entries(await read(folder, size))) {
      const ms = answers.map(answer => answer.ms);
      const bytes = answers.map(answer => answer.bytes);
      const row = {
        screen: nameOf(size),
        key,
        ...spread(ms),
        'slowest ms': Math.max(...ms),
        bytes: percentile(bytes, 0.5),
        'most bytes': Math.max(...bytes),
        updates: Math.max(...answers.map(answer => answer.updates)),
      };
      const promised: Promised | undefined = key.startsWith('j') ? ['p99 ms', size.p99] : undefined;
      rows.push({ ...row, ...target(row, promised) });
    }
  return {
    title: 'From a key to its frame, in a post of 5 MB',
    notes: `In a pseudo-terminal. Bytes are those written for a key; updates are the synchronised updates that it took, at
most. A letter of a search: the slowest of six. ${keysHeld} keys one after the other, each as soon as the last is answered.`,
    rows,
  };
}

export const measure: Part = async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'haiku-posts-bench-'));
  try {
    fs.mkdirSync(path.join(folder, 'the-long-one-/-goes-on-and-on-'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'the-long-one-/-goes-on-and-on-/-and-on.md'), longText(5 * megabyte));
    const rows = [await allocated(0.05 * megabyte), await allocated(0.5 * megabyte), await allocated(5 * megabyte)];
    const least = Number(rows[0]?.['kB a key']);
    return [
      await answersTable(folder),
      {
        title: 'What a row further allocates',
        notes: 'In process: the state and its frame. It is not to grow with the post.',
        rows: rows.map(row => ({ ...row, '× of the shortest': Number(row['kB a key']) / least })),
      },
    ];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
};
