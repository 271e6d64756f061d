import { cacheOf, folderOf } from './folder.ts';
import { against, alternate, median, type Promised, spread, target } from './measure.ts';
import { firstFrame, hasTyped, openNode, openSession } from './session.ts';
import type { Part, Row } from './table.ts';

// The time from the start of a session to its first menu, and from there until a key, pressed at once, is on the screen.

const rounds = 21;

/** The ms until the first frame, and from there until the effect of a key is on the screen. */
type Opening = { readonly frame: number; readonly answer: number };

async function open(posts: string | null, cache: string | null): Promise<Opening> {
  const session = openSession(posts, cache);
  try {
    const frame = await firstFrame(session);
    session.type('e');
    const answer = await session.until('an answer', () => hasTyped(session, 'e'));
    return { frame: frame - session.started, answer: answer - frame };
  } finally {
    await session.close();
  }
}

async function bare(): Promise<Opening> {
  const session = openNode(['-e', '0']);
  return { frame: (await session.ended) - session.started, answer: 0 };
}

export const measure: Part = async () => {
  const [few, some, many] = [await folderOf(28), await folderOf(10_000), await folderOf(100_000)];
  const [cacheOfSome, cacheOfMany] = [await cacheOf(10_000), await cacheOf(100_000)];
  const openings = await alternate(rounds, {
    'node -e 0': bare,
    'those that ship': () => open(null, null),
    'a folder of 28': () => open(few, null),
    'a folder of 10,000': () => open(some, null),
    'a folder of 10,000, cached': () => open(some, cacheOfSome),
    'a folder of 100,000': () => open(many, null),
    'a folder of 100,000, cached': () => open(many, cacheOfMany),
  });
  const frames = (name: keyof typeof openings): readonly number[] => openings[name].map(({ frame }) => frame);
  const ofNode = frames('node -e 0');
  const ofFew = median(frames('a folder of 28'));
  const targets: Readonly<Record<string, Promised>> = {
    'those that ship': ['×', 1.9],
    'a folder of 10,000': ['later than 28, ms', 100],
    'a folder of 10,000, cached': ['later than 28, ms', 100],
    'a folder of 100,000': ['median ms', 1000],
    'a folder of 100,000, cached': ['median ms', 1000],
  };
  const names = Object.keys(openings) as (keyof typeof openings)[];
  const rows = names.map((name): Row => {
    const own = frames(name);
    const later = name.includes('00') ? median(own) - ofFew : null;
    const row = { posts: name, ...spread(own), ...against(ofNode, own), 'later than 28, ms': later };
    return { ...row, ...target(row, targets[name]) };
  });
  const answers = names.slice(1).map((name): Row => {
    const own = openings[name].map(({ answer }) => answer);
    const row = { posts: name, ...spread(own), '×': median(own) / median(ofNode) };
    return { ...row, ...target(row, ['×', 2.5]) };
  });
  return [
    {
      title: 'The first frame of a session, in a pseudo-terminal',
      notes: 'Beside node -e 0 in a pseudo-terminal. The first frame is there when there is a menu to choose from.',
      rows,
    },
    { title: 'From the first frame to the effect of a key pressed at once', notes: 'Beside node -e 0.', rows: answers },
  ];
};
