import {ENDPOINTS, placeholders, type OperationId} from '../../../api/endpoints.ts';
import type {SpecOperation} from './spec-operations.ts';

/** What a vendor's file says about one of our operations. */
export type SpecMatch =
  | {readonly id: OperationId; readonly kind: 'same'; readonly found: string}
  | {readonly id: OperationId; readonly kind: 'differs'; readonly found: string}
  | {readonly id: OperationId; readonly kind: 'unusable'; readonly found: string; readonly why: string}
  | {readonly id: OperationId; readonly kind: 'missing'};

/** One of our operations with what was found for it. */
export type FoundOperation = {
  readonly match: SpecMatch;
  readonly own: SpecOperation | undefined;
  readonly other: SpecOperation | undefined;
};

/** Below this, two operations merely look a little alike. */
const THRESHOLD = 4;

/**
 * Finds each of our operations (`ours`, from our own description) among `theirs`: by operation id, path,
 * method, words, and the names of the fields that go in and come out. Each of theirs is taken once.
 */
export function matchOperations(
  ours: readonly SpecOperation[],
  theirs: readonly SpecOperation[],
): readonly FoundOperation[] {
  const described = theirs.map(describe);
  const pairs = ours
    .map(describe)
    .flatMap((own) =>
      described
        .filter((other) => isOfKind(own, other))
        .map((other) => ({own: own.operation, other: other.operation, score: likeness(own, other)})),
    )
    .filter(({score}) => score >= THRESHOLD)
    .toSorted((one, another) => another.score - one.score);
  const taken = new Set<SpecOperation>();
  const found = new Map<string, SpecOperation>();
  for (const {own, other} of pairs) {
    if (taken.has(other) || found.has(own.operationId)) continue;
    taken.add(other);
    found.set(own.operationId, other);
  }
  return (Object.keys(ENDPOINTS) as OperationId[]).map((id) => {
    const other = found.get(id);
    return {match: toMatch(id, other), own: ours.find(({operationId}) => operationId === id), other};
  });
}

/** An operation with the words that it is compared by. */
type Described = {
  readonly operation: SpecOperation;
  readonly path: ReadonlySet<string>;
  readonly said: ReadonlySet<string>;
  /** All of it in one, without anything between the words. */
  readonly whole: string;
};

function describe(operation: SpecOperation): Described {
  const {path, operationId, summary} = operation;
  return {
    operation,
    path: words(literals(path)),
    said: words(`${operationId} ${summary}`),
    whole: compact(`${literals(path)} ${operationId} ${summary}`),
  };
}

/** Other products of the vendor, which are built alike. */
const STRANGERS = /smarthand|workvisit|shipment|crossconnect|securityaccess|conferenceroom|asset|quote/g;

function isOfKind(own: Described, other: Described): boolean {
  const {about} = ENDPOINTS[own.operation.operationId as OperationId];
  const named = compact(`${literals(other.operation.path)} ${other.operation.operationId}`);
  if ((named.match(STRANGERS) ?? []).some((name) => !about.test(name))) return false;
  return about.test(other.whole);
}

function likeness({operation: own, ...ours}: Described, {operation: other, ...theirs}: Described): number {
  const paths = shape(own.path) === shape(other.path) ? 5 : overlap(ours.path, theirs.path) * 3;
  const method = own.method === other.method ? 1 : -1;
  const parameters = -2 * Math.abs(placeholders(own.path).length - placeholders(other.path).length);
  const said = overlap(ours.said, theirs.said) * 3;
  const request = likenessOfFields(own.requestFields, other.requestFields) * 3;
  const response = likenessOfFields(own.responseFields, other.responseFields) * 4;
  const ids = likenessOfIds(compact(own.operationId), compact(other.operationId));
  return ids + paths + method + parameters + said + request + response;
}

/** Tools that write these files like to add `_1` or `UsingPOST`. */
function likenessOfIds(own: string, other: string): number {
  if (own === other) return 5;
  return other.startsWith(own) ? 2 : 0;
}

/** A field on only one side counts against the match; a field on neither side means nothing. */
function likenessOfFields(own: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (own.size === 0 && other.size === 0) return 0;
  return own.size === 0 || other.size === 0 ? -0.3 : overlap(own, other);
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const all = new Set([...one, ...other]).size;
  return all === 0 ? 0 : shared(one, other).length / all;
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...one].filter((item) => other.has(item));
}

const NOISE = new Set([
  'a',
  'an',
  'the',
  'of',
  'by',
  'to',
  'and',
  'or',
  'for',
  'in',
  'is',
  'that',
  'with',
  'one',
  'get',
  'v1',
  'v2',
  'v3',
]);

function words(text: string): ReadonlySet<string> {
  const split = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return new Set(
    split.map((word) => word.replace(/(?<=..)s$/, '')).filter((word) => word !== '' && !NOISE.has(word)),
  );
}

function literals(path: string): string {
  return path.replace(/\{[^}]*\}/g, ' ');
}

function shape(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}').toLowerCase();
}

function compact(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function toMatch(id: OperationId, found: SpecOperation | undefined): SpecMatch {
  if (found === undefined) return {id, kind: 'missing'};
  const builtIn = ENDPOINTS[id];
  const named = withOurNames(found.path, builtIn.path);
  if (named === undefined) {
    const wanted = placeholders(builtIn.path)
      .map((name) => `{${name}}`)
      .join(', ');
    return {
      id,
      kind: 'unusable',
      found: `${found.method} ${found.path}`,
      why: `casedeck fills in ${wanted === '' ? 'nothing' : wanted}`,
    };
  }
  const text = `${found.method} ${named}`;
  return {id, kind: text === `${builtIn.method} ${builtIn.path}` ? 'same' : 'differs', found: text};
}

/** The path with our placeholders in the place of theirs: by name, then by likeness, then in order. */
function withOurNames(path: string, builtIn: string): string | undefined {
  const theirs = names(path);
  const ours = names(builtIn);
  if (theirs.length !== ours.length) return undefined;
  const chosen = new Map<string, string>();
  const isAlike: readonly ((their: string, our: string) => boolean)[] = [
    (their, our) => compact(their) === compact(our),
    (their, our) => shared(words(their), words(our)).some((word) => word !== 'id' && word !== 'number'),
    () => true,
  ];
  for (const alike of isAlike) {
    for (const their of theirs) {
      const our = chosen.has(their)
        ? undefined
        : ours.find((name) => ![...chosen.values()].includes(name) && alike(their, name));
      if (our !== undefined) chosen.set(their, our);
    }
  }
  return path.replace(/\{([^}]*)\}/g, (_whole, name: string) => `{${chosen.get(name) ?? name}}`);
}

/** In the order of the path. */
function names(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
}
