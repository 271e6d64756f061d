#!/usr/bin/env node
// Only what must run before the program is loaded: the version gate and the compile cache.
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`haiku-posts: needs Node 20.19 or newer, and this is ${process.versions.node}`);
  process.exitCode = 2;
} else {
  module.enableCompileCache?.();
  await import('../dist/main.js');
}
