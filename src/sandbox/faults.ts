import type {Random} from './random.ts';

/**
 * What to do to a request instead of, or after, serving it. Rules are tried in order; the first
 * that applies is used and counted. `reset`, and a `status` of 300 and more, keep the operation from
 * taking effect; with everything else it does.
 */
export type FaultRule = {
  /** An operation id of openapi.yaml, e.g. `addTicketNote`, or `*`. */
  readonly operation: string;
  /** Text that must occur in the request's method, path and query, or body. */
  readonly match?: string;
  /** How often the rule applies before it is spent; for ever where left out. */
  readonly times?: number;
  /** How many matching requests pass untouched first. */
  readonly skip?: number;
  /** From 0 to 1. */
  readonly probability?: number;
  readonly status?: number;
  /** Added to the answer, e.g. a Location for a redirect. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds, or an HTTP date. */
  readonly retryAfter?: number | string;
  /** Milliseconds before the operation takes effect. */
  readonly delay?: number;
  /** Milliseconds between the effect and the answer. */
  readonly answerDelay?: number;
  /** Cuts the connection before the operation takes effect. */
  readonly reset?: boolean;
  /** Sends so many bytes of the body (half of it for `true`), then cuts the connection. */
  readonly truncate?: boolean | number;
  /** Bytes of the body a second, for transfers that should take their time. */
  readonly bytesPerSecond?: number;
  readonly contentType?: string;
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown;
  /** The operation takes effect, then the connection is cut without an answer. */
  readonly loseAnswer?: boolean;
  /**
   * Takes the request's body in at so many bytes a second. Rules with this or the next key act while
   * the body comes in, so `match` sees the method and path alone; another rule may act afterwards.
   */
  readonly readBytesPerSecond?: number;
  /** Cuts the connection once so many bytes of the request's body have come. */
  readonly resetAfterBytes?: number;
};

export type Faults = {
  set: (rules: readonly FaultRule[]) => void;
  rules: () => readonly FaultRule[];
  /** The rule for this request, counted as used. `text` is what `match` searches. */
  take: (operation: string, text: string, phase?: Phase) => FaultRule | undefined;
};

type Phase = 'body' | 'answer';

export function createFaults(initial: readonly FaultRule[], random: Random): Faults {
  let active: {rule: FaultRule; skip: number; left: number}[] = [];
  function set(rules: readonly FaultRule[]): void {
    active = rules.map((rule) => ({
      rule,
      skip: rule.skip ?? 0,
      left: rule.times ?? Number.POSITIVE_INFINITY,
    }));
  }
  function take(operation: string, text: string, phase: Phase = 'answer'): FaultRule | undefined {
    for (const entry of active) {
      const {rule} = entry;
      if (entry.left <= 0 || phaseOf(rule) !== phase || !fits(rule, operation, text)) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      if (rule.probability !== undefined && !random.chance(rule.probability)) continue;
      entry.left -= 1;
      return rule;
    }
    return undefined;
  }
  set(initial);
  return {set, take, rules: () => active.map((entry) => entry.rule)};
}

function fits({operation: wanted, match = ''}: FaultRule, operation: string, text: string): boolean {
  return (wanted === '*' || wanted === operation) && text.includes(match);
}

function phaseOf({readBytesPerSecond, resetAfterBytes}: FaultRule): Phase {
  return readBytesPerSecond === undefined && resetAfterBytes === undefined ? 'answer' : 'body';
}

const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  operation: (value) => typeof value === 'string',
  match: (value) => typeof value === 'string',
  times: isCount,
  skip: isCount,
  probability: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  status: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
  headers: (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((item) => typeof item === 'string'),
  retryAfter: (value) => typeof value === 'string' || isCount(value),
  delay: isCount,
  answerDelay: isCount,
  readBytesPerSecond: (value) => isCount(value) && value !== 0,
  resetAfterBytes: isCount,
  reset: (value) => typeof value === 'boolean',
  truncate: (value) => typeof value === 'boolean' || isCount(value),
  bytesPerSecond: (value) => isCount(value) && value !== 0,
  contentType: (value) => typeof value === 'string',
  body: () => true,
  loseAnswer: (value) => typeof value === 'boolean',
};

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

/**
 * The rules in a parsed JSON value: a list, or one rule. Throws an Error that names the entry and the key, or an operation
 * that there is not: a rule for it would never act.
 */
export function parseFaults(
  value: unknown,
  operations: readonly {readonly id: string}[],
): readonly FaultRule[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const known = ['*', ...operations.map(({id}) => id)];
  return list.map((entry, index) => {
    const rule = parseRule(entry, `fault ${index + 1}`);
    if (known.includes(rule.operation)) return rule;
    throw new Error(
      `fault ${index + 1}: there is no operation "${rule.operation}"; known: ${known.join(', ')}`,
    );
  });
}

function parseRule(entry: unknown, where: string): FaultRule {
  if (typeof entry !== 'object' || entry === null) throw new Error(`${where} is not an object`);
  for (const [key, value] of Object.entries(entry)) {
    const check = CHECKS[key];
    if (check === undefined)
      throw new Error(`${where} has an unknown key "${key}"; known: ${Object.keys(CHECKS).join(', ')}`);
    if (!check(value)) throw new Error(`${where}: "${key}" cannot be ${JSON.stringify(value)}`);
  }
  return {operation: '*', ...entry};
}
