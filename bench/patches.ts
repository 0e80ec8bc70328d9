/**
 * What each patch of tools/bundle-patches.ts saves: the bundle without it beside the whole one, in turns. `node bench/patches.ts
 * --starts 15`. Counted is what the first thread computes, which other work on the machine changes little.
 */
import {build} from 'esbuild';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {once} from 'node:events';
import {parseArgs} from 'node:util';
import {patchesBut, SAVING} from '../tools/bundle-patches.ts';
import {ROOT} from '../tools/bundle.ts';
import {flatReact} from '../tools/flat-react.ts';
import {lazyBuiltins} from '../tools/lazy-builtins.ts';
import {scriptOf, scriptOptions} from '../tools/script.ts';
import {Probe, quantile, type Program} from './probe.ts';
import {prepareCasedeck} from './programs.ts';

const {values} = parseArgs({options: {starts: {type: 'string', default: '15'}}});
const KEYS = 30;
const SIZE = {cols: 80, rows: 24};

type Variant = {
  readonly name: string;
  readonly program: Program;
  readonly start: number[];
  readonly key: number[];
};

const folder = mkdtempSync(join(tmpdir(), 'casedeck-patches-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
const silent = createServer().listen(0, '127.0.0.1');
await once(silent, 'listening');
const address = silent.address();
const endpoint = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;

async function variant(name: string, plugins: Parameters<typeof build>[0]['plugins']): Promise<Variant> {
  const place = join(folder, name.replaceAll(' ', '-'));
  for (const part of ['bin', 'dist', 'home']) mkdirSync(join(place, part), {recursive: true});
  copyFileSync(join(ROOT, 'bin/casedeck.js'), join(place, 'bin/casedeck.js'));
  const {outputFiles} = await build({...scriptOptions, plugins: plugins ?? []});
  writeFileSync(join(place, 'dist/casedeck.cjs'), scriptOf(outputFiles[0]?.text ?? ''));
  const program = prepareCasedeck(endpoint, join(place, 'bin/casedeck.js'))(join(place, 'home'), 100);
  return {name, program, start: [], key: []};
}

async function measure({program, start, key}: Variant): Promise<void> {
  const probe = new Probe(program, SIZE);
  start.push((await probe.list()).computedMs);
  const before = probe.computedMs();
  await probe.keys('j', KEYS);
  key.push((probe.computedMs() - before) / KEYS);
  await probe.end();
}

const variants = [await variant('everything', [patchesBut(), lazyBuiltins, flatReact])];
for (const left of SAVING) variants.push(await variant(left, [patchesBut(left), lazyBuiltins, flatReact]));
// The first start keeps compiled code.
for (let round = 0; round <= Number(values.starts); round += 1) {
  for (const each of variants) {
    await measure(each);
    if (round === 0) each.start.length = each.key.length = 0;
  }
}
silent.close();
const [whole] = variants;
console.log('| without | start ms | saves | ms a key | saves |\n|---|---|---|---|---|');
for (const {name, start, key} of variants) {
  const [one, two] = [quantile(start, 0.5), quantile(key, 0.5)];
  const saved = (value: number, all: readonly number[] = []) => (value - quantile(all, 0.5)).toFixed(1);
  console.log(
    `| ${name} | ${one.toFixed(1)} | ${saved(one, whole?.start)} | ${two.toFixed(2)} | ${saved(two, whole?.key)} |`,
  );
}
