import {resolveEndpoints} from '../../api/endpoints.ts';
import {attachmentsOf} from '../../api/create-body.ts';
import {isCaseNumber} from '../../domain/ticket.ts';
import type {NoteRequest} from '../../domain/requests.ts';
import {refuseProblems} from '../../domain/new-ticket/check-request.ts';
import type {FieldProblem} from '../../errors.ts';
import type {LocalFile} from '../../files/local-file.ts';
import {escapeJson} from '../../text/safe/escape-json.ts';
import type {Settings} from '../../settings/settings-types.ts';
import type {Services} from '../../state/services.ts';
import type {Io} from '../../console/session/io.ts';
import {printJson} from '../print-json.ts';

type Operation = 'createTicket' | 'addCaseNote' | 'addTicketNote' | 'cancelTicket' | 'answerNegotiation';

/** What would be sent: which operation, of which ticket, and the body, which a schema of openapi.yaml describes. */
export type PlannedRequest = {
  readonly operation: Operation;
  readonly ticketId?: string;
  readonly schema: 'CreateTicketRequest' | 'NoteRequest' | 'CancelRequest' | 'NegotiationAnswer';
  readonly body: object;
};

/** A note as it would go out: to the case, or where only that is known or wanted to the order. */
export function plannedNote({api}: Settings, ticketId: string, note: NoteRequest): PlannedRequest {
  const asCase = isCaseNumber(ticketId) && api.noteOperation !== 'ticket';
  return {
    operation: asCase ? 'addCaseNote' : 'addTicketNote',
    ticketId,
    schema: 'NoteRequest',
    body: {text: note.text, ...attachmentsOf(note)},
  };
}

/** A request exactly as it goes out; also what `--dry-run --json` prints. */
export type RequestJson = {
  readonly method: string;
  readonly url: string;
  readonly profile: string;
  /** production, sandbox, custom, or demo. */
  readonly environment: string;
  readonly account?: string;
  readonly body: object;
  /** Where it strays from openapi.yaml; empty where it does not. */
  readonly problems: readonly FieldProblem[];
};

/** A file gets its id when it is uploaded; until then this stands in its place. */
const UNKNOWN_ID = '00000000-0000-0000-0000-000000000000';

export function fileRefs(files: readonly Pick<LocalFile, 'name'>[]): {id: string; name: string}[] {
  return files.map(({name}) => ({id: UNKNOWN_ID, name}));
}

/** The request in full, held against openapi.yaml. */
export async function describeRequest(
  {settings, account}: Pick<Services, 'settings' | 'account'>,
  {operation, ticketId = '', schema, body}: PlannedRequest,
): Promise<RequestJson> {
  const {method, path} = resolveEndpoints(settings.api.paths)[operation];
  const {loadOpenapi} = await import('../../sandbox/page/openapi.ts');
  const found = (await loadOpenapi()).check(`/components/schemas/${schema}`, body, '');
  return {
    method,
    url: `${account.endpoint}${path.replace(/\{\w+\}/, encodeURIComponent(ticketId))}`,
    profile: account.profile,
    environment: account.environment,
    ...(settings.profile.account === undefined ? {} : {account: settings.profile.account}),
    body,
    problems: found.map(({property, reason, value}) => ({
      field: property,
      problem: reason,
      ...(value === undefined ? {} : {value}),
    })),
  };
}

/** Where it goes: method, URL, environment and account. */
export function targetText({method, url, profile, environment, account}: RequestJson): string {
  return `${method} ${url}\n${environment}, profile ${profile}${account === undefined ? '' : `, account ${account}`}\n`;
}

/** Where it goes, and the body. */
export function requestText(described: RequestJson): string {
  return `${targetText(described)}${escapeJson(JSON.stringify(described.body, undefined, 2))}\n`;
}

/** `--dry-run`: prints what would be sent. Throws an AppError `input` where openapi.yaml does not allow it. */
export async function printPlanned(
  services: Pick<Services, 'settings' | 'account'>,
  io: Io,
  {request, json, isHint = () => false}: PrintOptions,
): Promise<number> {
  const described = await describeRequest(services, request);
  if (json === true) printJson(io, described);
  else io.out(requestText(described));
  refuseProblems(
    described.problems.filter((problem) => !isHint(problem)),
    'By openapi.yaml the request',
  );
  io.note('casedeck: nothing was sent; the request is as openapi.yaml describes it.\n');
  return 0;
}

type PrintOptions = {
  readonly request: PlannedRequest;
  readonly json: boolean | undefined;
  /** What openapi.yaml only lists as far as it knows. */
  readonly isHint?: (problem: FieldProblem) => boolean;
};
