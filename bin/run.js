// Checks the version of Node, and loads the bundles of dist/ with their compiled code. CommonJS, which starts faster than a
// module; the package.json in this folder says so.
const fs = require('node:fs');
const path = require('node:path');

const MIN_NODE = 22;
const USAGE_ERROR = 2;
const DIST = path.join(__dirname, '../dist');

/** Creates a folder if it is not there, or throws. Returns its status. */
function openFolder(folder) {
  const status = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (status !== undefined) return status;
  fs.mkdirSync(folder, { mode: 0o700 });
  return fs.lstatSync(folder);
}

/** Opens a folder. Says whether it is a folder, not a link, and only this user can write to it. */
function isOwnFolder(folder) {
  const status = openFolder(folder);
  return status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 0o022) === 0;
}

/** The folder for compiled code. By default Node's is the shared temporary folder, where others could put theirs. */
function codeFolder(name, { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, HOME }) {
  const base = XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : HOME?.startsWith('/') ? `${HOME}/.cache` : null;
  try {
    if (NODE_DISABLE_COMPILE_CACHE) return null;
    if (NODE_COMPILE_CACHE) return isOwnFolder(NODE_COMPILE_CACHE) ? path.resolve(NODE_COMPILE_CACHE) : null;
    if (base === null) return null;
    openFolder(base);
    const folder = `${base}/${name}`;
    return isOwnFolder(folder) && isOwnFolder(`${folder}/compiled`) ? `${folder}/compiled` : null;
  } catch {
    return null;
  }
}

/**
 * Reads the code of a bundle from a file of {@link saveCode}. Returns undefined if there is none of this source. V8 itself
 * compares its version, its flags and the length of the source, but would run damaged code, so there are two copies.
 */
function readCode(file, source) {
  try {
    const all = fs.readFileSync(file);
    const middle = (all.length + source.length) / 2;
    const code = all.subarray(source.length, middle);
    const isWhole =
      code.length > 0 && code.equals(all.subarray(middle)) && source.equals(all.subarray(0, source.length));
    return isWhole ? code : undefined;
  } catch {
    return undefined;
  }
}

/** The start of the function around a bundle. */
const WRAPPER = '(function (exports, require, module, __filename, __dirname) {';

/** The defaults of V8's flags that a run sets: here, in the app, and to print a long post. V8 takes no code for other flags. */
const DEFAULT_FLAGS = '--flush-bytecode --parallel-scavenge --semi-space-growth-factor=2 --heap-growing-percent=0';

/** Writes the code of bundles, and removes that for another Node. It is no failure if that is not possible. */
function saveCode(folder, suffix, bundles) {
  const attempt = work => {
    try {
      work();
    } catch {}
  };
  attempt(() => {
    for (const file of fs.readdirSync(folder))
      if (/-v\d[\w.-]*\.code$/.test(file) && !file.endsWith(suffix)) fs.rmSync(`${folder}/${file}`);
  });
  require('node:v8').setFlagsFromString(DEFAULT_FLAGS);
  for (const [file, { source, script }] of bundles) {
    const temporary = `${file}.${process.pid}.code`;
    attempt(() => {
      const code = script.createCachedData();
      fs.writeFileSync(temporary, Buffer.concat([source, code, code]), { flag: 'wx', mode: 0o600 });
      fs.renameSync(temporary, file);
    });
    attempt(() => fs.rmSync(temporary, { force: true }));
  }
}

/**
 * Returns a function that loads a bundle of dist/, with the code in `folder` unless that is null. A run that lacks the code of
 * a bundle saves the code of all at its end. Node's own cache has only the functions that V8 compiles at once. At the end of a
 * run there are also those that it has called, and the next run of the same command calls most of them.
 */
function createLoader(folder) {
  const { Script } = require('node:vm');
  const [, , word = ''] = process.argv;
  const suffix = `-${process.version}-${process.arch}.code`;
  const loaded = new Map();
  let isSaving = false;
  const saveAtExit = () => {
    isSaving = true;
    // With a wrong command nothing is saved, so the files are as many as the commands.
    process.once('exit', status => status === USAGE_ERROR || saveCode(folder, suffix, loaded));
    // V8 would drop functions that are not called for long.
    setTimeout(() => require('node:v8').setFlagsFromString('--no-flush-bytecode'), 1000).unref();
  };
  const evaluate = (module, filename) => {
    const source = fs.readFileSync(filename);
    const bundle = path.basename(filename, '.cjs');
    const file = `${folder}/${bundle}-${/^\w{1,20}$/.test(word) ? word : ''}${suffix}`;
    const cachedData = folder === null ? undefined : readCode(file, source);
    const script = new Script(`${WRAPPER}${source}\n})`, { filename, columnOffset: -WRAPPER.length, cachedData });
    if (folder !== null) {
      loaded.set(file, { source, script });
      if ((cachedData === undefined || script.cachedDataRejected) && !isSaving) saveAtExit();
    }
    module.import = importModule;
    const requireHere = id => (id.startsWith('./') ? load(id) : require(id));
    script.runInThisContext()(module.exports, requireHere, module, filename, DIST);
  };
  const load = id => {
    const filename = path.join(DIST, id);
    if (!require.cache[filename]) {
      // Not a module of Node's, whose loader takes some ms.
      const module = { id: filename, filename, exports: {}, children: [], loaded: false };
      require.cache[filename] = module;
      evaluate(module, filename);
      module.loaded = true;
    }
    return require.cache[filename].exports;
  };
  let hasImported = false;
  // A script that V8 compiles for us cannot import a module itself. Node keeps the code of modules. They may require bundles.
  const importModule = id => {
    if (!hasImported) {
      hasImported = true;
      if (folder !== null) require('node:module').enableCompileCache?.(folder);
      const { '.js': js, '.cjs': other = js } = require.extensions;
      require.extensions['.cjs'] = (module, filename) =>
        path.dirname(filename) === DIST ? evaluate(module, filename) : other(module, filename);
    }
    return import(`../dist/${id}`);
  };
  return load;
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
  const load = createLoader(codeFolder(name, process.env));
  await load('./main.cjs').main(blog);
};
