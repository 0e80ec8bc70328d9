import {configJsonSchema} from '../src/store/settings-json-schema.ts';

/** The JSON schema of config.toml for editors, from the zod schema that checks the file. */
export function generateConfigSchema(): Promise<{readonly file: string; readonly content: string}> {
  return Promise.resolve({file: 'docs/schema/config.schema.json', content: configJsonSchema()});
}
