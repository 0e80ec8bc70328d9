import type {ConfigOptions} from './config.ts';
import type {CommandContext} from '../../console/session/command-context.ts';
import type {LoginOptions} from './login-answers.ts';
import type {LogoutOptions} from './logout.ts';
import type {WhoamiOptions} from './whoami.ts';
import type {DoctorOptions} from './doctor.ts';

const LOGIN_HELP = `
Examples:
  casedeck login                               asks for everything
  casedeck login --profile lab --environment sandbox
  pass show equinix | casedeck login --client-id 7bQ... --store keychain
  casedeck login --client-id 7bQ... --secret-file /run/secrets/equinix --store age

The secret is never taken from the command line, which everybody on this machine can read. Each one is
tried once: the service locks an account after five refused attempts.
`;

/** Accounts, and whether everything they need is in order. */
export function defineSigningIn(context: CommandContext): void {
  defineAccounts(context);
  defineDoctor(context);
  defineConfig(context);
}

function defineAccounts({program, io, flags, done, withServices}: CommandContext): void {
  program
    .command('login')
    .description('sign in: tries a client id and secret once, and keeps them where you say')
    .option('--client-id <id>', 'client id of an app of your account')
    .option('--secret-file <file>', 'the secret from a file that only you can read; - is standard input')
    .option('--environment <where>', 'production, sandbox, or a URL')
    .addOption(
      program.createOption('--store <place>', 'where to keep it').choices(['keychain', 'age', 'memory']),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', LOGIN_HELP)
    .action(async (options: LoginOptions) => {
      const {runLogin} = await import('./login.ts');
      done(await runLogin(io, flags(), options));
    });
  program
    .command('logout')
    .description('remove every trace of the credential from this machine')
    .addHelpText('after', '\nExamples:\n  casedeck logout\n  casedeck logout --profile lab --data\n')
    .option('--data', 'and the tickets that were read with it')
    .option('--yes', 'do not ask about drafts that --data would remove')
    .option('--json', 'print JSON')
    .action(async (options: LogoutOptions) => {
      const {runLogout} = await import('./logout.ts');
      done(await runLogout(io, flags(), options));
    });
  program
    .command('whoami')
    .description('account, credential in use and why no other, lifetime of the token')
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck whoami\n  casedeck whoami --json | jq .token.secondsLeft\n',
    )
    .option('--json', 'print JSON')
    .option('--offline', 'do not sign in')
    .action(async (options: WhoamiOptions) => {
      const {runWhoami} = await import('./whoami.ts');
      await withServices((services) => runWhoami(services, io, options), {goOn: true, several: true});
    });
  program
    .command('profiles')
    .description('the accounts and environments that are known here')
    .addHelpText('after', '\nExamples:\n  casedeck profiles\n  casedeck --profile lab list\n')
    .option('--json', 'print JSON')
    .action(async (options: {readonly json?: boolean}) => {
      const {runProfiles} = await import('./profiles.ts');
      done(await runProfiles(io, flags(), options));
    });
}

type DoctorFlags = Omit<DoctorOptions, 'askPassphrase' | 'knownTicket'> & {readonly spec?: string};

const DOCTOR_HELP = `
Examples:
  casedeck doctor                              safe to paste into a ticket: no secrets in it
  casedeck doctor --first-contact              by reads alone: is the service as casedeck believes it?
  casedeck doctor --alert                      bell, notice and command of [notify], once
  casedeck doctor --spec supportv2.yaml        are our paths those of the vendor's OpenAPI file?

The vendor's files: https://docs.equinix.com/api-catalog/NAME/openapi.yaml, NAME being
supportv2, troubleticketv1, attachmentsv1 or notificationsv1.
`;

function defineDoctor({program, io, flags, done}: CommandContext): void {
  program
    .command('doctor')
    .description('what casedeck needs, whether it works, and how to fix it')
    .option('--json', 'print JSON')
    .option('--offline', 'leave the network alone')
    .option('--spec <file>', "find our operations in the vendor's OpenAPI file; - is standard input")
    .option('--alert', 'alert once, as [notify] in config.toml has it')
    .option('--first-contact [file]', 'the first day: try all that can be read; writes a report to send')
    .option('--write', '--spec, --first-contact: keep the paths that differ')
    .addHelpText('after', DOCTOR_HELP)
    .action(async ({spec, ...options}: DoctorFlags) => {
      if (spec !== undefined) {
        const {runDoctorSpec} = await import('./doctor-spec/run-doctor-spec.ts');
        done(await runDoctorSpec(io, {spec, ...options}));
        return;
      }
      const [{runDoctor}, {passphraseAsker}] = await Promise.all([
        import('./doctor.ts'),
        import('../../console/session/ask-passphrase.ts'),
      ]);
      done(await runDoctor(io, flags(), {...options, askPassphrase: passphraseAsker(io)}));
    });
}

function defineConfig({program, io, flags, done}: CommandContext): void {
  program
    .command('config')
    .description('the settings in force, and where each comes from')
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck config\n  casedeck config --schema > casedeck.schema.json\n',
    )
    .option('--json', 'print JSON')
    .option('--schema', 'print the JSON schema of config.toml, for editors')
    .action(async (options: ConfigOptions) => {
      const {runConfig} = await import('./config.ts');
      done(await runConfig(io, flags(), options));
    });
}
