import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';

const FIXTURES = new URL('../upgrading/0.1.0/', import.meta.url);
/** Where its service was. */
const ENDPOINT = 'http://127.0.0.1:8471';

/** Leaves in these folders what casedeck 0.1.0 wrote; its service is now another one, or where it was. */
export function leaveHomeOf010(
  {config, state}: {readonly config: string; readonly state: string},
  endpoint = ENDPOINT,
): void {
  const given = (name: string) => readFileSync(new URL(name, FIXTURES));
  const moved = (name: string) => given(name).toString('utf8').replaceAll(ENDPOINT, endpoint);
  for (const folder of [config, state]) mkdirSync(folder, {recursive: true, mode: 0o700});
  const files: readonly (readonly [file: string, content: string | Uint8Array])[] = [
    [join(state, 'lab.db'), gunzipSync(given('lab.db.gz'))],
    [join(state, 'lab.age'), given('lab.age')],
    [join(state, 'default.token'), given('default.token')],
    [join(state, 'profiles.json'), moved('profiles.json')],
    [join(config, 'config.toml'), moved('config.toml')],
  ];
  for (const [file, content] of files) writeFileSync(file, content, {mode: 0o600});
}
