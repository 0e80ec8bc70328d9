import {basename, dirname} from 'node:path';
import type {Api} from '../../../api/api.ts';
import type {SendRequest} from '../../../api/http/message.ts';
import type {Settings} from '../../../settings/settings-types.ts';
import type {Io} from '../../../console/session/io.ts';
import {openFolder, writeNewFile} from '../../../files/new-file.ts';
import {escapeJson} from '../../../text/safe/escape-json.ts';
import {toSafeLine} from '../../../text/safe/to-safe-text.ts';
import {askYes} from '../../ask.ts';
import {keepPaths} from '../doctor-spec/keep-paths.ts';
import {createRecorder} from './recorder.ts';
import {Walk, type Step} from './walk-paths.ts';

export type FirstContact = {
  readonly settings: Settings;
  readonly send: SendRequest;
  readonly client: (paths: Readonly<Record<string, string>>, send: SendRequest) => Api;
  /** Where the report goes; undefined: the usual name, here. */
  readonly file: string | undefined;
  readonly write: boolean;
  readonly json: boolean;
};

/**
 * `casedeck doctor --first-contact`: by reads alone, whether each part of the service is where casedeck believes it,
 * and what it says. Writes a report that holds no value, and offers to keep paths that worked elsewhere. True where
 * everything that was tried works.
 */
export async function runFirstContact(io: Io, contact: FirstContact): Promise<boolean> {
  const {settings, client, file = 'casedeck-first-contact.json', write, json} = contact;
  const recorder = createRecorder(contact.send);
  const steps: Step[] = [];
  const walk = new Walk({
    configured: settings.api.paths,
    client: (paths) => client(paths, recorder.send),
    recorder,
    newerNotices: settings.notices.source === 'v2',
    otherOrders: settings.orders.show,
    onStep(step) {
      steps.push(step);
      if (!json) io.out(stepText(step));
    },
  });
  await walk.run();
  const report = {
    casedeck: CASEDECK_VERSION,
    node: process.version,
    environment: settings.profile.environment,
    steps: steps.map(({hint: _, words: __, isNeeded: ___, ...step}) => step),
  };
  const text = `${escapeJson(JSON.stringify(report, undefined, 2))}\n`;
  if (json) io.out(text);
  else {
    const path = await writeNewFile(await openFolder(dirname(file)), basename(file), text);
    io.out(`\n${toSafeLine(path)}: what was asked and what the answers look like, without a single value.\n`);
    io.out(
      'Please look through it and send it to the maintainers: nobody of them could try the live service.\n',
    );
  }
  await offerPaths(io, walk.found(), write);
  return steps.every(({outcome, isNeeded}) => outcome !== 'fails' || !isNeeded);
}

const LEVELS: Readonly<Record<Step['outcome'], string>> = {
  works: 'ok',
  'works elsewhere': 'found',
  fails: 'failed',
  'not tried': '-',
};

function stepText({name, outcome, isNeeded, words, hint, path}: Step): string {
  const where = path === undefined ? '' : `, at ${path}`;
  const isLeft = outcome === 'fails' && !isNeeded;
  const level = isLeft ? '-' : LEVELS[outcome];
  const what = isLeft ? `not needed as it is configured: ${words}` : words;
  const mend = hint === undefined || isLeft ? '' : `\n${' '.repeat(25)}${hint}`;
  return `${level.padEnd(8)} ${name.padEnd(16)} ${what}${where}${mend}\n`;
}

async function offerPaths(io: Io, found: Readonly<Record<string, string>>, write: boolean): Promise<void> {
  const names = Object.keys(found);
  if (names.length === 0) return;
  io.err(`casedeck: paths that worked elsewhere, and those beside them: ${names.join(', ')}.\n`);
  const isWanted =
    write ||
    (io.canAsk() && (await askYes(io, 'Keep them in paths.toml?', '--write', new AbortController().signal)));
  if (isWanted) await keepPaths(io, found, []);
  else io.err('casedeck: --write keeps them.\n');
}
