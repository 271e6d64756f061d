// Checks the version of Node and turns the compile cache on before the program is loaded. CommonJS, which starts faster
// than a module; the package.json in this folder says so.
const MIN_NODE = 22;

/** Creates a folder if it is not there, or throws. Returns its status. */
function openFolder(folder) {
  const { lstatSync, mkdirSync } = require('node:fs');
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status !== undefined) return status;
  mkdirSync(folder, { mode: 0o700 });
  return lstatSync(folder);
}

/** Opens a folder. Says whether it is a folder, not a link, and only this user can write to it. */
function isOwnFolder(folder) {
  const status = openFolder(folder);
  return status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 0o022) === 0;
}

/** The cache holds code. By default Node keeps it in the shared temporary folder, where others could put theirs. */
function compileCacheFolder(name, { XDG_CACHE_HOME, HOME }) {
  const base = XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : HOME?.startsWith('/') ? `${HOME}/.cache` : null;
  if (base === null) return null;
  try {
    openFolder(base);
    const folder = `${base}/${name}`;
    return isOwnFolder(folder) && isOwnFolder(`${folder}/compiled`) ? `${folder}/compiled` : null;
  } catch {
    return null;
  }
}

exports.run = async blog => {
  const { name } = blog;
  // It names files and variables, and is a word of shell scripts.
  if (typeof name !== 'string' || !/^[a-z\d][\w.-]*$/i.test(name))
    throw new TypeError(`run: name: ${name}: expected letters, digits and -`);
  if (Number.parseInt(process.versions.node, 10) < MIN_NODE) {
    console.error(`${name}: needs Node ${MIN_NODE} or newer, but this is Node ${process.versions.node}`);
    process.exitCode = 2;
    return;
  }
  const folder = compileCacheFolder(name, process.env);
  if (folder !== null) require('node:module').enableCompileCache?.(folder);
  await require('../dist/main.cjs').main(blog);
};
