import {memberNameProblem} from '../domain/desk-op.ts';
import {ENDPOINTS, type OperationId} from '../api/endpoints.ts';
import {STYLE_NAMES} from '../text/style-names.ts';
import {notify} from './notify-settings.ts';
import {isTimeZone} from '../text/time/zones.ts';
import {
  anyText,
  choice,
  command,
  count,
  flag,
  like,
  list,
  names,
  positive,
  program,
  section,
  text,
  time,
  type FileOf,
  type Kind,
} from './setting-kinds.ts';

/** A password would be read by whoever reads the file. */
function isDeskUrl(url: string): boolean {
  if (!/^postgres(?:ql)?:\/\//.test(url)) return false;
  try {
    const {password, searchParams} = new URL(url);
    return password === '' && !searchParams.has('password');
  } catch {
    return false;
  }
}

/** The names that `[theme]` takes; `theme.ts` gives them their looks. */
export const THEME_NAMES = ['terminal', 'dark', 'light'] as const;

/** What earlier versions understood and what now does nothing: no error, no warning. */
export const RETIRED: readonly string[] = ['reduced_motion'];

const url = like('a URL that begins with https://', /^https?:\/\//);
const profileName = like('a name of 1 to 32 small letters, digits, "-" and "_"', /^[a-z0-9_-]{1,32}$/);
const profileNames = like(
  'the name of a profile, several with commas, or "all"',
  /^[a-z0-9_-]{1,32}( *, *[a-z0-9_-]{1,32})*$/,
);
const color = like(
  'a colour: a name such as "red" or "bright-blue", a number from 0 to 255, or "#rrggbb"',
  /^(#[0-9a-fA-F]{6}|[0-9]{1,3}|(bright-)?(black|red|green|yellow|blue|magenta|cyan|white)|gray|default)$/,
);
const path = like(
  'a path that begins with "/", with or without a method before it',
  /^((GET|POST|PUT|PATCH|DELETE) )?\/[\x21-\x7e]*$/,
);
const zone = like('a time zone such as "Asia/Dubai"', isTimeZone);
const kindOf = (make: (doc: string) => {readonly kind: Kind}): Kind => make('').kind;

const KEY_NAMES: Kind = {
  of: 'either',
  kinds: [anyText, {of: 'list', item: anyText, expected: 'a list of keys'}],
  expected: 'a key such as "ctrl-x", or a list of keys (an empty list for none)',
};
const KEY_TABLES: Kind = {
  of: 'either',
  kinds: [
    KEY_NAMES,
    {
      of: 'names',
      value: {of: 'either', kinds: [KEY_NAMES, {of: 'names', value: KEY_NAMES}], expected: 'keys'},
    },
  ],
  expected: 'a key, a list of keys, or a table of them',
};
export type KeyTable = {readonly [name: string]: string | readonly string[] | KeyTable};

const api = section('The service.', {
  endpoint: url('URL for profiles that name none.', {absent: '`"https://api.equinix.com"`'}),
  note_operation: choice(
    'auto',
    'case',
    'ticket',
  )(
    'How notes are added: `"case"` (by case number), `"ticket"` (by id), `"auto"` (8-digit ids by case number).',
    {default: 'auto'},
  ),
  timeout: time('Longest wait for an answer.', {default: '30s'}),
  connect_timeout: time('Longest wait for a connection.', {default: '10s'}),
  transfer_timeout: time('Longest pause within an upload or download.', {default: '60s'}),
  rate: section('How hard the service may be asked.', {
    per_second: positive('Requests a second at most; the pace follows the service below that.', {
      default: 30,
    }),
    at_once: count(1, 16)('Requests at the same time at most.', {default: 6}),
  }),
  paths: names<string, OperationId>(
    kindOf(path),
    Object.keys(ENDPOINTS) as OperationId[],
  )('Paths that differ from the built-in ones, by operation.'),
});

const profile = section('', {
  environment: choice('production', 'sandbox')("Which of the vendor's environments.", {
    absent: '`"production"`',
  }),
  endpoint: url(
    'URL of the service instead of an environment; https, or plain http for this machine itself. `EQUINIX_API_ENDPOINT` comes before it.',
  ),
  account: text('Label in the header.', {absent: "the account's user name"}),
  color: color('Colour in the header: a name (`"red"`, `"bright-blue"`), 0 to 255, or `"#rrggbb"`.'),
  read_only: flag('`true` refuses every write in this profile.', {default: false}),
  client_id: text(
    'Client id, for a `credential_command` that prints only the secret. The secret never belongs here.',
  ),
  credential_command: command(
    'Program and arguments, as a list, that print the credential ([how](#where-secrets-come-from)).',
  ),
  store: choice('auto', 'keychain', 'age', 'memory')('Where `login` keeps the secret.', {default: 'auto'}),
});

const view = section('', {
  title: text('Name in the header.', {absent: "the table's name"}),
  slot: count(1, 9)('Number key that shows it.', {absent: 'the next free one'}),
  filter: like('a filter, as typed after "/"')('As typed after `/`, see [filters.md](filters.md).', {
    default: '',
  }),
  sort: choice('attention', 'updated', 'created', 'status', 'ibx', 'id')('Order of the rows.'),
  descending: flag('`true` turns the order round.'),
  columns: list(
    anyText,
    'a list of column names',
  )(
    'The most important first: `"status"`, `"id"`, `"ibx"`, `"summary"`, `"age"`, `"opened"`, `"turn"`, `"reference"`, `"who"`, `"kind"`, `"new"`.',
  ),
  group: choice('none', 'ibx', 'status')('Groups the rows.', {default: 'none'}),
});

/**
 * Every setting, once: types, defaults, checks, `casedeck config`, the JSON schema and the tables of docs/config.md
 * follow from here. What is unknown is warned about, not refused.
 */
export const SETTINGS = {
  default_profile: profileNames(
    'The profile where neither `--profile` nor `CASEDECK_PROFILE` names one; several (`"prod,lab"`, `"all"`): [in one list](#several-accounts-in-one-list).',
    {default: 'default'},
  ),
  read_only: flag('`true` refuses every write, whatever the profile.', {default: false}),
  editor: program('"vim" or ["code", "--wait"]')('Command, as a text (split at spaces) or a list.', {
    absent: '`$VISUAL`, `$EDITOR`, `vi` (on Windows `notepad`)',
  }),
  browser: program('"firefox" or ["open", "-a", "Safari"]')('Command, as a text or a list.', {
    absent: "`$BROWSER`, or the system's",
  }),
  ticket_url: like('a URL that begins with https://', /^https:\/\/[!-~]+$/)(
    "Address of a ticket's page in the vendor's portal, for `o`; `{id}` stands for its number.",
    // No page of the portal has a documented address of its own, so the front page is all that is sure to be there.
    {default: 'https://portal.equinix.com/'},
  ),
  ascii: flag('Draw with ASCII only.', {absent: 'found out from the locale'}),
  screen_reader: flag('Linear output for screen readers: words in order, no frames, no screen of its own.', {
    absent: 'on with `INK_SCREEN_READER=true`',
  }),
  pictures: choice(
    'auto',
    'kitty',
    'iterm',
    'sixel',
    'blocks',
    'off',
  )(
    'How a picture of a ticket is drawn: by a protocol of the terminal, or in its cells. `"auto"` asks the environment, and takes cells within tmux; a protocol named here goes through tmux where its `allow-passthrough` is on.',
    {default: 'auto'},
  ),
  preview: choice('auto', 'right', 'below', 'off')('Where the detail pane stands.', {default: 'auto'}),
  profiles: names<FileOf<typeof profile.settings>>(
    profile.kind,
    kindOf(profileName),
  )('Accounts and environments, by name.'),
  api,
  refresh: section('How often the service is asked in the background.', {
    list: time('Time between two reads of the list.', {default: '60s'}),
    visible: time(
      'How old the details on screen may become; of quiet tickets around the selected one up to ten times as old.',
      {default: '60s'},
    ),
    open: time('How old the details of other open tickets may become.', {default: '15m'}),
    notices: time('Time between two looks for notices about sites.', {default: '60s'}),
  }),
  notices: section('Maintenance, incidents and advisories of the sites.', {
    source: choice(
      'v1',
      'v2',
      'off',
    )(
      'Where they are read: by the Notifications API v1, by v2 (with network notices, without their full texts), or not at all. Both need the permission "IBX Services Notifications".',
      {default: 'v1'},
    ),
  }),
  orders: section('Orders that are no tickets.', {
    show: flag(
      '`true` shows Smart Hands, work visits, shipments and cross connects of order history behind the tickets, to read only.',
      {default: false},
    ),
  }),
  codes: names<string>(anyText, {of: 'text', expected: 'a code such as 0012-0000', fits: /^\d{4}-\d{4}$/})(
    'Names of your own for ticket codes.',
  ),
  keys: names<KeyTable[string]>(KEY_TABLES)('Keys of commands, by the ids that `?` shows.'),
  theme: section('Colours.', {
    name: choice(...THEME_NAMES)('One of the themes that come with casedeck.', {absent: '`"terminal"`'}),
    colors: names<string, (typeof STYLE_NAMES)[number]>(
      kindOf(color),
      STYLE_NAMES,
    )("Colours that differ from the theme's, by their meaning."),
  }),
  views: names<FileOf<typeof view.settings>>(view.kind)('Views of your own.'),
  notes: section('Notes that are written in the console.', {
    take_back: time(
      'How long a note waits in the outbox before it goes out; until then `z` takes it back. `0` sends at once, a minute is the most.',
      {default: '3s'},
    ),
  }),
  notify,
  team: section('The desk that a team shares ([team.md](team.md)); without `url` casedeck works alone.', {
    url: like(
      'a URL such as "postgresql://desk.example/casedeck", without a password',
      isDeskUrl,
    )(
      'Address of the PostgreSQL database. The password comes from `~/.pgpass`, `PGPASSWORD` or a service file.',
    ),
    name: like(
      'a name of letters, digits, ".", "_", "@" and "-"',
      (name) => memberNameProblem(name) === undefined,
    )('How the others know you.', {absent: 'the login name'}),
    room: like('a name of 1 to 40 small letters, digits, "-" and "_"', /^[a-z0-9_-]{1,40}$/)(
      'Teams with different accounts on one database take different rooms.',
      {default: 'team'},
    ),
    retention: time('How long closed tickets, and what was done to them, stay on the desk.', {
      default: '90d',
    }),
  }),
  time: section('Clocks.', {
    show: choice('local', 'site', 'utc')('Which clock is shown first.', {default: 'local'}),
    sites: names<string>(kindOf(zone), {
      of: 'text',
      expected: 'an IBX such as DA3, or a metro such as DA',
      fits: /^[A-Z]{2}[0-9]{0,2}$/,
    })(
      'Time zones of IBXs (`DA3`) or metros (`DA`) that casedeck does not know: `sites.DA = "America/Chicago"`.',
    ),
  }),
};

export const API = api.settings;
export const PROFILE = profile.settings;
export const VIEW = view.settings;
/** config.toml: everything is optional. */
export type ConfigFile = FileOf<typeof SETTINGS>;
