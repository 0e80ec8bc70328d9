import {configSchema, toJSONSchema} from './settings-schema.ts';

/** The JSON schema of config.toml, for editors. */
export function configJsonSchema(): string {
  const schema = toJSONSchema(configSchema, {io: 'input', target: 'draft-07', unrepresentable: 'any'});
  return `${JSON.stringify({title: 'casedeck config.toml', ...schema}, undefined, 2)}\n`;
}
