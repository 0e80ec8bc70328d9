import {readFile} from 'node:fs/promises';
import openapiTS, {astToString, type OpenAPI3} from 'openapi-typescript';
import {parse} from 'yaml';

type Part = Readonly<Record<string, unknown>>;

/**
 * TypeScript types of what `src/api/openapi.yaml` says of requests, by the TypeScript 5 of this folder (the generator cannot
 * run on 7). Answers are read by hand: their types would be of no use.
 */
export async function generateSchema(root: URL): Promise<string> {
  const document = parse(await readFile(new URL('src/api/openapi.yaml', root), 'utf8')) as Part;
  const ast = await openapiTS(requestsOf(document) as unknown as OpenAPI3, {
    // A default is what the service assumes, not something that every request has to spell out.
    defaultNonNullable: false,
    silent: true,
  });
  const text = astToString(ast.filter((node) => !('name' in node) || !UNUSED.test(astToString(node))))
    // What a field means stands in the document.
    .replaceAll(/^ *\/\*\*.*?\*\/\n/gms, '')
    .replaceAll(
      /^ +(?:(?:query|header|path|cookie)\?|responses|headers|requestBodies|pathItems): never;\n/gm,
      '',
    )
    .replaceAll(/\{\s+\}/g, '{}');
  return `// Generated from openapi.yaml by "npm run generate". Do not edit.\n${text}`;
}

const UNUSED = /^export (?:interface|type) (?:paths|webhooks|\$defs)\b/;

/** The same document without answers, and without the schemas that only answers have. */
function requestsOf({paths, components, ...document}: Part): Part {
  const silent = withoutAnswers(paths);
  const {schemas, parameters, securitySchemes} = components as Readonly<Record<string, Part>>;
  const used = new Set<string>();
  const look = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      look(schemas?.[name]);
    }
  };
  look([silent, parameters]);
  const kept = Object.entries(schemas ?? {}).filter(([name]) => used.has(name));
  return {
    ...document,
    paths: silent,
    components: {securitySchemes, parameters, schemas: Object.fromEntries(kept)},
  };
}

function withoutAnswers(paths: unknown): unknown {
  return JSON.parse(JSON.stringify(paths), (key, value: unknown) => (key === 'responses' ? {} : value));
}
