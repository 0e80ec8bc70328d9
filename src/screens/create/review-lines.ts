import {contactLine} from '../../domain/new-ticket/parse-contact.ts';
import {createBody} from '../../api/create-body.ts';
import type {CreateRequest} from '../../domain/requests.ts';
import {idLabels} from '../../domain/new-ticket/id-labels.ts';
import {warningText} from '../../domain/new-ticket/known-better.ts';
import type {FieldProblem} from '../../errors.ts';
import {inset, line, span, type Line} from '../../components/lines.ts';
import type {Filled} from '../../state/create/create-parts.ts';
import type {ChosenFile} from '../../state/chosen-files.ts';
import type {AccountInfo} from '../../domain/account.ts';
import {toSafeLine, toSafeText} from '../../text/safe/to-safe-text.ts';
import {padEnd, wrap} from '../../text/width.ts';
import {fileText, secretRows} from '../files/file-text.ts';
import type {CodeNames} from './code-options.ts';
import {codeAndText, filledText, stampText} from './field-text.ts';
import {LABEL_WIDTH} from './form-lines.ts';

export type Review = {
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
export function reviewLines({
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
