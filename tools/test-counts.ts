// usage: test-counts.ts REPORT EXIT-CODE | REPORT --left-out
// Prints 'PASSED FAILED' of vitest's JSON report, or the tests that were left out.
import {readFileSync} from 'node:fs';

/** What is used of vitest's report. */
type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {readonly status: string; readonly fullName: string}[];
  }[];
};

const [report = '', what] = process.argv.slice(2);
const LEFT_OUT = new Set(['skipped', 'pending', 'todo']);

if (what === '--left-out') {
  const tests = read().testResults.flatMap(({assertionResults}) => assertionResults);
  const skipped = tests.filter(({status}) => LEFT_OUT.has(status));
  if (skipped.length > 0) process.stdout.write(`left out: ${skipped.length} tests\n`);
  for (const {fullName} of skipped) process.stdout.write(`          ${fullName}\n`);
} else {
  const {passed, failed} = counts();
  // A file that does not load, or an error outside of any test, fails the run without a failed test.
  process.stdout.write(`${passed} ${failed === 0 && what !== '0' ? 1 : failed}\n`);
}

function read(): Report {
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}

function counts(): {passed: number; failed: number} {
  try {
    const {numPassedTests: passed, numFailedTests: failed} = read();
    return {passed, failed};
  } catch {
    return {passed: 0, failed: 0};
  }
}
