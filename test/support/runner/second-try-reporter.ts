import type {Reporter, TestCase} from 'vitest/node';

/** Names each test that did not pass at its first try, and why: where tests are tried again, nothing is hidden by it. */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter that is named by its file so
export default class SecondTryReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return;
    const [why = 'no words', ...screen] = test.result().errors?.[0]?.message.split('\n') ?? [];
    process.stdout.write(
      `passed only when tried again: ${test.module.relativeModuleId}: ${test.fullName}: ${why}\n`,
    );
    for (const row of screen) process.stdout.write(`    ${row}\n`);
  }
}
