import type {Reporter, TestModule} from 'vitest/node';

/** Names, at the end, the tests that left themselves out, and with them the tools that are missing here. */
export class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names = modules
      .flatMap((module) => [...module.children.allTests('skipped')])
      .map(({fullName}) => fullName)
      .filter((name) => name.includes('(left out: '));
    if (names.length === 0) return;
    process.stdout.write(`\nleft out: ${names.length} tests, for want of tools on this machine\n`);
    for (const name of names) process.stdout.write(`  ${name}\n`);
  }
}
