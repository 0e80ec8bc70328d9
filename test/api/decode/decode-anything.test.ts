import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decodeEmailDetails} from '../../../src/api/decode/decode-email.ts';
import {decodeTicketLocations, decodeTicketTypes} from '../../../src/api/decode/decode-locations.ts';
import {decodeNegotiations} from '../../../src/api/decode/decode-negotiations.ts';
import {decodeAsset, decodeAssetPage} from '../../../src/api/decode/decode-assets.ts';
import {decodeEventPage, decodeNotice, decodeNoticePage} from '../../../src/api/decode/decode-notices.ts';
import {decodeIbxLocations, decodeOrderPage} from '../../../src/api/decode/decode-orders.ts';
import {decodeOrderDetails, decodeTicket} from '../../../src/api/decode/decode-ticket.ts';
import {FULL_TICKET} from './full-ticket.ts';
import {often} from '../../support/long.ts';

/** JSON in the service's own shapes, with anything in the place of any value. */
function strayJson(): fc.Arbitrary<unknown> {
  const anything = fc.jsonValue({maxDepth: 4, stringUnit: 'binary'});
  const keys = [
    ...Object.keys(FULL_TICKET),
    ...Object.keys(FULL_TICKET.otherDetails),
    'content',
    'page',
    'locations',
    'cages',
    'ibx',
    'orderNumber',
    'notificationNumber',
    'ibxs',
    'emails',
    'startTimestamp',
    'assetNumber',
    'productDetails',
    'cage',
    'key',
    'value',
    'referenceId',
    'message',
    'expirationDateTime',
    'additionalInfo',
    'text',
    'key',
    'value',
  ];
  return fc.oneof(
    anything,
    fc.dictionary(
      fc.constantFrom(...keys),
      fc.oneof(anything, fc.array(fc.dictionary(fc.constantFrom(...keys), anything), {maxLength: 3})),
      {maxKeys: 12},
    ),
    fc
      .tuple(fc.constantFrom(...Object.keys(FULL_TICKET)), anything)
      .map(([key, value]) => ({...FULL_TICKET, [key]: value})),
    fc
      .tuple(fc.constantFrom(...Object.keys(FULL_TICKET.otherDetails)), anything)
      .map(([key, value]) => ({...FULL_TICKET, otherDetails: {...FULL_TICKET.otherDetails, [key]: value}})),
  );
}

test('no JSON breaks a decoder, and none of its control characters come out', () => {
  fc.assert(
    fc.property(strayJson(), (json) => {
      const decoded = [
        decodeTicket(json, 'x'),
        decodeEmailDetails(json),
        decodeOrderPage(json, 200),
        decodeTicketLocations(json),
        decodeIbxLocations(json),
        decodeTicketTypes(json),
        decodeOrderDetails(json, '1-204976070710'),
        decodeOrderPage({content: [json]}, 1, 'others'),
        decodeNotice(json),
        decodeAsset({assetNumber: '1', ...(json as object)}),
        decodeAssetPage({data: [json]}),
        decodeNoticePage({data: [json]}, {offset: 0, limit: 100}),
        decodeNegotiations([json]),
        decodeEventPage({data: [json]}, {offset: 0, limit: 100}),
      ];
      for (const text of strings(decoded))
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
    {numRuns: often(100, 500)},
  );
});

test('very deep JSON is no trouble', () => {
  const depth = 50_000;
  const deep: unknown = JSON.parse(
    `{"id":"11150929","x":${'['.repeat(depth)}1${']'.repeat(depth)},"notes":${'['.repeat(depth)}${']'.repeat(depth)}}`,
  );
  expect(decodeTicket(deep, 'x')?.id).toBe('11150929');
});

/** By contract as the service sent it: the HTML of an e-mail and the JSON of a row. */
const AS_SENT = new Set(['html', 'raw']);

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (AS_SENT.has(key) ? [] : [key, ...strings(one)]));
}
