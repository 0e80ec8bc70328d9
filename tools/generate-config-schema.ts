import {configJsonSchema} from '../src/settings/settings-json-schema.ts';

/** The JSON schema of config.toml for editors, from the zod schema that checks the file. */
export function generateConfigSchema(): string {
  return configJsonSchema();
}
