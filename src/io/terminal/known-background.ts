import fs from 'node:fs';
import path from 'node:path';
import { decode } from '../../posts/decode.ts';
import { isReadError } from '../../posts/types.ts';
import type { Rgb } from '../../theme/color.ts';
import { attempt } from '../../util/functions.ts';
import { makeFolder, readFile, removeIfPossible, temporaryPath } from '../files.ts';
import { type Owner, userFolder } from '../user-folder.ts';

/** Variables by which terminals and their profiles can be told apart. */
const IDENTITY = 'TERM_PROGRAM LC_TERMINAL TERM COLORTERM ITERM_PROFILE KONSOLE_PROFILE_NAME WT_PROFILE_ID TMUX_PANE';

/** In characters. A longer name is cut. */
const MAX_NAME_LENGTH = 200;

/** The length of a file that is read. A color is shorter. */
const MAX_BYTES = 100;

/** Only the app asks a terminal for its background. This file of the cache folder keeps the reply for the commands. */
function fileOf(owner: Owner): string | null {
  const home = userFolder(owner, 'cache');
  const name = IDENTITY.split(' ').map(variable => owner.env[variable] ?? '');
  const terminal = encodeURIComponent(name.join(' ').trim()).slice(0, MAX_NAME_LENGTH);
  return home && path.join(home, 'backgrounds', `${terminal}.json`);
}

const isChannel = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255;

/** Returns the background that a terminal had when the app last ran on it. Null if that is not known. */
export function knownBackground(owner: Owner): Rgb | null {
  const file = fileOf(owner);
  const bytes = file === null ? { problem: '' } : readFile(file, { limit: MAX_BYTES });
  const data: unknown = isReadError(bytes) ? null : attempt(() => JSON.parse(decode(bytes)));
  const isColor = Array.isArray(data) && data.length === 3 && data.every(isChannel);
  return isColor ? (data as unknown as Rgb) : null;
}

/** Keeps the background of a terminal. After an error it stays unknown. */
export function keepBackground(owner: Owner, background: Rgb): void {
  const file = fileOf(owner);
  if (file === null || String(knownBackground(owner)) === String(background)) return;
  const temporary = temporaryPath(file);
  try {
    makeFolder(path.dirname(file));
    fs.writeFileSync(temporary, JSON.stringify(background), { flag: 'wx', mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch {
    removeIfPossible(temporary);
  }
}
