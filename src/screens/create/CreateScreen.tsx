import type {CreateField} from '../../state/navigation.ts';
import type {Guide, Sized, Writing} from '../ui.ts';
import {useTicketTemplates} from '../../hooks/useTemplates.ts';
import {TemplateMenu} from '../compose/TemplateMenu.tsx';
import {CreateForm} from './CreateForm.tsx';
import {useMemo} from 'react';
import {resolveEndpoints} from '../../api/endpoints.ts';
import {inset, line, type Line, span} from '../../components/lines.ts';
import {ibxOfPlace, idLabels} from '../../domain/new-ticket/id-labels.ts';
import {Pane} from '../../components/Pane.tsx';
import {useAccountName} from '../../hooks/useAccountName.ts';
import {filledForm} from '../../state/create/create-form.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useSiteNotices} from '../notices/useSiteNotices.ts';
import {usePager} from '../usePager.ts';
import {contactLine} from '../../domain/new-ticket/parse-contact.ts';
import {createBody} from '../../api/create-body.ts';
import type {CreateRequest} from '../../domain/requests.ts';
import {warningText} from '../../domain/new-ticket/known-better.ts';
import type {FieldProblem} from '../../errors.ts';
import type {Filled} from '../../state/create/create-parts.ts';
import type {ChosenFile} from '../../state/chosen-files.ts';
import type {AccountInfo} from '../../domain/account.ts';
import {toSafeLine, toSafeText} from '../../text/safe/to-safe-text.ts';
import {padEnd, wrap} from '../../text/width.ts';
import {fileText, secretRows} from '../files/file-text.ts';
import type {CodeNames} from './code-options.ts';
import {codeAndText, filledText, stampText} from './field-text.ts';
import {LABEL_WIDTH} from './form-lines.ts';

export type CreateScreenProps = Sized<Guide & Writing> & {
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

type CreateReviewProps = Sized<Guide & Writing> & {
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

type Review = {
  readonly request: CreateRequest;
  /** What Equinix may refuse, as far as is known. */
  readonly warnings: readonly FieldProblem[];
  /** Where it is, if that is known. */
  readonly place: string | undefined;
  readonly filled: Filled | undefined;
  readonly files: readonly ChosenFile[];
  readonly account: AccountInfo;
  /** Method and URL. */
  readonly target: string;
  readonly names: CodeNames;
  /** What the service tells of the site. */
  readonly notices: readonly Line[];
  readonly width: number;
};

/** Stands where an id is that the service gives when the file is uploaded. */
const LATER = '(given when the file is uploaded)';

/** Everything that will be sent, to whom, and what of it should be looked at twice. */
function reviewLines({
  request,
  warnings,
  place,
  filled,
  files,
  account,
  target,
  names,
  notices,
  width,
}: Review): readonly Line[] {
  const {primary, secondary} = idLabels(request.code);
  const {occurredDateTime: at} = request;
  const who = [account.label, account.environment, `profile ${account.profile}`].filter(
    (part) => part !== undefined,
  );
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['To', who.join(', ')],
    ['', target],
    ['What is wrong', codeAndText(request.code, names)],
    ['Description', request.description],
    [primary.label, request.primaryId],
    [secondary.label, request.secondaryId],
    ['When', at === undefined ? undefined : stampText(Date.parse(at), place)],
    ['From Assets', filled === undefined ? undefined : filledText(filled, request.code)],
    ['Your reference', request.customerReferenceId],
    ...(request.contacts ?? []).map((contact) => ['Contact', contactLine(contact)] as const),
    ['Details', request.details === undefined ? undefined : JSON.stringify(request.details)],
    ...(request.attachments ?? []).map(({name}) => ['File', `${toSafeLine(name)}, uploaded before`] as const),
    ...files.map((file) => ['File', fileText(file)] as const),
  ];
  const secrets = files.flatMap(secretRows).flatMap((row) => wrap(row, Math.max(8, width - 2)));
  const inner = Math.max(8, width - 2);
  const doubts = warnings.flatMap((warning) => wrap(toSafeText(warningText(warning)), inner));
  return [
    ...notices.map(inset),
    ...rows.flatMap(([label, value]) => fieldLines(label, value, width)),
    ...secrets.map((row) => line(span(` ${row}`, 'danger'))),
    ...doubts.map((row) => line(span(` ${row}`, 'warning'))),
    line(),
    line(span(' The request, as it goes out', 'strong')),
    ...wrap(toSafeText(JSON.stringify(bodyOf(request, files), undefined, 2)), inner).map((row) =>
      line(` ${row}`),
    ),
  ];
}

function bodyOf(request: CreateRequest, files: readonly ChosenFile[]): ReturnType<typeof createBody> {
  const later = files.map(({name}) => ({id: LATER, name}));
  return createBody({...request, attachments: [...(request.attachments ?? []), ...later]});
}

function fieldLines(label: string, value: string | undefined, width: number): readonly Line[] {
  if (value === undefined) return [];
  return wrap(toSafeText(value), Math.max(8, width - LABEL_WIDTH - 1)).map((row, index) =>
    line(span(` ${padEnd(index === 0 ? label : '', LABEL_WIDTH - 1)}`, 'dim'), row),
  );
}
