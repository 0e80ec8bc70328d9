import {statSync} from 'node:fs';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {ENDPOINTS} from '../../../src/api/endpoints.ts';
import {resolvePaths} from '../../../src/settings/paths.ts';
import {loadSettings} from '../../../src/settings/settings.ts';
import {doctorIn, homeOfTest, own, type Spec} from './spec-support.ts';
import {VENDOR_OPENAPI} from './vendor-openapi.ts';

const home = homeOfTest();
const doctor = (spec: unknown, options?: Parameters<typeof doctorIn>[2]) => doctorIn(home(), spec, options);

/** Every path and parameter renamed, operation ids gone or changed, strangers added. */
function changed(ids: 'gone' | 'other'): {spec: Spec; expected: Record<string, string>} {
  const spec = own();
  const paths: Spec['paths'] = {};
  const expected: Record<string, string> = {};
  for (const [path, item] of Object.entries(spec.paths)) {
    const renamed = path
      .replace('/support/v2/tickets', '/incidents')
      .replace('/support/v1/tickets', '/legacy/incidents')
      .replace('/v1/retrieve-orders', '/orders/history')
      .replace('/v1/orders/troubleticket', '/troubletickets')
      .replace('/v1/attachments', '/files')
      .replace('{id}', '{ticketId}')
      .replace('{emailId}', '{email-id}');
    paths[renamed] = item;
    for (const [method, operation] of Object.entries(item)) {
      const id = operation['operationId'];
      if (typeof id !== 'string') continue;
      expected[id] =
        `${method.toUpperCase()} /care/v3${renamed.replace('{ticketId}', '{id}').replace('{email-id}', '{emailId}')}`;
      if (ids === 'gone') delete operation['operationId'];
      else operation['operationId'] = `${id}UsingV3`;
    }
  }
  const stranger = {
    summary: 'Update the notification contacts of a ticket',
    responses: {204: {description: 'ok'}},
  };
  paths['/incidents/{ticketId}/contacts'] = {patch: stranger};
  paths['/incidents/{ticketId}/watchers'] = {
    get: {summary: 'Who watches a ticket', responses: {200: {description: 'ok'}}},
  };
  spec.paths = paths;
  spec.servers = [{url: 'https://api.vendor.example/{base}/v3', variables: {base: {default: 'care'}}}];
  return {spec, expected};
}

test('our own description is found as built in, JSON or YAML', async () => {
  for (const format of ['json', 'yaml'] as const) {
    const {found, code} = await doctor(own(), {format});
    expect(found).toEqual(
      Object.fromEntries(Object.entries(ENDPOINTS).map(([id, {method, path}]) => [id, `${method} ${path}`])),
    );
    expect(code).toBe(0);
  }
});

test.each(['gone', 'other'] as const)(
  'with other paths, parameters, servers, and operation ids %s, each operation is found',
  async (ids) => {
    const {spec, expected} = changed(ids);
    expect((await doctor(spec)).found).toEqual(expected);
  },
);

test.each(['json', 'yaml'] as const)(
  'a file as vendors publish them, in %s: shared bodies, answers and parameters behind $refs, ids of a generator',
  async (format) => {
    const base = '/caseManagement';
    const {found, code} = await doctor(format === 'yaml' ? VENDOR_OPENAPI : parse(VENDOR_OPENAPI), {format});
    expect(code).toBe(0);
    expect(found).toMatchObject({
      createTicket: `POST ${base}/v2/ticket`,
      getTicket: `GET ${base}/v2/ticket/{id}`,
      addCaseNote: `POST ${base}/v1/case/{caseNumber}/modify`,
      addTicketNote: `POST ${base}/v2/ticket/{id}/modify`,
      cancelTicket: `POST ${base}/v2/ticket/{id}/cancellation`,
      downloadAttachment: `GET ${base}/v2/case/{caseId}/file/{attachmentId}`,
      getEmail: `GET ${base}/v1/email/{emailId}/of/{caseNumber}`,
      searchOrders: 'missing',
      token: 'missing',
    });
  },
);

test("the vendor's file of assets holds ours, and its other APIs hold nothing of it", async () => {
  const asset = {
    type: 'object',
    properties: {assetNumber: {}, serialNumber: {}, ibx: {}, cage: {}, productName: {}, productDetails: {}},
  };
  const json = (schema: unknown) => ({content: {'application/json': {schema}}});
  const page = {type: 'object', properties: {data: {type: 'array', items: asset}}};
  const spec = {
    openapi: '3.0.0',
    servers: [{url: 'https://api.vendor.example/assets/v3'}],
    paths: {
      '/installBase/search': {
        post: {
          operationId: 'searchUsingPOST',
          summary: 'Search permissible assets',
          requestBody: json({type: 'object', properties: {filter: {properties: {ibxs: {}, cages: {}}}}}),
          responses: {200: json(page)},
        },
      },
      '/installBase/{id}': {
        get: {operationId: 'detailsUsingGET', summary: 'Details of an asset', responses: {200: json(asset)}},
      },
    },
  };
  const {found} = await doctor(spec);
  const ours = Object.entries(found).filter(([, path]) => path !== 'missing');
  expect(Object.fromEntries(ours)).toEqual({
    searchAssets: 'POST /assets/v3/installBase/search',
    getAsset: 'GET /assets/v3/installBase/{assetId}',
  });
  const {found: others} = await doctor(VENDOR_OPENAPI);
  expect([others['searchAssets'], others['getAsset']]).toEqual(['missing', 'missing']);
});

test('paths behind $refs and servers of a path or operation', async () => {
  const spec = own();
  const path = '/support/v2/tickets/{id}/cancel';
  const item = spec.paths[path];
  if (item?.['post'] === undefined) throw new Error('our description lost its cancel operation');
  item['post']['servers'] = [{url: '/elsewhere'}];
  spec['components'] = {...(spec['components'] as object), pathItems: {'a/b': item}};
  spec.paths[path] = {$ref: '#/components/pathItems/a~1b'} as never;
  expect((await doctor(spec)).found['cancelTicket']).toBe(`POST /elsewhere${path}`);
});

test('Swagger 2 with a base path', async () => {
  const spec = {
    swagger: '2.0',
    basePath: '/support/v9',
    definitions: {
      Cancel: {type: 'object', properties: {reason: {type: 'string'}, attachments: {type: 'array'}}},
    },
    paths: {
      '/tickets/{id}/cancel': {
        post: {
          operationId: 'cancelTicket',
          parameters: [{in: 'body', name: 'b', schema: {$ref: '#/definitions/Cancel'}}],
          responses: {
            200: {description: 'x', schema: {type: 'object', properties: {status: {type: 'string'}}}},
          },
        },
      },
    },
  };
  const {found} = await doctor(spec);
  expect(found['cancelTicket']).toBe('POST /support/v9/tickets/{id}/cancel');
  expect(Object.values(found).filter((kind) => kind === 'missing')).toHaveLength(
    Object.keys(ENDPOINTS).length - 1,
  );
});

test('an operation that wants other placeholders is shown, not used', async () => {
  const spec = {
    openapi: '3.1.0',
    paths: {
      '/tickets/{account}/{id}/cancel': {
        post: {
          operationId: 'cancelTicket',
          summary: 'Cancel a ticket',
          requestBody: {content: {j: {schema: {properties: {reason: {}, attachments: {}}}}}},
        },
      },
    },
  };
  const {out} = await doctor(spec);
  expect(JSON.parse(out)).toMatchObject({
    operations: expect.arrayContaining([
      expect.objectContaining({id: 'cancelTicket', kind: 'unusable', why: 'casedeck fills in {id}'}),
    ]),
  });
});

test('--write keeps the differing paths, merges files, and the settings use them', async () => {
  const paths = resolvePaths({HOME: home()});
  const {spec, expected} = changed('other');
  const {err} = await doctor(spec, {write: true});
  expect(err).toContain(`Written: ${paths.pathsFile}`);
  expect(statSync(paths.pathsFile).mode & 0o777).toBe(0o600);
  expect((await loadSettings({env: {}, paths})).api.paths).toEqual(expected);
  // A file that holds one operation as built in takes that override back and leaves the others.
  const one = own();
  one.paths = {'/support/v2/tickets/{id}': one.paths['/support/v2/tickets/{id}'] ?? {}};
  await doctor(one, {write: true});
  const {getTicket: _getTicket, ...others} = expected;
  expect((await loadSettings({env: {}, paths})).api.paths).toEqual(others);
});

test('as text it names what differs and how to use it', async () => {
  const {spec} = changed('other');
  const {out, err} = await doctor(spec, {json: false});
  expect(out).toMatch(
    /^cancelTicket +POST \/care\/v3\/incidents\/\{id\}\/cancel\n +differs from POST \/support\/v2/m,
  );
  expect(err).toContain('--write');
});

test('files that are something else', async () => {
  await expect(doctor('{"a": 1}')).rejects.toThrow('is no OpenAPI file');
  await expect(doctor('a: [')).rejects.toThrow('neither JSON nor YAML');
  const {code, err} = await doctor({paths: {'/weather': {get: {summary: 'The weather', responses: {}}}}});
  expect(code).toBe(5);
  expect(err).toContain('none of the operations was found');
  const recursive = {
    paths: {'/x': {get: {responses: {200: {content: {j: {schema: {$ref: '#/c/A'}}}}}}}},
    c: {A: {properties: {a: {$ref: '#/c/A'}}, $ref2: 1}},
  };
  expect((await doctor(recursive)).code).toBe(5);
});
