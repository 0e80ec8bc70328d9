import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {runDoctorSpec} from '../../../src/commands/account/doctor-spec/run-doctor-spec.ts';
import {testIo} from '../../support/test-io.ts';
import {doctorIn, homeOfTest, own, OWN, type Spec} from './spec-support.ts';

const home = homeOfTest();
const doctor = (spec: unknown, options?: Parameters<typeof doctorIn>[2]) => doctorIn(home(), spec, options);

/** The twin of our places in another product's file: built alike, and not ours. */
function smartHands(): Spec {
  const spec = own();
  const places = spec.paths['/v1/orders/troubleticket/locations'];
  if (places === undefined) throw new Error('our description lost its places');
  const text = JSON.stringify({'/v1/orders/smarthands/locations': places})
    .replaceAll(/trouble.?ticket/gi, 'smarthands')
    .replaceAll('ticketLocations', 'getLocations');
  return {...spec, paths: JSON.parse(text) as Spec['paths']};
}

test("another product's operation that is built alike is not taken for ours", async () => {
  const {found, code, err} = await doctor(smartHands());
  expect(found['ticketLocations']).toBe('missing');
  expect(code).toBe(5);
  expect(err).toContain('docs.equinix.com/api-catalog/NAME/openapi.yaml');
});

test('what the file says otherwise beyond the paths: required, limits, values, codes that came and went', async () => {
  const text = OWN.replace('required: [code, description]', 'required: [code, description, primaryId]')
    .replace(/(customerReferenceId:\n[^]*?maxLength: )200/, '$140\n          enum: [INC-1, INC-2]')
    .replace("'0800-0000'", "'0900-0000'")
    .replace('0800-0000', '0900-0000');
  const {out, found} = await doctor(text);
  expect(found['createTicket']).toBe('POST /support/v2/tickets');
  const {differences} = JSON.parse(out) as {differences: {id: string; field: string; what: string}[]};
  const said = differences.filter(({id}) => id === 'createTicket').map(({field, what}) => `${field} ${what}`);
  expect(said).toEqual([
    'code new values in the file: 0900-0000',
    'code values that the file lacks: 0800-0000',
    'customerReferenceId most length: 40 in the file, 200 here',
    'customerReferenceId takes only INC-1, INC-2 in the file',
    'primaryId is required in the file',
  ]);
  expect((await doctor(OWN, {json: false})).out).not.toContain('Beyond the paths');
});

test.each(['utf-16le', 'utf-16be'])('a file in %s is read', async (encoding) => {
  const bytes = Buffer.from(`\ufeff${OWN}`, 'utf16le');
  const file = join(home(), 'spec16');
  writeFileSync(file, encoding === 'utf-16le' ? bytes : bytes.swap16());
  const said = {out: ''};
  const io = testIo({env: {HOME: home()}, out: (t) => void (said.out += t)});
  expect(await runDoctorSpec(io, {spec: file, json: true})).toBe(0);
  expect(said.out).toContain('"same"');
});

test('combinations within combinations, and a file of megabytes, do not take their product', async () => {
  const nest = (depth: number): object =>
    depth === 0
      ? {properties: {text: {type: 'string'}}}
      : {
          anyOf: [
            nest(depth - 1),
            nest(depth - 1),
            {properties: {[`f${depth}`]: {anyOf: [nest(depth - 1)]}}},
          ],
        };
  const spec = own();
  const schema = nest(6);
  const answer = {content: {'application/json': {schema}}};
  const paths = Object.fromEntries(
    Array.from({length: 60}, (_, index) => [
      `/things/${index}/tickets`,
      {post: {summary: 'x'.repeat(1000), requestBody: answer, responses: {200: answer}}},
    ]),
  );
  const text = JSON.stringify({...spec, paths: {...spec.paths, ...paths}});
  expect(text.length).toBeGreaterThan(5_000_000);
  expect((await doctor(text)).found['createTicket']).toBe('POST /support/v2/tickets');
});
