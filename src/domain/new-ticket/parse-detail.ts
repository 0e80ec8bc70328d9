/** One more field of a new ticket, as people type it, or what is wrong with it. */
export type ParsedDetail = {readonly key: string; readonly value: unknown} | {readonly problem: string};

/** `callFromCage=true`: a value that is JSON is taken as such, everything else as a text. */
export function parseDetail(text: string): ParsedDetail {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(0, at)).trim();
  if (key === '') return {problem: 'must be a name and a value, such as callFromCage=true'};
  return {key, value: jsonOrText(text.slice(at + 1).trim())};
}

/** The same the other way round. */
export function detailText(key: string, value: unknown): string {
  return `${key}=${typeof value === 'string' && jsonOrText(value) === value ? value : JSON.stringify(value)}`;
}

function jsonOrText(value: string): unknown {
  // A date or a number with a zero before it is no JSON, and stays a text.
  if (!/^(?:true|false|-?(?:0|[1-9]\d{0,14})(?:\.\d+)?|[{["].*)$/s.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
