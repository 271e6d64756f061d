#!/usr/bin/env node
// Checks the version of Node and turns the compile cache on before the program is loaded. CommonJS, which starts faster
// than a module; the package.json in this folder says so.
const MIN_NODE = 22;
if (Number.parseInt(process.versions.node, 10) < MIN_NODE) {
  console.error(`haiku-posts: needs Node ${MIN_NODE} or newer, but this is Node ${process.versions.node}`);
  process.exitCode = 2;
} else {
  require('node:module').enableCompileCache?.();
  require('../dist/main.cjs');
}
