import {readFileSync} from 'node:fs';
import {runInNewContext} from 'node:vm';
import {transform} from 'esbuild';
import {expect, test} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};

const launcher = readFileSync(new URL('../../bin/casedeck.js', import.meta.url), 'utf8');

test('the launcher is in a language that any Node reads', async () => {
  const script = launcher.replace(/^#!.*/, '');
  await expect(transform(script, {target: 'es5', logLevel: 'silent'})).resolves.toMatchObject({warnings: []});
  // Node 8 and older refuse a file with `import()` outside of a string.
  const code = script.replaceAll(/"[^"]*"|'[^']*'|\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  expect(code).not.toMatch(/\bimport\b/);
});

test('an older Node is told in one line which version is needed and which was found', () => {
  const said: string[] = [];
  const old = {
    versions: {node: '20.19.5'},
    execPath: '/usr/bin/node',
    stderr: {write: (text: string) => said.push(text)},
  };
  const process = {...old, exitCode: undefined as number | undefined};
  runInNewContext(launcher.replace(/^#!.*/, ''), {process});
  expect(said).toEqual(['casedeck needs Node 24 or later; this is Node 20.19.5 (/usr/bin/node).\n']);
  expect(process.exitCode).toBe(1);
});

test('the launcher and package.json ask for the same Node', () => {
  expect(manifest.engines.node).toBe(`>=${/NEEDED = (\d+)/.exec(launcher)?.[1]}`);
});
