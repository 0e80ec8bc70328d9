export type FieldProblem = {readonly property: string; readonly reason: string; readonly value?: string};

/** Which of the vendor's error shapes an operation answers with. */
export type ErrorFamily = 'support' | 'legacy' | 'oauth' | 'enveloped';

type RefusalOptions = {
  readonly fields?: readonly FieldProblem[];
  readonly help?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A request the service says no to. `code` is the vendor's, e.g. `EQ-2014005`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  readonly help: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, options: RefusalOptions = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = options.fields ?? [];
    this.help = options.help;
    this.headers = options.headers ?? {};
  }
}

export function notFound(what: string): Refusal {
  return new Refusal(404, 'EQ-2014005', `${what} was not found, or you do not have access to it.`);
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, 'EQ-2014006', message);
}

export function conflict(message: string): Refusal {
  return new Refusal(409, 'EQ-2014009', message);
}

export function invalid(fields: readonly FieldProblem[]): Refusal {
  const missing = fields.some((field) => field.reason.startsWith('is required'));
  return new Refusal(
    400,
    missing ? 'EQ-2014011' : 'EQ-2014010',
    'The request has invalid or missing properties.',
    {fields},
  );
}

/** The body of an error answer in the family's shape. */
export function refusalBody(refusal: Refusal, family: ErrorFamily, correlationId: string): unknown {
  if (family === 'oauth') return oauthBody(refusal);
  if (family === 'legacy') return legacyBody(refusal, correlationId);
  if (family === 'enveloped') return envelopedBody(refusal, correlationId);
  return [
    {
      errorCode: refusal.code,
      errorMessage: refusal.message,
      correlationId,
      ...(refusal.help === undefined ? {} : {help: refusal.help}),
      ...(refusal.fields.length === 0 ? {} : {additionalInfo: refusal.fields}),
    },
  ];
}

/** In the form that the test data of the vendor's own client has. */
function envelopedBody({code, message, fields}: Refusal, correlationId: string): unknown {
  const details = fields.map((field) => `${field.property} ${field.reason}`).join('; ');
  return {
    errors: [{errorCode: code, errorMessage: message, ...(details === '' ? {} : {details}), correlationId}],
  };
}

function legacyBody(refusal: Refusal, correlationId: string): unknown {
  const fields = refusal.fields.map((field) => field.property);
  const reasons = refusal.fields.map((field) => `${field.property} ${field.reason}`);
  const message = [refusal.message, ...reasons].join(' ');
  // `ticketId` is the trace id of this family, not a trouble ticket.
  return {errors: [{code: refusal.code, message, fields, messageParams: []}], ticketId: correlationId};
}

function oauthBody(refusal: Refusal): unknown {
  const details = refusal.fields.map((field) => `${field.property} ${field.reason}`).join('; ');
  return {
    error_domain: 'apigee',
    error_title: 'Invalid request',
    error_code: refusal.code,
    developer_message: details === '' ? refusal.message : details,
    error_message: refusal.message,
  };
}
