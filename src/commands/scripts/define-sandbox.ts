import type {CommandContext} from '../../console/session/command-context.ts';
import type {DemoCommandOptions} from './demo.ts';
import type {SandboxCommandOptions} from './sandbox.ts';

const SANDBOX_HELP = `
It prints what casedeck needs to use it, and runs until ctrl-c.

A fault is an object: "operation" (an operationId of openapi.yaml, such as
getTicket, or *), "match" (text in path or body), "times", "skip", "probability";
and what happens: "status", "retryAfter", "headers", "delay" and "answerDelay"
(ms), "reset", "truncate" (true, or bytes), "contentType", "body", "loseAnswer",
"bytesPerSecond", "readBytesPerSecond", "resetAfterBytes".
GET /__sandbox/log lists the requests; POST /__sandbox/faults sets other faults.

Examples:
  casedeck sandbox --port 4777 > sandbox.env &
  set -a; . ./sandbox.env; casedeck list
  echo '[{"operation": "addCaseNote", "loseAnswer": true, "times": 1}]' > faults.json
  casedeck sandbox --tickets 10000 --latency 200 --faults faults.json
`;

/** `demo` and `sandbox`. */
export function defineSandbox({program, io, flags, done}: CommandContext): void {
  program
    .command('demo')
    .summary('the console without an account, on a sandbox')
    .description('the console on a built-in sandbox: no account needed, nothing kept')
    .option('--team', 'with two more engineers, who share a desk with you')
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck demo\n  casedeck demo --team\n  casedeck demo | less        without a terminal: the list and one ticket\n',
    )
    .action(async (options: DemoCommandOptions) => {
      const {runDemo} = await import('./demo.ts');
      done(await runDemo(io, flags(), options));
    });

  program
    .command('sandbox')
    .summary('a stand-in for the service, for tests')
    .description('a local stand-in for the service, for tests and trials')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes any', '0')
    .option('--tickets <count>', 'how many tickets')
    .option('--latency <ms>', 'delay of every answer', '0')
    .option('--rate <count>', 'requests a second; 429 beyond them')
    .option('--faults <file>', 'JSON list of faults')
    .option('--seed <number>', 'makes the data repeatable', '1')
    .option('--alive', 'technicians answer, statuses advance')
    .option('--wild <number>', 'answers in every form that the page allows, drawn by this number')
    .addHelpText('after', SANDBOX_HELP)
    .action(async (options: SandboxCommandOptions) => {
      const {runSandbox} = await import('./sandbox.ts');
      const sandbox = await runSandbox(options, io.stdout);
      await new Promise<void>((resolve) => {
        process.once('SIGINT', resolve);
        process.once('SIGTERM', resolve);
      });
      await sandbox.close();
    });
}
