import {expect, test} from 'vitest';
import {CODES, CODES_WITH_DETAILS, describeCode, FAMILIES, findCode} from '../../src/domain/codes.ts';
import {ibxOfPlace, idLabels} from '../../src/domain/new-ticket/id-labels.ts';
import {SPEC} from '../api/spec.ts';

test('the codes are those of openapi.yaml, in its order', () => {
  expect(CODES.map(({code}) => code)).toEqual(SPEC.components.schemas['TicketCode']?.['enum']);
  expect(CODES).toHaveLength(182);
  expect(FAMILIES).toHaveLength(38);
});

test('codes are described by what is known of them', () => {
  expect(describeCode('0002-0001')).toBe('Power / Partial power outage');
  expect(describeCode('0004-0001')).toBe('Hardware / 0004-0001');
  expect(describeCode('0305-0000')).toBe('0305-0000');
  expect(describeCode('9999-0000')).toBe('9999-0000');
  expect(findCode('9999-0000')).toBeUndefined();
  expect(CODES_WITH_DETAILS.every((code) => findCode(code) !== undefined)).toBe(true);
});

test('ids are labelled by code, then by family', () => {
  expect(idLabels('0002-0000').primary).toMatchObject({label: 'Cage', isCertain: true});
  expect(idLabels('0003-0002').secondary).toMatchObject({label: 'Cabinet', isCertain: false});
  expect(idLabels('0305-0000').primary).toMatchObject({label: 'Account number', pick: 'account'});
  expect(idLabels('0012-0001').primary.label).toContain('connection');
  expect(idLabels('9999-0000').primary.label).toBe('Primary id');
});

test('the IBX of a place is what stands before the first colon', () => {
  expect(ibxOfPlace('AM1:01:001MC3:0102')).toBe('AM1');
  expect(ibxOfPlace('sv10:0G:1')).toBe('SV10');
  expect(ibxOfPlace('1011585-M')).toBeUndefined();
});
