import {readFileSync} from 'node:fs';
import {ENDPOINTS, type OperationId, resolveEndpoints} from '../../../api/endpoints.ts';
import {AppError} from '../../../errors.ts';
import openapiText from '../../../api/openapi.yaml';
import {escapeJson} from '../../../text/safe/escape-json.ts';
import {toSafeLine} from '../../../text/safe/to-safe-text.ts';
import type {Io} from '../../../console/session/io.ts';
import {keepPaths} from './keep-paths.ts';
import {matchOperations, type SpecMatch} from './match-operations.ts';
import {type SpecOperation, specOperations} from './spec-operations.ts';
import type {FieldFacts, Fields} from './spec-fields.ts';

export type SpecOptions = {readonly spec: string; readonly write?: boolean; readonly json?: boolean};

const MAX_BYTES = 50_000_000;

/**
 * `casedeck doctor --spec FILE`: finds our operations in the vendor's OpenAPI file, prints where they are,
 * and with --write keeps the differing paths in paths.toml. Exit code 0, or 5 where none was found.
 */
export async function runDoctorSpec(io: Io, options: SpecOptions): Promise<number> {
  const theirs = specOperations(readSpec(options.spec), options.spec);
  const ours = specOperations(openapiText, 'openapi.yaml');
  const found = matchOperations(ours, theirs);
  const matches = found.map(({match}) => match);
  const differences = found.flatMap(({match, own, other}) =>
    own === undefined || other === undefined ? [] : differencesOf(match.id, own, other),
  );
  const overrides = Object.fromEntries(
    matches.flatMap((match) => (match.kind === 'differs' ? [[match.id, match.found] as const] : [])),
  );
  resolveEndpoints(overrides);
  if (options.json === true)
    io.out(
      `${escapeJson(JSON.stringify({file: options.spec, operations: matches, differences}, undefined, 2))}\n`,
    );
  else io.out(`${matchesText(matches)}${differencesText(differences)}`);
  if (matches.every((match) => match.kind === 'missing')) {
    io.err(`casedeck: none of the operations was found in ${toSafeLine(options.spec)}. ${WHERE}\n`);
    return 5;
  }
  const settled = matches.filter(({kind}) => kind === 'same').map(({id}) => id);
  if (options.write === true) await keepPaths(io, overrides, settled);
  else if (Object.keys(overrides).length > 0 && options.json !== true) {
    io.err('To use these paths, run the same with --write, or copy them into [api.paths] of config.toml.\n');
  }
  return 0;
}

function readSpec(file: string): string {
  try {
    const bytes = readFileSync(file === '-' ? 0 : file);
    if (bytes.length > MAX_BYTES) throw new AppError('input', `${file} is too long for an OpenAPI file.`);
    return decode(bytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('input', `${file} cannot be read: ${(error as Error).message}`, {
      cause: error,
      hint: WHERE,
    });
  }
}

/** Where the vendor's files are to be had, as far as is known. */
const WHERE =
  'The files are at https://docs.equinix.com/api-catalog/NAME/openapi.yaml, where NAME is supportv2 (tickets), troubleticketv1 (places and problem codes), attachmentsv1 (files), ordersv2 (orders and their questions), notificationsv1 or unifiednotificationv2 (notices) or assetsv1 (what is installed); or behind "Download" on the page of the API.';

/** UTF-8, or UTF-16 as editors and spreadsheets write it. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (second === 0 && first !== 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  return new TextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8').decode(bytes);
}

function matchesText(matches: readonly SpecMatch[]): string {
  return matches
    .map((match) => {
      const {method, path} = ENDPOINTS[match.id];
      const words = {
        same: () => 'as built in',
        differs: () => `differs from ${method} ${path}`,
        unusable: () => `cannot be used: ${match.kind === 'unusable' ? match.why : ''}`,
        missing: () => 'not in this file',
      }[match.kind]();
      const found = match.kind === 'missing' ? '' : `${toSafeLine(match.found)}\n${' '.repeat(20)}`;
      return `${match.id.padEnd(20)}${found}${words}\n`;
    })
    .join('');
}

function differencesText(differences: readonly SpecDifference[]): string {
  if (differences.length === 0) return '';
  const lines = differences.map(({id, where, field, what}) =>
    toSafeLine(`  ${id} ${where} ${field}: ${what}`),
  );
  return `\nBeyond the paths, this file says otherwise than casedeck believes:\n${lines.join('\n')}\n`;
}

/** Something that the file says otherwise than casedeck believes. */
type SpecDifference = {
  readonly id: OperationId;
  readonly where: 'request' | 'answer';
  readonly field: string;
  /** Such as `is required in the file`. */
  readonly what: string;
};

/** What `theirs` says differently from `own` about an operation, besides its path. */
function differencesOf(
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
  if (own === undefined) return theirs === undefined ? [] : [`takes only ${shown(theirs)} in the file`];
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
