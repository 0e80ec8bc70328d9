import {plainId} from '../../domain/ticket/ticket-ids.ts';
import type {Command} from 'commander';
import type {AnswerOptions} from './answer-order.ts';
import type {CancelOptions} from './cancel.ts';
import type {CommandContext} from '../../console/session/command-context.ts';
import type {CreateOptions} from './create.ts';
import type {Io} from '../../console/session/io.ts';
import type {NoteOptions} from './note.ts';
import type {RemarkOptions} from './remark.ts';
import {DRY_RUN} from '../option-values.ts';
import {writeContext} from './write-context.ts';

const NOTE_HELP = `
Examples:
  casedeck note 11150929 -m "Please reseat line card 3 again."
  casedeck note 11150929                       opens $EDITOR
  casedeck note 11150929 --reply --file answer.txt
  casedeck note 11150929 --draft-only -m "Proposed: go ahead."
  casedeck note 11150929 -m "Go ahead." --dry-run --json
  show tech | casedeck note 11150929 -m "As asked." --attach - --name sw1.txt

Exit codes: 0 sent, 4 not signed in or refused, 5 no such ticket, 6 refused before sending, 7 whether it
arrived is not known, 8 queued: it goes out when casedeck runs next, 1 anything else.
`;

const ANSWER_HELP = `
Examples:
  casedeck answer 1-204976070660               what is asked, and until when
  casedeck answer 1-204976070660 --approve
  casedeck answer 1-204976070660 --without-expedite -m "Tomorrow is early enough."
  casedeck answer 1-204976070660 --cancel-order -m "Solved on our side." --yes --json

Where the order asks nothing that can be answered so, a note is the answer: casedeck note ID --reply.
`;

const ATTACH_HELP = `
Examples:
  casedeck attach 11150929 before.jpg after.jpg
  casedeck attach 11150929 - --name sw1.txt -m "show tech of sw1" < show-tech.txt
`;

const CANCEL_HELP = `
Examples:
  casedeck cancel 11150929 -m "Found the fault on our side."
  casedeck cancel 11150929 -m "Opened twice." --yes --json
`;

const CREATE_HELP = `
Examples:
  casedeck create                              the form of the console
  casedeck create --template > ticket.yaml
  casedeck create --file ticket.yaml --dry-run
  casedeck create --file ticket.yaml --yes
  casedeck create --code 0002-0001 --primary-id SV5:01:02 --occurred "20m ago" "Feed B of cabinet 0104 is dark."
  casedeck create --code 0000-0000 --asset 1011585-M "No light since 03:12."   looks up where it is
  jq -n '{code: "0005-0001", description: "Door does not lock."}' | casedeck create --file - --yes --json
`;

/** Everything that writes to the service. */
export function defineWriting(context: CommandContext): void {
  defineNote(context);
  defineAnswer(context);
  defineAttach(context);
  defineCancel(context);
  defineCreate(context);
  defineRemark(context);
}

function defineNote({program, io, withServices}: CommandContext): void {
  const command = program
    .command('note')
    .description('write a note on a ticket, and wait until the service has it')
    .argument('<id>', 'case number or order number', plainId)
    .argument('[text]', '- reads the text from standard input')
    .option('--reply', 'mark it as the answer to a question of Equinix')
    .option('--draft-only', 'send nothing: keep the text as the draft, for a person to send')
    .option('--attach <file...>', 'files to go with it, at most five; - is standard input');
  textOptions(command, 'the text');
  fileOptions(command);
  anywayOption(command);
  sendOptions(command);
  command
    .addHelpText('after', NOTE_HELP)
    .action(async (id: string, dash: string | undefined, options: NoteOptions) => {
      const {runNote} = await import('./note.ts');
      await withServices((...given) => runNote(writeContext(io, given), id, dash, options));
    });
}

function defineRemark({program, io, withServices}: CommandContext): void {
  const command = program
    .command('remark')
    .summary('keep a private note on a ticket')
    .description('keep a private note on a ticket, for you and your team: Equinix never gets it')
    .argument('<id>', 'case number or order number', plainId)
    .argument('[text]', '- reads the text from standard input')
    .option('--list', 'print those of the ticket')
    .option('--remove <remark>', 'remove one, by its id or the beginning of it')
    .option('--dry-run', DRY_RUN)
    .option('--json', 'print JSON');
  textOptions(command, 'the text');
  command
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck remark 11150929 -m "Spoke to the site: parts come at 6."\n  casedeck remark 11150929 --list --json\n',
    )
    .action(async (id: string, dash: string | undefined, options: RemarkOptions) => {
      const {runRemark} = await import('./remark.ts');
      await withServices((services) => runRemark(services, io, [id, dash], options));
    });
}

function defineAttach({program, io, withServices}: CommandContext): void {
  const command = program
    .command('attach')
    .description('put files on a ticket, as a note that names them')
    .argument('<id>', 'case number or order number', plainId)
    .argument('<file...>', 'at most five; - is standard input')
    .option('-m, --message <text>', 'the text of the note; several become paragraphs', gather)
    .option('--file <file>', 'the text of the note from a file');
  fileOptions(command);
  anywayOption(command);
  sendOptions(command);
  command
    .addHelpText('after', ATTACH_HELP)
    .action(async (id: string, files: readonly string[], options: NoteOptions) => {
      const {runAttach} = await import('./note.ts');
      await withServices((...given) => runAttach(writeContext(io, given), id, files, options));
    });
}

function defineAnswer({program, io, withServices}: CommandContext): void {
  const command = program
    .command('answer')
    .summary('answer what an order asks')
    .description('answer what an order asks before its time runs out; without an answer: print what it asks')
    .argument('<id>', 'case number or order number', plainId)
    .argument('[reason]', '- reads the reason from standard input')
    .option('--approve', 'the order goes on with what is proposed')
    .option('--without-expedite', 'the order goes on at the usual pace')
    .option('--cancel-order', 'the order ends; asks for the id to be typed')
    .option('--reference <number>', 'which question, if there are several, such as 4-12312312132')
    .option('--yes', 'cancel without asking');
  textOptions(command, 'an optional reason');
  anywayOption(command);
  sendOptions(command);
  command
    .addHelpText('after', ANSWER_HELP)
    .action(async (id: string, dash: string | undefined, options: AnswerOptions) => {
      const {runAnswer} = await import('./answer-order.ts');
      await withServices((...given) => runAnswer(writeContext(io, given), id, dash, options));
    });
}

function defineCancel({program, io, withServices}: CommandContext): void {
  const command = program
    .command('cancel')
    .description('cancel a ticket; asks for its id to be typed')
    .argument('<id>', 'case number or order number', plainId)
    .argument('[reason]', '- reads the reason from standard input')
    .option('--yes', 'cancel without asking');
  textOptions(command, 'the reason');
  anywayOption(command);
  sendOptions(command);
  command
    .addHelpText('after', CANCEL_HELP)
    .action(async (id: string, dash: string | undefined, options: CancelOptions) => {
      const {runCancel} = await import('./cancel.ts');
      await withServices((...given) => runCancel(writeContext(io, given), id, dash, options));
    });
}

function defineCreate({program, io, flags, withServices, done}: CommandContext): void {
  const command = program
    .command('create')
    .description(
      'open a new ticket; shows it as it will be sent, then sends it; without options the form of the console',
    )
    .argument('[description]', 'what is wrong; - reads it from standard input')
    .option('--file <file>', 'the whole ticket as YAML or JSON; - is standard input; options override it')
    .option('--template', 'print a ticket file with every field explained')
    .option('--yes', 'send it without asking')
    .option('--code <code>', 'what is wrong, such as 0002-0001')
    .option('-m, --message <text>', 'the description; several become paragraphs', gather)
    .option('--primary-id <id>', 'cage, asset or account number')
    .option('--secondary-id <id>', 'such as a cabinet')
    .option('--asset <number>', 'a serial or asset number: fills in where it is, as Equinix knows it')
    .option('--occurred <when>', '14:05, 14:05 site, 14:05 at SV5, 2h ago, 2026-01-31T14:05:00Z')
    .option('--reference <text>', 'your own number')
    .option('--contact <type:users>', 'portal users, such as NOTIFICATION:nadia.oyelaran,tom', gather)
    .option('--person <text>', 'somebody else, such as "Jane Doe; jane@x.example; +1-4601231122"', gather)
    .option('--termination-date <date>', 'for codes that need it, such as 2026-01-31')
    .option('--details <file>', 'details as a JSON or YAML file')
    .option('--detail <name=value>', 'one of the details', gather)
    .option('--attach <file...>', 'files to go with it, at most five; - is standard input')
    .option('--draft', 'continue the kept draft');
  fileOptions(command);
  sendOptions(command);
  command
    .addHelpText('after', CREATE_HELP)
    .action(async (dash: string | undefined, options: CreateOptions & {template?: boolean}) => {
      if (options.template === true) {
        const {ticketTemplate} = await import('./ticket-template.ts');
        io.out(ticketTemplate());
        done(0);
        return;
      }
      if (wantsForm(io, dash, options)) {
        const {startConsole} = await import('../scripts/start-console.ts');
        done(await startConsole(io, flags(), 'ticket.new'));
        return;
      }
      const {runCreate} = await import('./create.ts');
      await withServices((...given) => runCreate(writeContext(io, given), dash, options));
    });
}

/** A person who says nothing of the ticket fills in the form of the console; a kept draft is in it. */
function wantsForm(io: Io, dash: string | undefined, {wait, ...options}: CreateOptions): boolean {
  const isNothing = dash === undefined && wait === true && Object.keys(options).length === 0;
  return isNothing && io.canAsk() && io.stdout.isTTY;
}

function textOptions(command: Command, what: string): void {
  command
    .option('-m, --message <text>', `${what}; several become paragraphs`, gather)
    .option('--file <file>', `${what} from a file; - is standard input`)
    .option('--draft', 'use the kept draft as the text');
}

function fileOptions(command: Command): void {
  command
    .option('--name <name>', 'name of the file; for several files repeat it, in their order', gather)
    .option('--allow-secrets', 'send files even if they seem to contain secrets');
}

function anywayOption(command: Command): void {
  command.option('--anyway', 'send it even if the service says that it will refuse it');
}

function sendOptions(command: Command): void {
  command
    .option('--dry-run', 'print the request, check it against openapi.yaml, send nothing')
    .option('--no-wait', 'only put it into the outbox')
    .option('--again', 'send again what is on hold, or whose outcome is unknown')
    .option('--found', 'the similar note on the ticket is this one: send nothing')
    .option('--json', 'print JSON');
}

function gather(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
