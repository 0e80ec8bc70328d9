import process from 'node:process';

/** Names a folder of a disk in memory, where this machine has one (`temporary-folder.ts`). */
export const MEMORY_FOLDER = 'CASEDECK_TEST_MEMORY';

// A setup file: databases are written to memory where that is possible, as half of the tests' time would go into waiting for a disk.
const folder = process.env[MEMORY_FOLDER];
if (folder !== undefined) process.env['TMPDIR'] = folder;
