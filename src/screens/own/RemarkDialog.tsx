import {LONGEST_DEED_TEXT} from '../../domain/desk-op.ts';
import type {Remark} from '../../domain/records.ts';
import {line, span, type Line} from '../../components/lines.ts';
import {useDraft} from '../../hooks/useDraft.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {wholeTextOf} from '../../text/edit/text-buffer.ts';
import {toSafeText} from '../../text/safe/to-safe-text.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {wrap} from '../../text/width.ts';
import {tellUser, type Guide, type Sized} from '../ui.ts';
import {savedText} from '../compose/draft-text.ts';
import {TextDialog} from '../compose/TextDialog.tsx';

export type RemarkDialogProps = Sized<Guide> & {
  readonly ticketId: string;
};

/** A private note being written, with those that there are above it. Equinix never gets it. */
export function RemarkDialog({ui, width, height, ticketId}: RemarkDialogProps) {
  const {store, clock, team} = useServices();
  const isShared = team.status().state !== 'none';
  const draft = useDraft(ticketId, 'remark');
  const remarks = useTicket(ticketId).stored?.remarks ?? [];
  const keep = () => {
    const text = toSafeText(wholeTextOf(draft.buffer.get())).trim();
    if (text === '') {
      tellUser(ui, 'The private note is empty.', 'error');
      return;
    }
    draft.flush();
    store.addRemark({ticketId, text: toSafeText(text)}, clock.now());
    store.saveDraft({ticketId, kind: 'remark', text: '', updatedAt: clock.now()});
    draft.forget();
    ui.go({type: 'modal', modal: undefined});
    tellUser(ui, `Kept on ${ticketId}; Equinix never gets it.`);
  };
  return (
    <TextDialog
      ui={ui}
      width={width}
      height={height}
      title={`Private note on ${ticketId}`}
      foot={`${ui.keyFor('write.send')} keeps it here, ${ui.keyFor('write.close')} leaves it a draft${savedText(draft)}`}
      head={headLines(remarks, width - 4, Math.floor(height / 3))}
      draft={draft}
      name={`remark-${ticketId}`}
      label={`Private note: ${isShared ? 'your team reads it' : 'it stays here'}, Equinix never gets it`}
      limit={LONGEST_DEED_TEXT}
      confirmation={undefined}
      isConfirming={false}
      onField={() => undefined}
      send={{run: keep, disabled: undefined, footer: 'keep'}}
    />
  );
}

/** The last rows of what was kept before. */
function headLines(remarks: readonly Remark[], width: number, rows: number): readonly Line[] {
  const lines = remarks.flatMap(({by, createdAt, text}) => [
    line(span(`${by}, ${formatStamp(createdAt, 'local')}`, 'dim')),
    ...wrap(text, Math.max(1, width - 2)).map((row) => line(`  ${row}`)),
  ]);
  return lines.slice(-Math.max(0, rows));
}
