import {createRequire} from 'node:module';
import {getRawAsset} from 'node:sea';
import {constants, Script} from 'node:vm';

/*
 * What the standalone executable runs (tools/standalone.ts). The scripts are inside it, and what V8 compiled of them
 * when it was built: unlike bin/casedeck.js it keeps nothing in a home, and the first start is as fast as the next.
 */
const [, , command, flag] = process.argv;
// The arguments name it as it was typed, which may be relative.
const file = process.execPath;
const completes = command === 'completion' && flag === '--answer';
const name = completes ? 'completion' : 'casedeck';
// Console and commands use different parts, as in bin/casedeck.js.
const part = completes ? 'completion' : command === undefined || command === 'demo' ? 'console' : 'command';

const script = new Script(
  `(function (require, __filename) {${Buffer.from(getRawAsset(`${name}.cjs`)).toString('latin1')}\n})`,
  {
    filename: file,
    cachedData: Buffer.from(getRawAsset(`${part}.bin`)),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  },
);
type Main = (require: NodeJS.Require, filename: string) => void;
(script.runInThisContext() as Main)(createRequire(file), file);
