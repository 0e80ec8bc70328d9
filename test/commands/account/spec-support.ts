import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach} from 'vitest';
import {parse, stringify} from 'yaml';
import {runDoctorSpec, type SpecOptions} from '../../../src/commands/account/doctor-spec/run-doctor-spec.ts';
import {testIo} from '../../support/test-io.ts';

/** Our own description, as text. */
export const OWN = readFileSync(new URL('../../../src/api/openapi.yaml', import.meta.url), 'utf8');
export type Spec = {
  servers: unknown[];
  paths: Record<string, Record<string, Record<string, unknown>>>;
  [key: string]: unknown;
};

/** A home folder for each test. */
export function homeOfTest(): () => string {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'casedeck-spec-'));
  });
  afterEach(() => rmSync(home, {recursive: true, force: true}));
  return () => home;
}

/** What `doctor --spec` says of a file. */
export async function doctorIn(
  home: string,
  spec: unknown,
  options: Partial<SpecOptions> & {format?: 'json' | 'yaml' | 'text'} = {},
) {
  const file = join(home, 'spec');
  const text =
    typeof spec === 'string' ? spec : options.format === 'json' ? JSON.stringify(spec) : stringify(spec);
  writeFileSync(file, text);
  const said = {out: '', err: ''};
  const io = testIo({env: {HOME: home}, out: (t) => void (said.out += t), err: (t) => void (said.err += t)});
  const code = await runDoctorSpec(io, {json: true, ...options, spec: file});
  const {operations} =
    options.json === false
      ? {operations: []}
      : (JSON.parse(said.out) as {operations: {id: string; kind: string; found?: string}[]});
  return {
    ...said,
    code,
    found: Object.fromEntries(operations.map(({id, kind, found}) => [id, found ?? kind])),
  };
}

/** Our own description, to be changed. */
export function own(): Spec {
  return parse(OWN) as Spec;
}
