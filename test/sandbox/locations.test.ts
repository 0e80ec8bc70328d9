import {expect, test} from 'vitest';
import {signedIn} from './support.ts';

test('the places of order history have addresses and cages, on four continents', async () => {
  const {get} = await signedIn();
  const {status, json} = await get('/v1/retrieve-orders/locations');
  expect(status).toBe(200);
  expect(json.length).toBeGreaterThanOrEqual(12);
  const tokyo = json.find((entry) => String(entry['ibx']?.['code']) === 'TY4');
  expect(tokyo).toMatchObject({
    ibx: {metro: 'TY', region: 'APAC', country: 'Japan', state: null},
    cages: ['TY4:06:006A20'],
  });
});

test('the places for a new ticket are codes alone unless details are asked for', async () => {
  const {get} = await signedIn();
  const codes = await get('/v1/orders/troubleticket/locations');
  expect(codes.json['locations']?.[0]).toEqual({ibx: 'SV5'});
  const full = await get('/v1/orders/troubleticket/locations?detail=true&ibxs=AM1,ME2');
  const cabinet = {cabinet: 'AM1:01:001MC3:0101', cabinetType: 'PRIVATE'};
  const account = {number: '182389736', cabinets: expect.arrayContaining([cabinet]) as unknown};
  // A place without accounts and a type that is plain text occur, so that clients learn to bear them.
  expect(full.json['locations']).toMatchObject([
    {
      ibx: 'AM1',
      cages: [
        {cage: 'AM1:01:001MC3', cageTypes: ['Private'], accounts: [account, {number: '136008'}]},
        {cage: 'AM1:0G:00EQ12-3', cageTypes: 'Shared'},
      ],
    },
    {ibx: 'ME2', cages: [{cage: 'ME2:01:001130', accounts: []}]},
  ]);
});

test('cages narrow the places', async () => {
  const {get} = await signedIn();
  const {json} = await get('/v1/orders/troubleticket/locations?detail=true&cages=AM1:0G:00EQ12-3');
  expect(json['locations']?.map((location) => location['cages']?.map((cage) => cage['cage']))).toEqual([
    ['AM1:0G:00EQ12-3'],
  ]);
});

test('the types of the older API can be narrowed by category', async () => {
  const {get} = await signedIn();
  const all = await get('/v1/orders/troubleticket/types');
  const power = await get('/v1/orders/troubleticket/types?category=Power');
  expect(all.json['troubleticketTypes']?.length).toBeGreaterThan(8);
  expect(power.json['troubleticketTypes']?.map((type) => type['code'])).toEqual(['pwr01', 'pwr02']);
});
