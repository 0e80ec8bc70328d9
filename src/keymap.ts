/** Where keys can go. `always` hears them last, whatever is on screen. */
export type KeyContext =
  | 'list'
  | 'ticket'
  | 'email'
  | 'pager'
  | 'composer'
  | 'dialog'
  | 'filter'
  | 'field'
  | 'menu'
  | 'main'
  | 'always';

export type CommandGroup = 'Move' | 'Ticket' | 'Find' | 'Write' | 'Screen';

/** One row of the key table; footer, help, palette, documentation and tests all read it. */
export type Command = {
  readonly id: string;
  readonly keys: readonly string[];
  readonly contexts: readonly KeyContext[];
  readonly title: string;
  readonly group: CommandGroup;
  /** Short words for the footer; commands without are shown in help only. */
  readonly footer?: string;
};

const READING: readonly KeyContext[] = ['list', 'ticket', 'email', 'pager'];

const TABLE = [
  // Move
  {id: 'move.down', keys: ['j', 'down'], contexts: READING, title: 'Next row or line', group: 'Move'},
  {id: 'move.up', keys: ['k', 'up'], contexts: READING, title: 'Previous row or line', group: 'Move'},
  {id: 'move.first', keys: ['g', 'home'], contexts: READING, title: 'First row', group: 'Move'},
  {id: 'move.last', keys: ['G', 'end'], contexts: READING, title: 'Last row', group: 'Move'},
  {id: 'move.halfDown', keys: ['ctrl-d'], contexts: READING, title: 'Half a page down', group: 'Move'},
  {id: 'move.halfUp', keys: ['ctrl-u'], contexts: READING, title: 'Half a page up', group: 'Move'},
  {id: 'move.pageDown', keys: ['pagedown', 'ctrl-f'], contexts: READING, title: 'A page down', group: 'Move'},
  {id: 'move.pageUp', keys: ['pageup'], contexts: READING, title: 'A page up', group: 'Move'},
  {id: 'open', keys: ['enter'], contexts: ['list', 'ticket'], title: 'Open what is selected', group: 'Move', footer: 'open'},
  {id: 'pane.next', keys: ['tab'], contexts: ['list', 'ticket'], title: 'Next pane', group: 'Move'},
  {id: 'tab.next', keys: ['l', 'right', ']'], contexts: ['ticket'], title: 'Next tab', group: 'Move'},
  {id: 'tab.previous', keys: ['h', 'left', '['], contexts: ['ticket'], title: 'Previous tab', group: 'Move'},

  // Ticket
  {id: 'ticket.note', keys: ['c'], contexts: ['list', 'ticket', 'email'], title: 'Write a note', group: 'Ticket', footer: 'note'},
  {id: 'ticket.cancel', keys: ['x'], contexts: ['list', 'ticket'], title: 'Cancel the ticket', group: 'Ticket', footer: 'cancel'},
  {id: 'ticket.emails', keys: ['e'], contexts: ['list', 'ticket'], title: 'Read the e-mails', group: 'Ticket', footer: 'e-mails'},
  {id: 'ticket.files', keys: ['d'], contexts: ['list', 'ticket'], title: 'Attachments', group: 'Ticket'},
  {id: 'ticket.refresh', keys: ['r'], contexts: ['list', 'ticket', 'email'], title: 'Refresh this ticket', group: 'Ticket'},
  {id: 'email.quotes', keys: ['z'], contexts: ['email'], title: 'Show or fold quoted parts', group: 'Ticket', footer: 'quotes'},
  {id: 'email.next', keys: ['l', 'right', ']'], contexts: ['email'], title: 'Newer e-mail', group: 'Ticket', footer: 'newer'},
  {id: 'email.previous', keys: ['h', 'left', '['], contexts: ['email'], title: 'Older e-mail', group: 'Ticket', footer: 'older'},

  // Find
  {id: 'filter.open', keys: ['/'], contexts: ['list'], title: 'Filter the list', group: 'Find', footer: 'filter'},
  {id: 'filter.clear', keys: ['esc'], contexts: ['list'], title: 'Clear the filter', group: 'Find'},
  {id: 'filter.done', keys: ['enter', 'down'], contexts: ['filter'], title: 'Back to the list, filter kept', group: 'Find', footer: 'keep'},
  {id: 'filter.cancel', keys: ['esc'], contexts: ['filter'], title: 'Clear the filter', group: 'Find', footer: 'clear'},
  {id: 'view.1', keys: ['1'], contexts: ['list'], title: 'First view', group: 'Find'},
  {id: 'view.2', keys: ['2'], contexts: ['list'], title: 'Second view', group: 'Find'},
  {id: 'view.3', keys: ['3'], contexts: ['list'], title: 'Third view', group: 'Find'},
  {id: 'view.4', keys: ['4'], contexts: ['list'], title: 'Fourth view', group: 'Find'},
  {id: 'view.5', keys: ['5'], contexts: ['list'], title: 'Fifth view', group: 'Find'},
  {id: 'unread.next', keys: ['u'], contexts: ['list', 'ticket'], title: 'Next unread ticket', group: 'Find'},

  // Write
  {id: 'write.send', keys: ['ctrl-s'], contexts: ['composer', 'dialog'], title: 'Send', group: 'Write', footer: 'send'},
  {id: 'write.editor', keys: ['ctrl-e'], contexts: ['composer', 'dialog'], title: 'Open the text in $EDITOR', group: 'Write', footer: 'editor'},
  {id: 'write.close', keys: ['esc'], contexts: ['composer', 'dialog'], title: 'Close; the text is kept as a draft', group: 'Write', footer: 'keep draft'},
  {id: 'field.next', keys: ['tab'], contexts: ['dialog'], title: 'Next field', group: 'Write', footer: 'next field'},
  {id: 'field.previous', keys: ['shift-tab'], contexts: ['dialog'], title: 'Previous field', group: 'Write'},
  {id: 'edit.newline', keys: ['enter'], contexts: ['composer'], title: 'New line', group: 'Write'},
  {id: 'edit.left', keys: ['left', 'ctrl-b'], contexts: ['composer'], title: 'Character left', group: 'Write'},
  {id: 'edit.right', keys: ['right', 'ctrl-f'], contexts: ['composer'], title: 'Character right', group: 'Write'},
  {id: 'edit.up', keys: ['up', 'ctrl-p'], contexts: ['composer'], title: 'Line up', group: 'Write'},
  {id: 'edit.down', keys: ['down', 'ctrl-n'], contexts: ['composer'], title: 'Line down', group: 'Write'},
  {id: 'edit.wordLeft', keys: ['ctrl-left'], contexts: ['composer'], title: 'Word left', group: 'Write'},
  {id: 'edit.wordRight', keys: ['ctrl-right'], contexts: ['composer'], title: 'Word right', group: 'Write'},
  {id: 'edit.home', keys: ['home', 'ctrl-a'], contexts: ['composer'], title: 'Start of line', group: 'Write'},
  {id: 'edit.end', keys: ['end'], contexts: ['composer'], title: 'End of line', group: 'Write'},
  {id: 'edit.pageUp', keys: ['pageup'], contexts: ['composer'], title: 'Start of text', group: 'Write'},
  {id: 'edit.pageDown', keys: ['pagedown'], contexts: ['composer'], title: 'End of text', group: 'Write'},
  {id: 'edit.backspace', keys: ['backspace'], contexts: ['composer'], title: 'Delete to the left', group: 'Write'},
  {id: 'edit.delete', keys: ['delete'], contexts: ['composer'], title: 'Delete to the right', group: 'Write'},
  {id: 'edit.deleteWord', keys: ['ctrl-w'], contexts: ['composer'], title: 'Delete the word to the left', group: 'Write'},
  {id: 'edit.killEnd', keys: ['ctrl-k'], contexts: ['composer'], title: 'Delete to the end of the line', group: 'Write'},
  {id: 'edit.killStart', keys: ['ctrl-u'], contexts: ['composer'], title: 'Delete to the start of the line', group: 'Write'},
  {id: 'edit.yank', keys: ['ctrl-y'], contexts: ['composer'], title: 'Put back what was deleted', group: 'Write'},
  {id: 'edit.undo', keys: ['ctrl-_'], contexts: ['composer'], title: 'Undo', group: 'Write'},
  {id: 'edit.redo', keys: ['ctrl-r'], contexts: ['composer'], title: 'Redo', group: 'Write'},

  // Screen
  {id: 'help', keys: ['?'], contexts: ['main'], title: 'All keys of this screen', group: 'Screen', footer: 'help'},
  {id: 'preview', keys: ['p'], contexts: ['list', 'ticket'], title: 'Detail pane right, below or off', group: 'Screen'},
  {id: 'time', keys: ['t'], contexts: ['main'], title: 'Times: local, site, UTC', group: 'Screen'},
  {id: 'refresh', keys: ['R'], contexts: ['main'], title: 'Refresh everything', group: 'Screen'},
  {id: 'back', keys: ['esc'], contexts: ['ticket', 'email', 'pager', 'menu'], title: 'Up one level', group: 'Screen', footer: 'back'},
  {id: 'close', keys: ['q'], contexts: ['main', 'pager'], title: 'Close; at the top, quit', group: 'Screen', footer: 'quit'},
  {id: 'quit', keys: ['ctrl-c'], contexts: ['always'], title: 'Quit; drafts are kept', group: 'Screen'},
  {id: 'redraw', keys: ['ctrl-l'], contexts: ['always'], title: 'Draw the screen again', group: 'Screen'},
  {id: 'suspend', keys: ['ctrl-z'], contexts: ['always'], title: 'Suspend to the shell', group: 'Screen'},
] as const satisfies readonly Command[];

export type CommandId = (typeof TABLE)[number]['id'];

export const COMMANDS: readonly (Command & {readonly id: CommandId})[] = TABLE;

/** Key to command, a map for each context. */
export type Keymap = ReadonlyMap<KeyContext, ReadonlyMap<string, CommandId>>;

/** The user's own keys: they replace the table's. */
export type KeyOverrides = Partial<Record<CommandId, readonly string[]>>;

/** The table as look-up maps. */
export function buildKeymap(overrides: KeyOverrides = {}): Keymap {
  const map = new Map<KeyContext, Map<string, CommandId>>();
  for (const command of COMMANDS) {
    for (const context of command.contexts) {
      const keys = map.get(context) ?? new Map<string, CommandId>();
      map.set(context, keys);
      for (const key of overrides[command.id] ?? command.keys) keys.set(key, command.id);
    }
  }
  return map;
}

const BY_ID: ReadonlyMap<CommandId, Command> = new Map(COMMANDS.map((command) => [command.id, command]));

export function commandOf(id: CommandId): Command {
  const command = BY_ID.get(id);
  if (command === undefined) throw new Error(`no command ${id} in the key table`);
  return command;
}

/** The main key of a command; tests press this. */
export function keyOf(id: CommandId): string {
  return commandOf(id).keys[0] ?? '';
}

const KEY_SIGNS: Readonly<Record<string, string>> = {enter: '↵', esc: 'Esc', space: 'Space', tab: 'Tab'};

/** How a key is shown to people. */
export function showKey(key: string): string {
  return KEY_SIGNS[key] ?? key;
}
