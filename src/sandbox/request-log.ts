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
  /** Set where a fault rule acted. */
  readonly fault?: true;
  /** The JSON body, with secrets replaced by `***`. */
  readonly body?: unknown;
  /** Size of the body in bytes. */
  readonly size: number;
  readonly headers: Readonly<Record<string, string>>;
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

const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie']);
const SECRET_KEYS = new Set(['client_secret', 'user_password', 'refresh_token', 'access_token']);

/** Headers for the log: those that hold secrets become `***`. */
export function loggedHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    shown[name] = SECRET_HEADERS.has(name) ? '***' : String(value);
  }
  return shown;
}

export function withoutSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, SECRET_KEYS.has(key) ? '***' : value]),
  );
}
