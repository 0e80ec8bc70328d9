import openapiTS, {astToString} from 'openapi-typescript';

/** TypeScript types of `src/api/openapi.yaml`, by the TypeScript 5 of this folder (the generator cannot run on 7). */
export async function generateSchema(root: URL): Promise<string> {
  const ast = await openapiTS(new URL('src/api/openapi.yaml', root), {
    // A default is what the service assumes, not something that every request has to spell out.
    defaultNonNullable: false,
    silent: true,
  });
  return `// Generated from openapi.yaml by "npm run generate". Do not edit.\n${astToString(ast)}`;
}
