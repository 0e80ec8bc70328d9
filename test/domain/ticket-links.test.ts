import {expect, test} from 'vitest';
import {linksIn} from '../../src/domain/ticket/ticket-links.ts';

const NO_MAILS = {texts: [], links: []};

test('addresses come first, then numbers of other tickets, each once', () => {
  const texts = [
    'See (https://docs.equinix.com/a?id=11150929). Like 11147093, and 1‑204976070710!',
    'https://docs.equinix.com/a?id=11150929 and 11147093 again, in 11150871',
  ];
  expect(linksIn(texts, NO_MAILS, ['11150871', '1-204976070655'])).toEqual([
    {kind: 'url', target: 'https://docs.equinix.com/a?id=11150929'},
    {kind: 'ticket', target: '11147093'},
    {kind: 'ticket', target: '1-204976070710'},
  ]);
});

test('the addresses of e-mails keep their numbers, and their text gives numbers of tickets', () => {
  const mails = {texts: ['Case 11147093, [1]'], links: ['https://one.example/', 'https://two.example/']};
  expect(linksIn([], mails, []).map(({target}) => target)).toEqual([
    'https://one.example/',
    'https://two.example/',
    '11147093',
  ]);
});
