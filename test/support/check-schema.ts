import {Ajv2020} from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {readdirSync, readFileSync} from 'node:fs';

const FOLDER = new URL('../../docs/schema/', import.meta.url);

function load(): Ajv2020 {
  const ajv = new Ajv2020({allErrors: true, strict: true, allowUnionTypes: true});
  addFormats.default(ajv);
  for (const name of readdirSync(FOLDER)) {
    const schema = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as {
      $schema?: string;
      $id?: string;
    };
    if (schema.$id !== undefined) ajv.addSchema(schema);
  }
  return ajv;
}

let ajv: Ajv2020 | undefined;

/** What of the JSON does not fit `docs/schema/NAME.schema.json`, in words; empty where all fits. */
export function schemaProblems(name: string, json: unknown): readonly string[] {
  ajv ??= load();
  const validate = ajv.getSchema(`${name}.schema.json`);
  if (validate === undefined) return [`there is no docs/schema/${name}.schema.json`];
  if (validate(json) === true) return [];
  return (validate.errors ?? []).map(
    ({instancePath, message, params}) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}
