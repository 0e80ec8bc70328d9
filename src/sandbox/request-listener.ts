import {type ListenerParts, control} from './control.ts';
import type {IncomingMessage, RequestListener, ServerResponse} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {checkRequest} from './page/check-against-page.ts';
import type {FaultRule} from './faults.ts';
import type {Operation, Route} from './page/openapi.ts';
import type {Reply} from './operations/operation-context.ts';
import {runOut} from './negotiations/negotiation-world.ts';
import {HANDLERS} from './operations/handlers.ts';
import {invalid, Refusal, refusalBody, type ErrorFamily} from './refusal.ts';
import {logRequest, type ReceivedRequest} from './request-log.ts';
import {cut, send, type Outgoing} from './send.ts';
import {uploadTooLarge} from './uploads.ts';

type Incoming = ReceivedRequest & {readonly route: Route; readonly tooLarge: boolean};

export function createRequestListener(parts: ListenerParts): RequestListener {
  return (request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      // A client that went away is no fault; any other error is the sandbox's own and must be seen. Only the
      // response tells: Node calls a request `destroyed` as soon as it was read, too.
      if (response.destroyed || response.headersSent) return;
      send(response, {status: 500, headers: {}, body: `The sandbox failed: ${String(error)}`});
    });
  };
}

async function answer(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const {faults, log, services} = parts;
  const incoming = await receive(parts, request);
  const {method, url, operation = '', bytes} = incoming;
  if (isControl(url)) {
    send(response, control(method, url.pathname, bytes, parts));
    return;
  }
  const rule = incoming.cutShort ? undefined : faults.take(operation, faultText(incoming));
  // Logged before it is served, so that a request whose answer is slow or lost is in the log too.
  const logged = logRequest(log, incoming, {now: services.now(), fault: rule !== undefined});
  if (incoming.cutShort) return;
  response.once('close', logged.left);
  await pause(delayOf(parts, rule));
  const reply = await replyTo(parts, incoming, rule);
  if (reply !== undefined) await pause(rule?.answerDelay ?? 0);
  response.off('close', logged.left);
  if (reply === undefined) {
    cut(response);
    return;
  }
  logged.answered(reply.status);
  send(response, reply, rule);
}

function delayOf({latency, wild}: ListenerParts, rule: FaultRule | undefined): number {
  return latency + (rule?.delay ?? 0) + (wild?.pause() ?? 0);
}

function isControl({pathname}: URL): boolean {
  return pathname.startsWith('/__sandbox/');
}

async function receive({openapi, faults}: ListenerParts, request: IncomingMessage): Promise<Incoming> {
  const {method = 'GET', headers} = request;
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const route = openapi.route(method, url.pathname);
  const operation = operationOf(route)?.id;
  const rule = isControl(url) ? undefined : faults.take(operation ?? '', `${method} ${url.pathname}`, 'body');
  return {method, url, route, operation, headers, ...(await readBody(request, rule))};
}

/** Undefined where the connection is to be cut instead. */
async function replyTo(
  parts: ListenerParts,
  incoming: Incoming,
  rule: FaultRule | undefined,
): Promise<Outgoing | undefined> {
  if (rule === undefined) return serve(parts, incoming);
  if (rule.reset === true) return undefined;
  if (rule.status !== undefined && rule.status >= 300)
    return altered(faultReply(rule, operationOf(incoming.route), parts), rule);
  const reply = await serve(parts, incoming);
  return rule.loseAnswer === true ? undefined : altered(reply, rule);
}

async function serve(parts: ListenerParts, incoming: Incoming): Promise<Outgoing> {
  const {method, url, route} = incoming;
  try {
    const refusal = parts.overLimit();
    if (refusal !== undefined) throw refusal;
    if (route.kind === 'unknown')
      throw new Refusal(404, 'EQ-2014005', `There is nothing at ${url.pathname}.`);
    if (route.kind === 'wrong-method') throw wrongMethod(method, route.allowed);
    return outgoing(await perform(parts, incoming, route));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return outgoing(refusalReply(error, operationOf(route), parts));
  }
}

function operationOf(route: Route): Operation | undefined {
  return route.kind === 'operation' ? route.operation : undefined;
}

async function perform(
  {openapi, services, wild}: ListenerParts,
  {url, headers, bytes, tooLarge}: Incoming,
  {operation, params}: {readonly operation: Operation; readonly params: Readonly<Record<string, string>>},
): Promise<Reply> {
  runOut(services.world, services);
  const client = operation.id === 'token' ? undefined : services.auth.client(headers.authorization);
  if (tooLarge) throw operation.id === 'uploadAttachment' ? uploadTooLarge() : bodyTooLarge();
  const contentType = headers['content-type'] ?? '';
  const checked = checkRequest(openapi, operation, {params, query: url.searchParams, contentType, bytes});
  const handler = HANDLERS.get(operation.id);
  if (handler === undefined) throw new Refusal(501, 'EQ-2014101', `The sandbox has no ${operation.id}.`);
  const reply = await handler({...checked, client, contentType, bytes}, services);
  return wild?.answer(operation.id, reply) ?? reply;
}

function bodyTooLarge(): Refusal {
  return invalid([{property: 'body', reason: 'is larger than 10 MB'}]);
}

function wrongMethod(method: string, allowed: readonly string[]): Refusal {
  return new Refusal(405, 'EQ-2014005', `${method} is not allowed here.`, {
    headers: {Allow: allowed.join(', ')},
  });
}

function refusalReply(
  refusal: Refusal,
  operation: Operation | undefined,
  {services, wild}: ListenerParts,
): Reply {
  const usual = familyOf(operation);
  const correlationId = `99${String(services.random.below(1e12)).padStart(12, '0')}`;
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: refusalBody(refusal, wild?.family(usual) ?? usual, correlationId),
  };
}

function familyOf(operation: Operation | undefined): ErrorFamily {
  if (operation?.id === 'token') return 'oauth';
  return operation?.template.startsWith('/v1/') === true && !operation.template.startsWith('/v1/attachments')
    ? 'legacy'
    : 'support';
}

function outgoing({status, headers = {}, body}: Reply): Outgoing {
  if (body instanceof Uint8Array) return {status, headers, body};
  if (body === undefined) return {status, headers, body: ''};
  return {status, headers: {'Content-Type': 'application/json', ...headers}, body: JSON.stringify(body)};
}

const FAULT_WORDS: Readonly<Record<number, string>> = {
  401: 'The access token is not valid.',
  403: 'You do not have permission.',
  404: 'Not found.',
  429: 'Too many requests. Try again later.',
  500: 'Internal server error.',
  502: 'Bad gateway.',
  503: 'Service unavailable.',
  504: 'Gateway timeout.',
};

function faultReply(rule: FaultRule, operation: Operation | undefined, parts: ListenerParts): Outgoing {
  const status = rule.status ?? 500;
  const headers: Record<string, string> =
    rule.retryAfter === undefined ? {} : {'Retry-After': String(rule.retryAfter)};
  return outgoing(
    refusalReply(
      new Refusal(status, 'EQ-2014101', FAULT_WORDS[status] ?? 'A fault.', {headers}),
      operation,
      parts,
    ),
  );
}

function altered(
  reply: Outgoing,
  {contentType, body, status = reply.status, headers = {}}: FaultRule,
): Outgoing {
  const type = contentType === undefined ? {} : {'Content-Type': contentType};
  return {
    status,
    headers: {...reply.headers, ...type, ...headers},
    body: body === undefined ? reply.body : typeof body === 'string' ? body : JSON.stringify(body),
  };
}

function faultText({method, url, bytes}: Incoming): string {
  const body = bytes.length > 100_000 ? '' : Buffer.from(bytes).toString();
  return `${method} ${url.pathname}${url.search}\n${body}`;
}

async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds);
}

type ReceivedBody = {
  readonly bytes: Uint8Array;
  readonly tooLarge: boolean;
  /** The connection ended before the body did, by the client or by a fault. */
  readonly cutShort: boolean;
};

// Room for a file of 10 MB and the multipart frame around it.
const LIMIT = 11 * 1024 * 1024;

/** The whole body; what goes beyond 11 MB is read and dropped, so that the client gets an answer instead of a cut. */
async function readBody(request: IncomingMessage, rule: FaultRule | undefined): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  let cutShort = false;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= LIMIT) chunks.push(chunk);
      if (rule?.readBytesPerSecond !== undefined)
        await sleep((chunk.length / rule.readBytesPerSecond) * 1000);
      if (rule?.resetAfterBytes !== undefined && size >= rule.resetAfterBytes) request.destroy();
    }
  } catch (error) {
    if (!request.destroyed) throw error;
    cutShort = true;
  }
  return {bytes: Buffer.concat(chunks), tooLarge: size > LIMIT, cutShort: cutShort || !request.complete};
}
