import {useMemo} from 'react';
import {parseSnooze, snoozeText, type SnoozeWish} from '../../domain/ticket/snooze.ts';
import {inputLine} from '../../components/input-line.ts';
import {line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {useValue} from '../../hooks/useValue.ts';
import {createPicker} from '../../state/picker-state.ts';
import {padEnd} from '../../text/width.ts';
import {tellUser, type Guide, type Sized} from '../ui.ts';
import {shownLines} from '../pointed-lines.ts';
import {usePicker} from '../usePicker.ts';

/** What most people want; anything else is typed. */
const TIMES = ['1h', '2h', '4h', 'tomorrow 08:00', 'mon 08:00', 'until answer'] as const;
const BACK = 'off';

/** Until when a ticket is out of sight: typed, or chosen. News bring it back whatever was said. */
export function SnoozeDialog({ui, width, height, ticketId}: Sized<Guide> & {readonly ticketId: string}) {
  const {store, clock} = useServices();
  const picker = useMemo(() => createPicker(), []);
  useValue(picker.buffer);
  const {stored} = useTicket(ticketId);
  const now = clock.now();
  const typed = picker.text().trim();
  const entries = stored?.snooze === undefined ? TIMES : [...TIMES, BACK];
  const rows = Math.max(1, height - 5);
  const close = () => ui.go({type: 'modal', modal: undefined});
  const put = (words: string) => {
    const wish = parseSnooze(words, now);
    if ('problem' in wish) {
      tellUser(ui, wish.problem, 'error');
      return;
    }
    store.setSnooze(ticketId, 'off' in wish ? 'off' : wish.until, now);
    close();
    tellUser(ui, `${ticketId}: ${wishText(wish, now)}.`);
  };
  const list = usePicker(picker, {
    entries: typed === '' ? entries : [],
    keyOf: (entry) => entry,
    page: rows,
    onChoose: (entry) => put(typed === '' ? (entry ?? '') : typed),
    onClose: close,
  });
  const meant = typed === '' ? '' : wishText(parseSnooze(typed, now), now);
  return (
    <Pane
      width={width}
      height={height}
      title={`Snooze ${ticketId}`}
      foot="Enter puts it out of sight, Esc leaves it"
      lines={[
        inputLine(span(' Until: ', 'strong'), list.field),
        line(span(` ${meant}`, 'dim')),
        ...shownLines(list, rows, (entry, selected) => ({
          spans: [{text: `  ${padEnd(entry, 16)}`}, span(wishText(parseSnooze(entry, now), now), 'dim')],
          selected,
        })),
      ]}
      focused
    />
  );
}

function wishText(wish: SnoozeWish, now: number): string {
  if ('problem' in wish) return wish.problem;
  return 'off' in wish ? 'back in the list' : `out of sight ${snoozeText(wish, now)}`;
}
