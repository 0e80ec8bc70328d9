import {createProgram} from '../src/commands/program.ts';
import {manPage} from '../src/commands/scripts/man-page.ts';
import {processIo} from '../src/console/session/io.ts';
import manifest from '../package.json' with {type: 'json'};

/** The manual page, from the definitions of the commands. */
export async function generateMan(): Promise<string> {
  // What the bundle and the tests have as a constant.
  Object.assign(globalThis, {CASEDECK_VERSION: manifest.version});
  return manPage(
    await createProgram(
      processIo({write: () => undefined, taken: () => Promise.resolve()}, false),
      () => undefined,
    ),
  );
}
