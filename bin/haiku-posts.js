#!/usr/bin/env node
// Only what must run before the program is loaded: the version gate and the compile cache. CommonJS, which starts
// faster than a module; the package.json beside this file says so.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`haiku-posts: needs Node 20.19 or newer, and this is ${process.versions.node}`);
  process.exitCode = 2;
} else {
  require('node:module').enableCompileCache?.();
  require('../dist/main.cjs');
}
