import {useMemo} from 'react';
import {line, span, type Line} from '../components/lines.ts';
import {Pane} from '../components/Pane.tsx';
import {useKeyDispatcher, useKeys} from '../hooks/keys.tsx';
import {createState, useValue} from '../hooks/state.ts';
import {COMMANDS, showKey, type CommandGroup, type KeyContext} from '../keymap.ts';
import {contextsOf, type Nav} from '../navigation.ts';
import {padEnd} from '../text/width.ts';
import type {Ui} from '../ui.ts';
import {usePager} from './usePager.ts';

const GROUPS: readonly CommandGroup[] = ['Move', 'Ticket', 'Find', 'Write', 'Screen'];

export type ScreenProps = {readonly ui: Ui; readonly width: number; readonly height: number};

/** All keys of the screen below, from the key table with the user's own bindings. */
export function HelpScreen({ui, width, height}: ScreenProps) {
  const keys = useKeyDispatcher();
  const below: Nav = {...useValue(ui.nav), modal: undefined};
  const contexts = [...contextsOf(below), 'always'] as const;
  const lines = useMemo(() => helpLines(contexts, keys.shownKeys), [contexts.join(), keys]);
  const top = useMemo(() => createState(0), []);
  const pager = usePager(top, lines.length, height - 2);
  useKeys('pager', {...pager.actions, back: () => ui.go({type: 'back'}), close: () => ui.go({type: 'back'})});
  return (
    <Pane
      width={width}
      height={height}
      title="Keys"
      foot="Esc closes"
      lines={lines.slice(pager.top, pager.top + height - 2)}
      focused
    />
  );
}

function helpLines(
  contexts: readonly KeyContext[],
  keysOf: (id: (typeof COMMANDS)[number]['id']) => readonly string[],
): readonly Line[] {
  return GROUPS.flatMap((group) => {
    const rows = COMMANDS.filter(
      (command) => command.group === group && command.contexts.some((context) => contexts.includes(context)),
    );
    if (rows.length === 0) return [];
    return [
      line(span(` ${group}`, 'strong')),
      ...rows.map((command) =>
        line(span(`   ${padEnd(keysOf(command.id).map(showKey).join('  '), 16)}`, 'key'), ` ${command.title}`),
      ),
      line(),
    ];
  });
}
