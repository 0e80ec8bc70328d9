import type {OperationId} from '../../../api/endpoints.ts';
import type {FieldFacts, Fields} from './spec-fields.ts';
import type {SpecOperation} from './spec-operations.ts';

/** Something that the file says otherwise than casedeck believes. */
export type SpecDifference = {
  readonly id: OperationId;
  readonly where: 'request' | 'answer';
  readonly field: string;
  /** Such as `is required in the file`. */
  readonly what: string;
};

/** What `theirs` says of an operation otherwise than `own`, beyond its path. */
export function differencesOf(
  id: OperationId,
  own: SpecOperation,
  theirs: SpecOperation,
): readonly SpecDifference[] {
  return (['request', 'answer'] as const).flatMap((where) => {
    const [before, after] = [own[where], theirs[where]];
    // A side that describes nothing says nothing.
    if (before.size === 0 || after.size === 0) return [];
    return differing(before, after).map(({field, what}) => ({id, where, field, what}));
  });
}

type Change = {readonly field: string; readonly what: string};

function differing(before: Fields, after: Fields): readonly Change[] {
  const fields = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return fields.flatMap((field) => {
    // Below something new or gone, everything is.
    const parent = field.slice(0, Math.max(0, field.lastIndexOf('.')));
    if (parent !== '' && before.has(parent) !== after.has(parent)) return [];
    return differenceParts(before.get(field), after.get(field)).map((what) => ({field, what}));
  });
}

function differenceParts(own: FieldFacts | undefined, theirs: FieldFacts | undefined): readonly string[] {
  if (theirs === undefined) return own === undefined ? [] : ['is not in the file'];
  if (own === undefined) return [`is new in the file${theirs.required ? ', and required' : ''}`];
  return [
    ...(own.required === theirs.required
      ? []
      : [theirs.required ? 'is required in the file' : 'is not required in the file']),
    ...LIMITS.flatMap(([name, words]) => limitText(words, own[name], theirs[name])),
    ...valueText(own.values, theirs.values),
  ];
}

type Limit = 'type' | 'format' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems';

const LIMITS: readonly (readonly [Limit, string])[] = [
  ['type', 'type'],
  ['format', 'format'],
  ['minLength', 'least length'],
  ['maxLength', 'most length'],
  ['minItems', 'least number'],
  ['maxItems', 'most number'],
];

function limitText(
  words: string,
  own: string | number | undefined,
  theirs: string | number | undefined,
): readonly string[] {
  if (own === theirs) return [];
  return [`${words}: ${theirs ?? 'none'} in the file, ${own ?? 'none'} here`];
}

/** Values that came and went; codes among them. */
function valueText(
  own: readonly string[] | undefined,
  theirs: readonly string[] | undefined,
): readonly string[] {
  if (own === undefined && theirs === undefined) return [];
  if (own === undefined) return [`takes only ${shown(theirs ?? [])} in the file`];
  if (theirs === undefined) return ['takes any value in the file'];
  const came = theirs.filter((value) => !own.includes(value));
  const went = own.filter((value) => !theirs.includes(value));
  return [
    ...(came.length === 0 ? [] : [`new values in the file: ${shown(came)}`]),
    ...(went.length === 0 ? [] : [`values that the file lacks: ${shown(went)}`]),
  ];
}

const MOST_VALUES = 60;

function shown(values: readonly string[]): string {
  const rest = values.length - MOST_VALUES;
  return `${values.slice(0, MOST_VALUES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
