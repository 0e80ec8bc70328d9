/** One request as it goes out; whoever sends it follows no redirect and tries nothing again. */
export type HttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A text, or bytes as they come; undefined: none. */
  readonly body?: string | AsyncIterable<Uint8Array> | undefined;
  /** It changes nothing, whatever its method; where absent, only a GET does so. */
  readonly isRead?: boolean | undefined;
  /** Aborted, it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
};

export type HttpAnswer = {
  readonly status: number;
  /** By names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decompressed. Left unread before its end, the connection is closed. */
  readonly body: AsyncIterable<Uint8Array>;
};

/** Rejects with what broke the connection: explainNetworkError says at which step. */
export type SendRequest = (request: HttpRequest) => Promise<HttpAnswer>;
