import type {CreateField} from '../../state/navigation.ts';
import type {Sized} from '../ui.ts';
import {useTicketTemplates} from '../../hooks/useTemplates.ts';
import {TemplateMenu} from '../compose/TemplateMenu.tsx';
import {CreateForm} from './CreateForm.tsx';
import {useMemo} from 'react';
import {resolveEndpoints} from '../../api/endpoints.ts';
import {line, span} from '../../components/lines.ts';
import {ibxOfPlace} from '../../domain/new-ticket/id-labels.ts';
import {Pane} from '../../components/Pane.tsx';
import {useAccountName} from '../../hooks/useAccountName.ts';
import {filledForm} from '../../state/create/create-form.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useSiteNotices} from '../notices/useSiteNotices.ts';
import {usePager} from '../usePager.ts';
import {reviewLines} from './review-lines.ts';

export type CreateScreenProps = Sized & {
  readonly step: 'form' | 'review' | 'template';
  readonly field: CreateField;
};

/** A new ticket: the form, and what comes of it before it is sent. */
export function CreateScreen({step, field, ...size}: CreateScreenProps) {
  if (step === 'review') return <CreateReview {...size} field={field} />;
  if (step === 'template') return <TicketTemplates {...size} field={field} />;
  // A field's keys go with it.
  return <CreateForm key={field} {...size} field={field} />;
}

/** New tickets to begin with. */
function TicketTemplates({ui, width, height, field}: Omit<CreateScreenProps, 'step'>) {
  const view = useTicketTemplates();
  return (
    <TemplateMenu
      view={view}
      width={width}
      height={height}
      onChoose={ui.create.begin}
      onClose={() => ui.create.go(field)}
    />
  );
}

type CreateReviewProps = Sized<'create' | 'keyFor'> & {
  /** The field that one comes from. */
  readonly field: CreateField;
};

/** The whole new ticket, exactly as it will be sent, and to which account; nothing is sent before ctrl-s. */
function CreateReview({ui, width, height, field}: CreateReviewProps) {
  const {account, clock, settings} = useServices();
  const owner = useAccountName();
  const {create} = ui;
  const form = useValue(create.form);
  const {isSending, filled} = useValue(create.status);
  const top = useMemo(() => createState(0), []);
  const place = create.place();
  const {request, warnings} = filledForm(form, clock.now(), place);
  const {method, path} = resolveEndpoints(settings.api.paths).createTicket;
  const target = `${method} ${account.endpoint}${path}`;
  const site = ibxOfPlace(place ?? '');
  const heads = useSiteNotices(site, {width: width - 4, most: 3});
  const lines = reviewLines({
    request,
    warnings,
    place,
    filled,
    files: form.files,
    account: account.isNamed ? account : {...account, label: owner ?? account.label},
    target,
    names: settings.codes,
    width: width - 2,
    notices: heads,
  });
  const rows = height - 2;
  const pager = usePager(top, lines.length, rows);
  useKeys('review', {
    'review.send': {
      run: create.send,
      disabled: account.readOnly
        ? 'This profile never writes; the ticket is kept as a draft.'
        : isSending
          ? 'It is being sent.'
          : undefined,
    },
    'review.back': {
      run: () => create.go(field),
      disabled: isSending ? `It is being sent; ${ui.keyFor('transfer.stop')} stops an upload.` : undefined,
    },
  });
  useKeys('pager', pager.actions);
  const bottom = Math.min(pager.top + rows, lines.length);
  const more = bottom < lines.length ? `${bottom} of ${lines.length} rows · ` : '';
  return (
    <Pane
      width={width}
      height={height}
      title="New ticket: look at it before it is sent"
      foot={
        isSending
          ? 'being sent…'
          : `${more}${ui.keyFor('review.send')} sends it, ${ui.keyFor('review.back')} goes back`
      }
      lines={lines.length === 0 ? [line(span('', 'dim'))] : lines.slice(pager.top, pager.top + rows)}
      focused
    />
  );
}
