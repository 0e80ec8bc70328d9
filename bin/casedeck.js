#!/usr/bin/env node
/*
 * Written in the language of 2015, so that an old Node can read it and say what is wrong.
 * No static import: the check has to come before anything is loaded.
 */
var NEEDED = 24;
/* Compiled code is written when the first frame has long been drawn. */
var KEEP_AFTER_MS = 1000;
var MOST_KEPT = 6;
/* Around a script, so that it finds what a module has. */
var HEAD = '(function (require, __filename) {';
var TAIL = '\n})';
var found = process.versions.node;

if (parseInt(found, 10) < NEEDED) {
  process.stderr.write(
    'casedeck needs Node ' + NEEDED + ' or later; this is Node ' + found + ' (' + process.execPath + ').\n'
  );
  process.exitCode = 1;
} else {
  // What Node has to say of itself is for programmers.
  if (process.argv.indexOf('--debug') < 0) process.removeAllListeners('warning');
  runScript(process.getBuiltinModule('fs'), process.getBuiltinModule('path'), process.getBuiltinModule('vm'));
}

/*
 * At each press of the tab key a shell asks for values: that has a small script of its own. Console and commands
 * use different parts of the other. A wrong guess costs nothing but time.
 */
function wantedPart(args) {
  // The executable is its own Node: what asks the keychain is started as casedeck, too.
  if (args[0] === '--keychain-helper') return 'keychain';
  if (args[0] === 'completion' && args[1] === '--answer') return 'completion';
  var at = 0;
  // What stands before a command is for all of casedeck; of that one option has a value.
  while (at < args.length && args[at].startsWith('-')) {
    if (/^(-h|--help|-V|--version)$/.test(args[at])) return 'command';
    at += args[at] === '--profile' ? 2 : 1;
  }
  return at >= args.length || args[at] === 'demo' || args[at] === 'open' ? 'console' : 'command';
}

/*
 * Runs a script of dist/ with what V8 compiled of it at an earlier start, the functions that ran included. Node's own
 * compile cache holds only what is compiled before anything runs: half as much is saved.
 */
function runScript(fs, path, vm) {
  var file, source;
  var part = wantedPart(process.argv.slice(2));
  var name = part === 'console' || part === 'command' ? 'casedeck.cjs' : part + '.cjs';
  var sea = process.getBuiltinModule('node:sea');
  try {
    if (sea.isSea()) {
      // Without /proc Node does not know where it lies, and gives the word it was called by.
      file = path.resolve(process.execPath);
      source = HEAD + Buffer.from(sea.getRawAsset(name)).toString('latin1') + TAIL;
    } else {
      file = path.join(path.dirname(fs.realpathSync(process.argv[1])), '..', 'dist', name);
      source = readWithHead(fs, file);
    }
  } catch (_error) {
    return importBundle();
  }
  var kept = keptFile(path, source, part);
  var own = kept && read(fs, kept);
  // At the first console most have been asked for something as a command, or the other way round: half of the code is the same.
  var data = own || (kept && read(fs, keptFile(path, source, part === 'console' ? 'command' : 'console')));
  var script = new vm.Script(source, {
    filename: file,
    cachedData: data,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
  });
  if (kept && (!own || script.cachedDataRejected)) keep(fs, path, kept, script);
  script.runInThisContext()(process.getBuiltinModule('module').createRequire(file), file);
}

/* Text of megabytes that is put together of pieces V8 would copy once more. */
function readWithHead(fs, file) {
  var opened = fs.openSync(file, 'r');
  try {
    var size = fs.fstatSync(opened).size;
    var bytes = Buffer.allocUnsafe(HEAD.length + size + TAIL.length);
    bytes.write(HEAD, 0, 'latin1');
    for (var at = 0; at < size;) {
      var count = fs.readSync(opened, bytes, HEAD.length + at, size - at);
      if (count === 0) throw new Error('cut');
      at += count;
    }
    bytes.write(TAIL, HEAD.length + size, 'latin1');
    return bytes.latin1Slice();
  } finally {
    fs.closeSync(opened);
  }
}

/* As text: Node 8 and older do not even read a file with `import()` in it. */
function importBundle() {
  new Function("return import('../dist/casedeck.mjs')")();
}

/* The first line of the script is its hash. */
function keptFile(path, source, part) {
  var folder = cacheFolder();
  var hash = /^\/\/ ([0-9a-f]+)\n/.exec(source.slice(HEAD.length, HEAD.length + 100));
  if (!folder || !hash) return undefined;
  return path.join(folder, [process.version, process.arch, hash[1], part].join('-') + '.bin');
}

function read(fs, file) {
  try {
    return fs.readFileSync(file);
  } catch (_error) {
    return undefined;
  }
}

/* A console that is killed or hung up never comes to its end, so it does not wait for that. */
function keep(fs, path, file, script) {
  var write = function () {
    clearTimeout(timer);
    process.removeListener('exit', write);
    try {
      var draft = file + '.' + process.pid;
      fs.writeFileSync(draft, script.createCachedData(), {mode: 384 /* 0600 */});
      fs.renameSync(draft, file);
      removeOld(fs, path, path.dirname(file));
    } catch (_error) {
      // Only speed is lost: a read-only home, a full disk.
    }
  };
  var timer = setTimeout(write, KEEP_AFTER_MS);
  timer.unref();
  process.on('exit', write);
}

function removeOld(fs, path, folder) {
  var files = fs.readdirSync(folder).filter(function (name) {
    return /\.bin/.test(name);
  });
  var written = files.map(function (name) {
    var file = path.join(folder, name);
    return {file: file, at: fs.statSync(file).mtimeMs};
  });
  written.sort(function (one, other) {
    return other.at - one.at;
  });
  written.slice(MOST_KEPT).forEach(function (old) {
    fs.unlinkSync(old.file);
  });
}

/* Compiled code is run as we are, so only a folder that is ours alone will do. */
function cacheFolder() {
  var fs = process.getBuiltinModule('fs');
  var path = process.getBuiltinModule('path');
  try {
    var cache = process.env.XDG_CACHE_HOME;
    if (!cache || !path.isAbsolute(cache))
      cache = path.join(process.getBuiltinModule('os').homedir(), '.cache');
    var folder = path.join(cache, 'casedeck', 'compile');
    fs.mkdirSync(folder, {recursive: true, mode: 448 /* 0700 */});
    return isOurs(fs.lstatSync(path.dirname(folder))) && isOurs(fs.lstatSync(folder)) ? folder : undefined;
  } catch (_error) {
    return undefined;
  }
}

function isOurs(stats) {
  if (!stats.isDirectory()) return false;
  if (!process.getuid) return true; // Windows: the folder is in the user's own profile.
  return stats.uid === process.getuid() && (stats.mode & 18) /* writable by group or others */ === 0;
}
