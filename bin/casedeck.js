#!/usr/bin/env node
/*
 * Written in the language of 2015, so that an old Node can read it and say what is wrong.
 * No static import: the check has to come before anything is loaded.
 */
var NEEDED = 24;
var found = process.versions.node;

if (parseInt(found, 10) < NEEDED) {
  process.stderr.write(
    'casedeck needs Node ' + NEEDED + ' or later; this is Node ' + found + ' (' + process.execPath + ').\n'
  );
  process.exitCode = 1;
} else {
  enableCompileCache(
    process.getBuiltinModule('module'),
    process.getBuiltinModule('fs'),
    process.getBuiltinModule('path'),
    process.getBuiltinModule('os')
  );
  // As text: Node 8 and older do not even read a file with `import()` in it.
  new Function("return import('../dist/" + bundle(process.argv) + "')")();
}

/* At each press of the tab key a shell asks for values: that has a small bundle of its own. */
function bundle(argv) {
  return argv[2] === 'completion' && argv[3] === '--answer' ? 'completion.mjs' : 'casedeck.mjs';
}

/* Compiled code is kept between starts. It is run as we are, so only a folder that is ours alone will do. */
function enableCompileCache(module, fs, path, os) {
  try {
    var cache = process.env.XDG_CACHE_HOME;
    if (!cache || !path.isAbsolute(cache)) cache = path.join(os.homedir(), '.cache');
    var folder = path.join(cache, 'casedeck', 'compile');
    fs.mkdirSync(folder, {recursive: true, mode: 448 /* 0700 */});
    if (isOurs(fs.lstatSync(path.dirname(folder))) && isOurs(fs.lstatSync(folder))) {
      module.enableCompileCache(folder);
      // Node writes it at its end, which a console that is killed or hung up never reaches.
      setTimeout(module.flushCompileCache, 2000).unref();
    }
  } catch (_error) {
    // Only speed is lost: a read-only home, a full disk.
  }
}

function isOurs(stats) {
  if (!stats.isDirectory()) return false;
  if (!process.getuid) return true; // Windows: the folder is in the user's own profile.
  return stats.uid === process.getuid() && (stats.mode & 18) /* writable by group or others */ === 0;
}
