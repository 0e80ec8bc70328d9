import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {startService, type Answer, type Service} from '../../api/service.ts';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck} from '../../support/run-casedeck.ts';

type Report = {
  readonly steps: readonly {readonly operation: string; readonly outcome: string; readonly path?: string}[];
};

test('walks through everything that can be read, and reports shapes without a value', async () => {
  const {run, home, sandbox, asked} = await prepareCasedeck({sandbox: {tickets: 75}});
  const file = join(home, 'report.json');
  const ran = await run(['doctor', '--first-contact', file]);
  expect(ran).toMatchObject({code: 0});
  expect(ran.out).toMatch(/^ok +One ticket +read, with \d+ notes$/m);
  const text = readFileSync(file, 'utf8');
  const {steps} = JSON.parse(text) as Report;
  expect(schemaProblems('doctor', JSON.parse(text))).toEqual([]);
  expect(steps.map(({operation}) => operation)).toEqual([
    'token',
    'searchOrders',
    'getTicket',
    'getEmail',
    'downloadAttachment',
    'ticketLocations',
    'ticketTypes',
    'listOrderLocations',
    'searchNotices',
    'getNotice',
    'findNotices',
    'searchOrders',
    'getOrder',
    'listNegotiations',
    'searchAssets',
    'getAsset',
  ]);
  expect(ran.out).toMatch(/^ok +One asset +read, with its cabinet$/m);
  expect(ran.out).toMatch(
    /^ok +Questions +the service knows none for one ticket; a note is the answer there$/m,
  );
  expect(text).toContain('createdDateTime');
  const ticket = sandbox.ticket('1-204976070690');
  for (const secret of [
    sandbox.clientId,
    sandbox.clientSecret,
    sandbox.url,
    ticket?.description,
    ticket?.accountName,
    '1-2049',
  ])
    expect(text).not.toContain(secret ?? '?');
  expect(asked().filter((operation) => /create|add|cancel|upload|delete/.test(operation))).toEqual([]);
});

test('a row of order history that is not known is no reason to give up', async () => {
  const {run, sandbox} = await prepareCasedeck();
  sandbox.setFaults([{operation: 'getTicket', status: 404, times: 2}]);
  const ran = await run(['doctor']);
  expect(ran.out).toMatch(/^ok +Case Management +read /m);
});

test('what the account may not read is off; what is at no path is said with the way to name it', async () => {
  const {run, home, sandbox} = await prepareCasedeck();
  const gone = {status: 404, contentType: 'application/json', body: {message: 'no Route matched'}};
  sandbox.setFaults([
    {operation: 'searchAssets', status: 403},
    {operation: 'findNotices', ...gone},
    {operation: 'listNegotiations', status: 410},
    {operation: 'searchOrders', match: 'SMART_HANDS', status: 403},
  ]);
  const ran = await run(['doctor', '--first-contact', join(home, 'report.json')]);
  expect(ran.code).toBe(1);
  expect(ran.out).toMatch(/^ok +Assets +off: .*"View Install Base"$/m);
  expect(ran.out).toMatch(/^ok +Other orders +off: /m);
  expect(ran.out).toMatch(/^- +Newer notices +not needed as it is configured: /m);
  expect(ran.out).toMatch(
    /^failed +Questions .*\n +Write where it is into \[api\.paths\].*listNegotiations = /m,
  );
  const {out} = await run(['doctor']);
  expect(out).toMatch(/^ok +Assets +off: .*"View Install Base"$/m);
  expect(out).toMatch(/^failed +Questions of orders /m);
  expect(out).toMatch(
    /Service changed +The service says that listNegotiations is gone .*\n.*\(listNegotiations = "\/path"\)/,
  );
});

const ROW = {orderNumber: '1-204976070710', type: ['Trouble'], orderStatus: 'SUBMITTED'};

/** A service whose tickets are at another path than casedeck believes, behind a gateway of its own. */
function elsewhere(service: Service, prefix: string): void {
  const gateway: Answer = (response) => {
    response.writeHead(404, {'content-type': 'application/json'});
    response.end('{"message":"no Route matched with those values"}');
  };
  const json = (value: unknown): Answer => ({json: value});
  const answers: Readonly<Record<string, Answer>> = {
    '/v1/retrieve-orders': json({content: [ROW], page: {totalElements: 1}}),
    [`${prefix}/1-204976070710`]: json({id: '1-204976070710', status: 'IN_PROGRESS'}),
    '/v1/orders/troubleticket/locations?detail=true': json({locations: []}),
    '/v1/orders/troubleticket/types': json({troubleticketTypes: []}),
    '/v1/retrieve-orders/locations': json([]),
  };
  service.answer((response, request) => {
    const answer = answers[request.url] ?? gateway;
    if (typeof answer === 'function') answer(response, request);
    else {
      response.writeHead(200, {'content-type': 'application/json'});
      response.end(JSON.stringify(answer.json));
    }
  });
}

test.each(['/v2/tickets', '/supportv2/tickets'])(
  'tickets at %s are found, and the path is kept with its siblings',
  async (prefix) => {
    const service = await startService();
    elsewhere(service, prefix);
    const home = mkdtempSync(join(tmpdir(), 'first-contact-'));
    onTestFinished(() => rmSync(home, {recursive: true, force: true}));
    const {run} = await prepareCasedeck();
    const env = {
      EQUINIX_API_ENDPOINT: service.url,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_STATE_HOME: join(home, 'state'),
    };
    const ran = await run(['doctor', '--first-contact', '--write', '--json'], {env});
    const {steps} = JSON.parse(ran.out) as Report;
    expect(steps.find(({operation}) => operation === 'getTicket')).toMatchObject({
      outcome: 'works elsewhere',
      path: `${prefix}/{id}`,
    });
    expect(ran.err).toContain('Written: ');
    const kept = readFileSync(/Written: (.*)/.exec(ran.err)?.[1] ?? '', 'utf8');
    expect(kept).toContain(`getTicket = "${prefix}/{id}"`);
    expect(kept).toContain(`addTicketNote = "${prefix}/{id}/notes"`);
  },
);
