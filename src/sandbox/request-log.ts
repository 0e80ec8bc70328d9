import type {IncomingHttpHeaders} from 'node:http';

export type LoggedRequest = {
  /** ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** The operation id, where the path and method have one. */
  readonly operation?: string;
  /** The status answered; left out where the connection was cut instead. */
  readonly status?: number;
  /** Set where the connection ended before the body did. */
  readonly cutShort?: true;
  /** Set where the client went away before it had its answer. */
  readonly left?: true;
  /** Set where a fault rule acted. */
  readonly fault?: true;
  /** The JSON body, with secrets replaced by `***`. */
  readonly body?: unknown;
  /** Size of the body in bytes. */
  readonly size: number;
  readonly headers: Readonly<Record<string, string>>;
};

/** A request as it came in. */
export type ReceivedRequest = {
  readonly method: string;
  readonly url: URL;
  readonly operation: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Uint8Array;
  readonly cutShort: boolean;
};

export type RequestLog = {
  add: (entry: LoggedRequest) => void;
  entries: () => readonly LoggedRequest[];
  clear: () => void;
};

/** Keeps the last `limit` requests. */
export function createRequestLog(limit: number): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    add(entry) {
      entries.push(entry);
      // Dropping a whole stretch at once keeps adding cheap.
      if (entries.length > limit * 2) entries = entries.slice(-limit);
    },
    entries: () => entries.slice(-limit),
    clear() {
      entries = [];
    },
  };
}

/** What becomes known of a request after it was logged. */
export type Logged = {readonly answered: (status: number) => void; readonly left: () => void};

/** Logs a request. `now` in milliseconds since 1970. */
export function logRequest(
  log: RequestLog,
  {method, url, operation, headers, bytes, cutShort}: ReceivedRequest,
  {now, fault}: {readonly now: number; readonly fault: boolean},
): Logged {
  const entry: LoggedRequest & {status?: number; left?: true} = {
    time: new Date(now).toISOString(),
    method,
    path: `${url.pathname}${url.search}`,
    ...(operation === undefined ? {} : {operation}),
    ...(cutShort ? {cutShort} : {}),
    ...(fault ? {fault} : {}),
    ...jsonBody(bytes, headers['content-type']),
    size: bytes.length,
    headers: loggedHeaders(headers),
  };
  log.add(entry);
  return {
    answered(status) {
      entry.status = status;
    },
    left() {
      entry.left = true;
    },
  };
}

function jsonBody(bytes: Uint8Array, contentType = ''): {readonly body?: unknown} {
  if (bytes.length === 0 || !contentType.includes('json')) return {};
  try {
    return {body: withoutSecrets(JSON.parse(Buffer.from(bytes).toString()))};
  } catch {
    return {};
  }
}

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie']);
const SECRET_KEYS = new Set(['client_secret', 'user_password', 'refresh_token', 'access_token']);

/** Those that hold secrets become `***`. */
function loggedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    shown[name] = SECRET_HEADERS.has(name) ? '***' : String(value);
  }
  return shown;
}

function withoutSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, SECRET_KEYS.has(key) ? '***' : value]),
  );
}
