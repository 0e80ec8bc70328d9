import {appendFileSync} from 'node:fs';
import {Session} from 'node:inspector/promises';
import {afterAll, expect} from 'vitest';

/** For tools/mutation: which functions of src/ each test file runs, one line of JSON each (`[test, ran]`). */
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: false});

afterAll(async () => {
  const {result} = await session.post('Profiler.takePreciseCoverage');
  const ran = result.flatMap(({url, functions}) => {
    const at = url.lastIndexOf('/src/');
    if (at === -1 || url.includes('/node_modules/')) return [];
    const names = functions
      .filter(({ranges}) => (ranges[0]?.count ?? 0) > 0)
      .map(({functionName}) => functionName);
    return [[url.slice(at + 1).replace(/\?.*$/, ''), [...new Set(names)]]];
  });
  const {testPath = ''} = expect.getState();
  appendFileSync(process.env['CASEDECK_COVERAGE'] ?? '', `${JSON.stringify([testPath, ran])}\n`);
});
