import {expect, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

type Row = {
  readonly id: string;
  readonly phase: string;
  readonly ibxs: readonly string[];
  readonly text?: string;
};

test('notices by site, state and words; running first, and safe on a terminal', async () => {
  const {run, json, asked} = await prepareCasedeck();
  const {json: all, code} = await json<readonly Row[]>(['notices']);
  expect(code).toBe(0);
  expect(schemaProblems('notices', all)).toEqual([]);
  expect([...new Set(all.map(({phase}) => phase))]).toEqual(['running', 'planned', 'past']);
  expect(all.find(({phase}) => phase === 'running')?.text).toContain('Generator 2 is out of service');
  expect(asked()).toContain('getNotice');
  const {out} = await run(['notices', '--ibx', 'fr5', '--planned', 'firmware', '--offline']);
  expect(out).toMatch(
    /^STATE +KIND +IBX +TIME.*\nPLANNED +Maintenance +FR5, PA3 +planned .*Firmware.*\n(PLANNED.*\n)?$/,
  );
  const {out: whole} = await run(['notices', '--offline']);
  // oxlint-disable-next-line no-control-regex -- nothing that a terminal could obey
  expect(whole).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect(whole).toContain('Looks calm');
  const none = await run(['notices', '--offline', 'unheard-of']);
  expect(none).toMatchObject({code: 0, out: ''});
});

test('without the permission it says so; away from the service it shows what was read', async () => {
  const {run, sandbox} = await prepareCasedeck();
  sandbox.setFaults([{operation: 'searchNotices', status: 403}]);
  const refused = await run(['notices']);
  expect(refused.code).toBe(4);
  expect(refused.err).toContain('IBX Services Notifications');
  expect((await run(['doctor'])).out).toMatch(/^ok +Notices +off: .*IBX Services Notifications/m);
  sandbox.setFaults([]);
  await run(['notices']);
  sandbox.setFaults([{operation: '*', reset: true}]);
  const away = await run(['notices', '--running']);
  expect(away.out).toContain('generator 2');
  expect(away.err).toContain('Showing what was read');
});

test('off in the configuration nothing is asked; by the newer API the same notices come', async () => {
  const off = await prepareCasedeck({config: '[notices]\nsource = "off"\n'});
  expect(await off.run(['notices'])).toMatchObject({code: 1});
  expect(off.asked()).toEqual([]);
  const newer = await prepareCasedeck({config: '[notices]\nsource = "v2"\n'});
  const {json} = await newer.json<readonly Row[]>(['notices', '--running']);
  expect(json.map(({ibxs}) => ibxs)).toContainEqual(['FR5']);
  expect(newer.asked()).toEqual(['findNotices']);
});

test('watch says once what keeps notices from being read, however often it looks', async () => {
  const {run, sandbox} = await prepareCasedeck();
  sandbox.setFaults([{operation: 'searchNotices', status: 403}]);
  await run(['notices']);
  const {code, err} = await run(['watch', '--notices', '--offline', '--timeout', '2s']);
  expect(code).toBe(8);
  expect(err.match(/IBX Services Notifications/g)).toHaveLength(1);
});

test('watch tells what goes on, then each change, as lines or JSON', async () => {
  const {run, sandbox} = await prepareCasedeck({config: '[refresh]\nnotices = "1s"\n'});
  const watching = run([
    'watch',
    '--notices',
    '--ibx',
    'SV5',
    '--until',
    'changed',
    '--timeout',
    '60s',
    '--format',
    'json',
  ]);
  await expect
    .poll(() => sandbox.log().some(({operation}) => operation === 'searchOrders'), {timeout: 20_000})
    .toBe(true);
  sandbox.notices.put({
    id: 'GBL000000000001',
    notificationNumber: '5-1',
    type: 'IBX_INCIDENT',
    ibxs: ['SV5'],
    start: Date.now(),
    status: 'NEW',
    summary: 'UPS B-2 on bypass',
    mails: [],
  });
  const {code, out} = await watching;
  expect(code).toBe(0);
  const [line = ''] = out.trim().split('\n').slice(-1);
  expect(schemaProblems('watch', JSON.parse(line))).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({sort: 'incident', phase: 'running', summary: 'UPS B-2 on bypass'});
  const late = await run(['watch', '--notices', '--ibx', 'FR5', '--timeout', '10ms', '--offline']);
  expect(late.code).toBe(8);
  expect(late.out).toMatch(/Maintenance at FR5 since .*generator 2\n$/);
  expect((await run(['watch', '--ibx', 'SV5'])).code).toBe(2);
  expect((await run(['watch', '--notices', '11150929'])).code).toBe(2);
});

test('a ticket, its JSON and the hand-over tell what goes on at its site', async () => {
  const {run, json} = await prepareCasedeck();
  await run(['notices']);
  const {json: listed} = await json<readonly {readonly id: string}[]>(['list', '--ibx', 'FR5']);
  const id = listed[0]?.id ?? '';
  expect((await run(['show', id, '--offline'])).out).toMatch(/Notices of its site\n +Maintenance at FR5, /);
  const {json: shown} = await json<{readonly notices: readonly unknown[]}>(['show', id, '--offline']);
  expect(schemaProblems('show', shown)).toEqual([]);
  expect(shown.notices[0]).toMatchObject({type: 'IBX_MAINTENANCE', ibxs: ['FR5']});
  expect((await run(['handover', id, '--offline'])).out).toContain('Maintenance at FR5 since');
  const handed = await run(['handover', id, '--offline', '--format', 'json']);
  expect(schemaProblems('handover', JSON.parse(handed.out))).toEqual([]);
});
