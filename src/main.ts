import path from 'node:path';
import process from 'node:process';
import { askWhichPost, browse } from './app/browse.ts';
import { runProgram } from './cli/dispatch.ts';
import { createProgram } from './cli/program.ts';

// Like this file, the bundle is in a folder of the package.
const program = createProgram(path.join(import.meta.dirname, '..'));

void runProgram(program, process.argv.slice(2), { browse, askWhichPost });
