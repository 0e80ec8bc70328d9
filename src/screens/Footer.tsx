import {LineText} from '../components/Pane.tsx';
import {span, spread, type Span} from '../components/lines.ts';
import {useKeyDispatcher, type KeyDispatcher} from '../hooks/keys.tsx';
import {useValue} from '../hooks/useValue.ts';
import {commandOf, COMMANDS, showKey} from '../keys/keymap.ts';
import type {KeyContext} from '../keys/key-row.ts';
import {contextsOf, topScreen, type Nav} from '../state/navigation.ts';
import type {Ui} from './ui.ts';
import {noticeLines} from './notice.ts';

export type FooterProps = {readonly ui: Ui; readonly width: number; readonly right?: string};

/** The keys of this screen from the key table, or the last notice. */
export function Footer({ui, width, right = ''}: FooterProps) {
  const nav = useValue(ui.nav);
  const keys = useKeyDispatcher();
  const pending = useValue(keys.pending);
  useValue(keys.offered);
  useValue(ui.marks);
  const notice = noticeLines(nav.notice, width);
  if (pending !== '') return <LineText width={width} line={spread(continuations(keys), [], width)} />;
  if (notice.length > 0)
    return notice.map((item, index) => <LineText key={index} width={width} line={item} />);
  const left = [...markHint(ui, nav), ...hints(nav, keys)];
  return <LineText width={width} line={spread(left, [span(`${right} `, 'dim')], width)} />;
}

/** What marks are for, while some are set: single keys act on the ticket under the cursor alone. */
function markHint(ui: Ui, nav: Nav): readonly Span[] {
  const count = ui.marks.get().ids.size;
  if (count === 0 || !contextsOf(nav).includes('list')) return [];
  const [first = ''] = ui.keyFor('bulk.note').split(' ');
  return [span(` ${first}`, 'key'), span(` ${count} marked `, 'warning')];
}

/** What can follow the first key of a sequence. */
function continuations(keys: KeyDispatcher): readonly Span[] {
  const begun = span(` ${showKey(keys.pending.get())} `, 'strong');
  const next = keys.continuations().flatMap(({rest, id}) => {
    const {footer, title} = commandOf(id);
    return [span(` ${showKey(rest)}`, 'key'), span(` ${footer ?? title} `, 'dim')];
  });
  return [begun, ...next];
}

function hints(nav: Nav, {shownKey, stateOf}: KeyDispatcher): readonly Span[] {
  const contexts = contextsOf(nav);
  const isAbove = nav.modal !== undefined || topScreen(nav).kind !== 'list';
  const isHeard = (command: (typeof COMMANDS)[number]) =>
    ownerOf(shownKey(command.id), contexts, {shownKey, stateOf}) === command.id;
  const shown = COMMANDS.filter(
    (command) =>
      command.footer !== undefined &&
      !command.keys[0]?.includes(' ') &&
      command.contexts.some((context) => contexts.includes(context)) &&
      isHeard(command),
  );
  return shown.flatMap((command) => [
    span(` ${showKey(shownKey(command.id))}`, 'key'),
    span(
      ` ${stateOf(command.id)?.footer ?? (isAbove ? command.footerAbove : undefined) ?? command.footer ?? ''} `,
      'dim',
    ),
  ]);
}

/** Which command a key runs: of two contexts that offer one for it, the first one's. */
function ownerOf(
  key: string,
  contexts: readonly KeyContext[],
  {shownKey, stateOf}: Pick<KeyDispatcher, 'shownKey' | 'stateOf'>,
): string | undefined {
  for (const context of contexts) {
    const owner = COMMANDS.find(
      (command) =>
        command.contexts.some((one) => one === context) &&
        shownKey(command.id) === key &&
        stateOf(command.id, [context]) !== undefined,
    );
    if (owner !== undefined) return owner.id;
  }
  return undefined;
}
