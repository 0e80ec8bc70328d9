import * as z from 'zod/mini';
import {STYLE_NAMES} from '../text/style-names.ts';
import {isTimeZone} from '../text/time/zones.ts';
import {DURATION} from './settings-duration.ts';
import {OPERATIONS, THEME_NAMES} from './settings-types.ts';

// This module costs a good ten milliseconds to load: only settings-file.ts imports it, and only where a
// configuration file exists. Each leaf's `error` says what was expected; it completes "…: expected".

const describe = <T extends z.ZodMiniType>(schema: T, description: string): T =>
  schema.check(z.describe(description));

const text = (expected = 'a text') => z.string({error: expected}).check(z.minLength(1, {error: expected}));
const flag = () => z.boolean({error: 'true or false'});
const choice = <const T extends readonly string[]>(values: T) =>
  z.enum(values, {error: `one of ${values.map((value) => `"${value}"`).join(', ')}`});
const matching = (pattern: RegExp, expected: string) =>
  z.string({error: expected}).check(z.regex(pattern, {error: expected}));
const count = (low: number, high: number) => {
  const error = `a whole number from ${low} to ${high}`;
  return z.int({error}).check(z.minimum(low, {error}), z.maximum(high, {error}));
};
const duration = () => {
  const error = 'a time such as "30s", "500ms", "2m" or a number of seconds';
  return z.union([z.number().check(z.positive({error})), z.string().check(z.regex(DURATION, {error}))], {
    error,
  });
};
const command = () =>
  z
    .array(text(), {error: 'a list of program and arguments, e.g. ["pass", "show", "equinix"]'})
    .check(z.minLength(1, {error: 'a list of program and arguments, not an empty one'}));
const table = <T extends Record<string, z.ZodMiniType>>(shape: T) =>
  z.strictObject(shape, {error: 'a table'});
const named = <T extends z.ZodMiniType>(value: T, key: z.ZodMiniString = z.string()) =>
  z.record(key, value, {error: 'a table'});

const color = () =>
  matching(
    /^(#[0-9a-fA-F]{6}|[0-9]{1,3}|(bright-)?(black|red|green|yellow|blue|magenta|cyan|white)|gray|default)$/,
    'a colour: a name such as "red" or "bright-blue", a number from 0 to 255, or "#rrggbb"',
  );
const zone = () =>
  z
    .string({error: 'a time zone such as "Asia/Dubai"'})
    .check(z.refine(isTimeZone, {error: 'a time zone such as "Asia/Dubai"'}));
const endpoint = () => matching(/^https?:\/\//, 'a URL that begins with https://');
const keyNames = () =>
  z.union([text(), z.array(text())], {
    error: 'a key such as "ctrl-x", or a list of keys (an empty list for none)',
  });
const profileName = () =>
  matching(/^[a-z0-9_-]{1,32}$/, 'a name of 1 to 32 small letters, digits, "-" and "_"');

const profile = table({
  environment: describe(
    z.optional(choice(['production', 'sandbox'])),
    "Which of the vendor's environments; production if nothing is said.",
  ),
  endpoint: describe(
    z.optional(endpoint()),
    'URL of the service, instead of an environment. Plain http only for this machine itself.',
  ),
  account: describe(z.optional(text()), 'A label for the header, e.g. number and name of the account.'),
  color: describe(z.optional(color()), "Colour of this profile's name in the header."),
  read_only: describe(z.optional(flag()), 'Refuse every write in this profile.'),
  client_id: describe(z.optional(text()), 'Client id; the secret never belongs into this file.'),
  credential_command: describe(
    z.optional(command()),
    'Program that prints {"client_id", "client_secret"}, {"token"}, or the secret as its first line. Run without a shell.',
  ),
  store: describe(z.optional(choice(['auto', 'keychain', 'age', 'memory'])), 'Where login keeps the secret.'),
});

const api = table({
  endpoint: describe(z.optional(endpoint()), 'URL of the service for profiles that name none.'),
  note_operation: describe(
    z.optional(choice(['auto', 'case', 'ticket'])),
    'Which operation adds notes: by case number, by ticket id, or by the form of the id.',
  ),
  timeout: describe(z.optional(duration()), 'Longest wait for an answer (30s).'),
  connect_timeout: describe(z.optional(duration()), 'Longest wait for a connection (10s).'),
  transfer_timeout: describe(z.optional(duration()), 'Longest pause within an upload or download (60s).'),
  rate: describe(
    z.optional(
      table({
        per_second: describe(
          z.optional(z.number({error: 'a number above 0'}).check(z.positive({error: 'a number above 0'}))),
          'Requests a second at most (2).',
        ),
        at_once: describe(z.optional(count(1, 16)), 'Requests at the same time at most (4).'),
      }),
    ),
    'How hard the service may be asked.',
  ),
  paths: describe(
    z.optional(table(Object.fromEntries(OPERATIONS.map((id) => [id, z.optional(operationPath())])))),
    'Path templates that differ from the built-in ones, by operation, with or without the method.',
  ),
});

function operationPath() {
  return matching(
    /^((GET|POST|PUT|PATCH|DELETE) )?\/[\x21-\x7e]*$/,
    'a path that begins with "/", with or without a method before it',
  );
}

const view = table({
  title: describe(z.optional(text()), "Name in the header; the table's name if absent."),
  slot: describe(z.optional(count(1, 9)), 'Number key that shows it; the next free one if absent.'),
  filter: describe(
    z.optional(z.string({error: 'a filter, as typed after "/"'})),
    'Filter, as typed after "/".',
  ),
  sort: describe(
    z.optional(choice(['attention', 'updated', 'created', 'status', 'ibx', 'id'])),
    'Order of the rows.',
  ),
  descending: describe(z.optional(flag()), 'Turn the order round.'),
  columns: describe(
    z.optional(z.array(text(), {error: 'a list of column names'})),
    'Columns, the most important first.',
  ),
  group: describe(z.optional(choice(['none', 'ibx', 'status'])), 'Group the rows.'),
});

const notify = table({
  bell: describe(z.optional(flag()), "Ring the terminal's bell."),
  desktop: describe(z.optional(choice(['off', 'osc9', 'osc777'])), 'Ask the terminal for a desktop notice.'),
  command: describe(z.optional(command()), 'Program to run; it gets one line of JSON on standard input.'),
  on: describe(
    z.optional(
      z.array(choice(['note', 'email', 'file', 'status', 'action']), {error: 'a list of kinds of change'}),
    ),
    'Which changes count.',
  ),
});

/** config.toml. Everything is optional; unknown keys are warned about, not refused. */
export const configSchema = table({
  $schema: z.optional(z.string()),
  default_profile: describe(
    z.optional(profileName()),
    'Profile to use where neither --profile nor CASEDECK_PROFILE names one.',
  ),
  read_only: describe(z.optional(flag()), 'Refuse every write, whatever the profile.'),
  editor: describe(
    z.optional(z.union([text(), command()], {error: 'a command such as "vim" or ["code", "--wait"]'})),
    'Editor, before VISUAL and EDITOR.',
  ),
  browser: describe(
    z.optional(
      z.union([text(), command()], {error: 'a command such as "firefox" or ["open", "-a", "Safari"]'}),
    ),
    'Browser, before BROWSER.',
  ),
  ticket_url: describe(
    z.optional(matching(/^https:\/\/[!-~]+$/, 'a URL that begins with https://')),
    "Address of a ticket's page in the vendor's portal; {id} stands for its number.",
  ),
  ascii: describe(z.optional(flag()), 'Draw with ASCII only; found out from the locale if absent.'),
  reduced_motion: describe(z.optional(flag()), 'No animation; on over SSH if absent.'),
  screen_reader: describe(z.optional(flag()), 'Linear output for screen readers.'),
  preview: describe(z.optional(choice(['auto', 'right', 'below', 'off'])), 'Where the detail pane stands.'),
  profiles: describe(z.optional(named(profile, profileName())), 'Accounts and environments, by name.'),
  api: describe(z.optional(api), 'The service.'),
  refresh: describe(
    z.optional(
      table({
        list: describe(z.optional(duration()), 'Time between two reads of the list (60s).'),
        visible: describe(
          z.optional(duration()),
          'How old the details of a ticket on screen may become (60s).',
        ),
        open: describe(z.optional(duration()), 'How old the details of other open tickets may become (15m).'),
      }),
    ),
    'How often the service is asked in the background.',
  ),
  codes: describe(
    z.optional(named(text(), matching(/^\d{4}-\d{4}$/, 'a code such as 0012-0000'))),
    'Names of your own for ticket codes.',
  ),
  keys: describe(
    z.optional(
      named(
        z.union([keyNames(), named(z.union([keyNames(), named(keyNames())]))], {
          error: 'a key, a list of keys, or a table of them',
        }),
      ),
    ),
    'Keys of commands, by the ids that "?" shows.',
  ),
  theme: describe(
    z.optional(
      table({
        name: describe(z.optional(choice(THEME_NAMES)), 'One of the themes that come with casedeck.'),
        colors: describe(
          z.optional(table(Object.fromEntries(STYLE_NAMES.map((name) => [name, z.optional(color())])))),
          "Colours that differ from the theme's, by their meaning.",
        ),
      }),
    ),
    'Colours.',
  ),
  views: describe(z.optional(named(view)), 'Views of your own.'),
  notify: describe(z.optional(notify), 'What happens when tickets change.'),
  time: describe(
    z.optional(
      table({
        show: describe(z.optional(choice(['local', 'site', 'utc'])), 'Which clock is shown first.'),
        sites: describe(
          z.optional(
            named(zone(), matching(/^[A-Z]{2}[0-9]{0,2}$/, 'an IBX such as DA3, or a metro such as DA')),
          ),
          'Time zones of sites that casedeck does not know.',
        ),
      }),
    ),
    'Clocks.',
  ),
});

/** paths.toml: written by `doctor --spec --write`, never by hand. */
export const pathsFileSchema = table({
  paths: z.optional(table(Object.fromEntries(OPERATIONS.map((id) => [id, z.optional(operationPath())])))),
});

export type ConfigFile = z.infer<typeof configSchema>;
export {toJSONSchema} from 'zod/mini';
