// usage: test-counts.mjs REPORT EXIT-CODE | REPORT --left-out
// Prints 'PASSED FAILED' of vitest's JSON report, or the tests that were left out.
import {readFileSync} from 'node:fs';

const [report, what] = process.argv.slice(2);

if (what === '--left-out') {
  const skipped = testsOf(read()).filter(({status}) => status === 'skipped' || status === 'pending' || status === 'todo');
  if (skipped.length > 0) console.log(`left out: ${skipped.length} tests`);
  for (const {fullName} of skipped) console.log(`          ${fullName}`);
} else {
  const {passed, failed} = counts();
  // A file that does not load, or an error outside of any test, fails the run without a failed test.
  console.log(passed, failed === 0 && what !== '0' ? 1 : failed);
}

function read() {
  return JSON.parse(readFileSync(report, 'utf8'));
}

function testsOf({testResults}) {
  return testResults.flatMap(({assertionResults}) => assertionResults);
}

function counts() {
  try {
    const {numPassedTests: passed, numFailedTests: failed} = read();
    return {passed, failed};
  } catch {
    return {passed: 0, failed: 0};
  }
}
