import process from 'node:process';
import fc from 'fast-check';

/** Names the seed of a run (`temporary-folder.ts`); CASEDECK_SEED=N npm test repeats one. */
export const SEED = 'CASEDECK_SEED';

// A setup file: all random data of a run follows from one seed. A test that is tried again meets the same data, so that nothing
// that random data has found can pass at the second try.
const seed = Number(process.env[SEED]);
if (Number.isInteger(seed)) fc.configureGlobal({...fc.readConfigureGlobal(), seed});
