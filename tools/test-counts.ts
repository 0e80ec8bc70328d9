// usage: test-counts.ts REPORT EXIT-CODE | REPORT --left-out | REPORT --failed
// Prints 'PASSED FAILED' of vitest's JSON report, the tests that were left out, or those that failed with their first lines.
import {readFileSync} from 'node:fs';

type Assertion = {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[];
};

/** What is used of vitest's report. */
type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly Assertion[];
  }[];
};

const [report = '', what] = process.argv.slice(2);
const LEFT_OUT = new Set(['skipped', 'pending', 'todo']);
const LINES = 6;

if (what === '--left-out') {
  const tests = read().testResults.flatMap(({assertionResults}) => assertionResults);
  const skipped = tests.filter(({status}) => LEFT_OUT.has(status));
  if (skipped.length > 0) process.stdout.write(`left out: ${skipped.length} tests\n`);
  for (const {fullName} of skipped) process.stdout.write(`          ${fullName}\n`);
} else if (what === '--failed') {
  process.stdout.write(failures());
} else {
  const {passed, failed} = counts();
  // A file that does not load, or an error outside of any test, fails the run without a failed test.
  process.stdout.write(`${passed} ${failed === 0 && what !== '0' ? 1 : failed}\n`);
}

function read(): Report {
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}

function failures(): string {
  return read()
    .testResults.filter(({status}) => status === 'failed')
    .flatMap(({name, message, assertionResults}) => {
      const failed = assertionResults.filter(({status}) => status === 'failed');
      const place = name.slice(name.lastIndexOf('/test/') + 1);
      if (failed.length === 0) return [`${place}\n${firstLines(message ?? '')}`];
      return failed.map(
        ({fullName, failureMessages}) =>
          `${place}: ${fullName}\n${firstLines((failureMessages ?? []).join('\n'))}`,
      );
    })
    .join('');
}

function firstLines(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(0, LINES)
    .map((line) => `    ${line.slice(0, 200)}\n`)
    .join('');
}

function counts(): {passed: number; failed: number} {
  try {
    const {numPassedTests: passed, numFailedTests: failed} = read();
    return {passed, failed};
  } catch {
    return {passed: 0, failed: 0};
  }
}
