import {expect, test} from 'vitest';
import {CLOSED_ADDRESS} from '../../support/closed-address.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type JsonTicket} from '../../support/run-casedeck.ts';

const CASE = '11150929';
const ORDER = '1-204976070699';

test('ids out of any text are followed, and each is read once to tell what it is', async () => {
  const {run, asked, withStore} = await prepareCasedeck();
  const mail = `Hi,\nsee #${CASE} (asset ABC12345678) and ${ORDER}; again ${CASE}.`;
  const {code, out} = await run(['track', '-'], {stdin: mail});
  expect(code).toBe(0);
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/)[1]),
  ).toEqual(['ID', CASE, ORDER]);
  expect(asked()).toEqual(['getTicket', 'getTicket']);
  expect(await withStore((store) => store.tracked())).toEqual([ORDER, CASE].toSorted());
});

test('a case that order history does not list is in the list from then on', async () => {
  const {run, json, sandbox} = await prepareCasedeck();
  const [number = ''] = sandbox.caseNumbers;
  const ids = async () =>
    (await json<readonly JsonTicket[]>(['list', '--view', 'all'])).json.map((row) => row.id);
  expect(await ids()).not.toContain(number);
  const tracked = await json<readonly JsonTicket[]>(['track', number]);
  expect(schemaProblems('track', tracked.json)).toEqual([]);
  expect(tracked.json[0]?.id).toBe(number);
  expect(await ids()).toContain(number);
  const all = await json<readonly JsonTicket[]>(['track']);
  expect(all.json.map((row) => row.id)).toEqual([number]);
  expect((await run(['untrack', number])).err).toBe(`casedeck: No longer followed: ${number}.\n`);
  expect((await json<readonly JsonTicket[]>(['track'])).json).toEqual([]);
});

test('what the service does not know is not followed: exit 5, and the others are', async () => {
  const {run, withStore} = await prepareCasedeck();
  const {code, err} = await run(['track', '99999999', CASE]);
  expect(code).toBe(5);
  expect(err).toMatch(/^casedeck: 99999999 is not followed: /);
  expect(await withStore((store) => store.tracked())).toEqual([CASE]);
});

test('without the service they are followed and read later', async () => {
  const {run, json} = await prepareCasedeck();
  const away = await run(['track', CASE], {
    env: {EQUINIX_API_ENDPOINT: `http://${CLOSED_ADDRESS}`},
  });
  expect(away.code).toBe(0);
  expect(away.out).toBe(`NOT YET READ\n${CASE}\n`);
  expect(away.err).toContain('read as soon as it works again');
  expect((await json<readonly JsonTicket[]>(['track'])).json).toEqual([{id: CASE}]);
  await run(['sync']);
  expect((await json<readonly JsonTicket[]>(['track'])).json).toMatchObject([
    {id: CASE, status: 'IN_PROGRESS'},
  ]);
});

test('untrack says what it did, as JSON too', async () => {
  const {run, json} = await prepareCasedeck();
  await run(['track', CASE, ORDER]);
  const gone = await json<readonly JsonTicket[]>(['untrack', `${CASE} and ${ORDER}`]);
  expect(schemaProblems('untrack', gone.json)).toEqual([]);
  expect(gone.json.map((row) => row.id).toSorted()).toEqual([ORDER, CASE]);
  expect((await run(['untrack', CASE])).err).toBe('casedeck: None of them was followed.\n');
});
