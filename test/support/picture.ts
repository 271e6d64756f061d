import fs from 'node:fs';
import path from 'node:path';
import { drawPictures } from './pictures.ts';
import { root } from './terminal.ts';

// `npm run picture` draws the pictures anew.

for (const [file, picture] of await drawPictures()) fs.writeFileSync(path.join(root, 'test/pictures', file), picture);
