import type { Size } from '../../text/width.ts';
import type { SelectMode } from './state.ts';

/** Rows of a screen that a list to choose from has: all but its title and the hints, unless that is none. */
export const listRows = ({ rows }: Size): number => (rows < 3 ? rows : rows - 2);

/** The item on the first of its rows: the selected one is on the last of them, unless it comes earlier. */
export const firstShown = ({ selected }: SelectMode, size: Size): number => Math.max(0, selected + 1 - listRows(size));
