/** What a schema says of one field. */
export type FieldFacts = {
  readonly required: boolean;
  readonly type: string | undefined;
  readonly format: string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly values: readonly string[] | undefined;
};

/** By path: `otherDetails.statusHistory.status`; arrays add nothing to it. */
export type Fields = ReadonlyMap<string, FieldFacts>;

export type Node = Readonly<Record<string, unknown>>;

/** Combinations of combinations multiply: so many looks are enough for any schema that people wrote. */
const MOST_STEPS = 4000;
const MAX_DEPTH = 8;
const ALTERNATIVES = ['allOf', 'anyOf', 'oneOf'];

type Step = {
  readonly schema: unknown;
  readonly path: string;
  readonly depth: number;
  readonly required: boolean;
};

/** The fields of a schema, nearest ones first, those of every alternative among them. */
export function fieldsIn(root: unknown, resolve: (value: unknown) => Node | undefined): Fields {
  const fields = new Map<string, FieldFacts>();
  const steps: Step[] = [{schema: root, path: '', depth: 0, required: false}];
  for (let at = 0; at < steps.length && at < MOST_STEPS; at += 1) {
    const step = steps[at];
    const schema = step === undefined ? undefined : resolve(step.schema);
    if (step === undefined || schema === undefined || step.depth > MAX_DEPTH) continue;
    const {path, depth, required} = step;
    if (path !== '') fields.set(path, merged(fields.get(path), factsOf(schema, required)));
    for (const inner of partsOf(schema)) steps.push({schema: inner, path, depth: depth + 1, required});
    const names = listOf(schema['required']);
    for (const [name, inner] of Object.entries(nodeOf(schema['properties']) ?? {})) {
      const below = path === '' ? name : `${path}.${name}`;
      steps.push({schema: inner, path: below, depth: depth + 1, required: names.includes(name)});
    }
  }
  return fields;
}

/** What is of the same path: the elements of an array, and each alternative. */
function partsOf(schema: Node): readonly unknown[] {
  const parts = ALTERNATIVES.flatMap((name) => {
    const list: unknown = schema[name];
    return Array.isArray(list) ? (list as unknown[]) : [];
  });
  return schema['items'] === undefined ? parts : [schema['items'], ...parts];
}

function factsOf(schema: Node, required: boolean): FieldFacts {
  const constant: unknown = schema['const'];
  const values: unknown = constant === undefined ? schema['enum'] : [constant];
  return {
    required,
    type: typeof schema['type'] === 'string' && schema['type'] !== 'array' ? schema['type'] : undefined,
    format: typeof schema['format'] === 'string' ? schema['format'] : undefined,
    minLength: countOf(schema['minLength']),
    maxLength: countOf(schema['maxLength']),
    minItems: countOf(schema['minItems']),
    maxItems: countOf(schema['maxItems']),
    values: Array.isArray(values) ? (values as unknown[]).map((value) => textOf(value)) : undefined,
  };
}

/** Of a field that alternatives describe in parts: whichever says something. */
function merged(before: FieldFacts | undefined, now: FieldFacts): FieldFacts {
  if (before === undefined) return now;
  const values = [...new Set([...(before.values ?? []), ...(now.values ?? [])])];
  // In a spread the later one wins: so the first value that was found is kept.
  return {
    ...now,
    ...(Object.fromEntries(Object.entries(before).filter(([, said]) => said !== undefined)) as FieldFacts),
    required: before.required || now.required,
    values: values.length === 0 ? undefined : values,
  };
}

/** An object of the file; undefined for anything else. */
export function nodeOf(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as unknown[]).map((item) => textOf(item)) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
