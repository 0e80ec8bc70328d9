/** Where keys can go. `always` hears them last, whatever is on screen. */
export type KeyContext =
  | 'list'
  | 'ticket'
  | 'email'
  | 'file'
  | 'outbox'
  | 'handover'
  | 'overview'
  | 'notices'
  | 'since'
  | 'site'
  | 'pager'
  | 'picker'
  | 'composer'
  | 'dialog'
  | 'filter'
  | 'field'
  | 'line'
  | 'form'
  | 'review'
  | 'menu'
  | 'help'
  | 'choosing'
  | 'signin'
  | 'prompt'
  | 'main'
  | 'always';

export const COMMAND_GROUPS = ['Move', 'Ticket', 'Find', 'Marks', 'Write', 'Screen'] as const;

export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** One row of the key table; footer, help, palette, documentation and tests all read it. */
export type Command = {
  readonly id: string;
  /** Each is one key, or several in a row with blanks between: `b c`. */
  readonly keys: readonly string[];
  readonly contexts: readonly KeyContext[];
  readonly title: string;
  readonly group: CommandGroup;
  /** It leads to a write to the service: a read-only profile has it disabled, with that reason. */
  readonly writes?: true;
  /** It sends something at once: right after a paste it is not heard, for the paste may hold its key. */
  readonly sends?: true;
  /** One that is heard everywhere, and whose key nevertheless gives way to one of the user's own. */
  readonly gives?: true;
  /** Short words for the footer; commands without are shown in help only. */
  readonly footer?: string;
  /** The same where another screen lies below. */
  readonly footerAbove?: string;
};

/** As it stands in the table: its keys and contexts, one or several, its title, and what else there is to it. */
type KeyRow = readonly [
  id: string,
  keys: string | readonly string[],
  contexts: KeyContext | readonly KeyContext[],
  title: string,
  more?: Pick<Command, 'footer' | 'footerAbove' | 'writes' | 'sends' | 'gives'>,
];

export function keyRows<const Rows extends readonly KeyRow[]>(group: CommandGroup, rows: Rows) {
  const commands: readonly Command[] = rows.map(([id, keys, contexts, title, more]) => ({
    id,
    keys: [keys].flat(),
    contexts: [contexts].flat(),
    title,
    group,
    ...more,
  }));
  return commands as readonly (Command & {readonly id: Rows[number][0]})[];
}
