import {readFile} from 'node:fs/promises';

/**
 * The text of `api/openapi.yaml`. From source it is read from the folder; in the bundle the
 * import below has been replaced by the text itself (esbuild's `text` loader), and no file exists.
 */
export async function openapiText(): Promise<string> {
  if (import.meta.url.endsWith('.ts')) {
    return readFile(new URL('../../api/openapi.yaml', import.meta.url), 'utf8');
  }
  const {default: text} = await import('../../api/openapi.yaml');
  return text;
}
