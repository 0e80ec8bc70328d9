import fc from 'fast-check';
import {expect, test} from 'vitest';
import {completeFilter, withSuggestion} from '../../src/domain/filter/complete-filter.ts';
import type {FilterContext} from '../../src/domain/filter/filter-rules.ts';
import {ORDER_KINDS} from '../../src/domain/orders/other-orders.ts';
import {mergeFilters} from '../../src/domain/filter/merge-filters.ts';
import {parseFilter} from '../../src/domain/filter/parse-filter.ts';
import type {TicketFilter} from '../../src/domain/records.ts';
import {filterTokens, quoteTerm} from '../../src/domain/filter/filter-tokens.ts';
import {often} from '../support/long.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const context: FilterContext = {now: NOW, ibxs: () => ['DA1', 'DA3', 'LD8', 'SV1', 'SV5'], me: 'mara'};
const FINAL = ['CLOSED', 'CANCELLED'];

test.each<[string, TicketFilter]>([
  ['', {}],
  ['reseat card', {words: ['reseat', 'card']}],
  ['"line card" -cage -"no light"', {words: ['line card'], notWords: ['cage', 'no light']}],
  ['~lvl', {fuzzy: ['lvl']}],
  ['status:action', {statuses: ['ACTION_REQUIRED']}],
  ['status:in-progress,sub', {statuses: ['IN_PROGRESS', 'SUBMITTED']}],
  ['status:c', {statuses: ['CLOSED', 'CANCELLED']}],
  ['status:action status:closed', {statuses: ['ACTION_REQUIRED', 'CLOSED']}],
  ['status:open', {notStatuses: FINAL}],
  ['status:open,closed', {notStatuses: ['CANCELLED']}],
  ['status:open,closed,cancelled', {}],
  ['-status:open', {statuses: FINAL}],
  ['-status:closed', {notStatuses: ['CLOSED']}],
  ['status:ON_HOLD', {statuses: ['ON_HOLD']}],
  ['ibx:SV5,ld8', {ibxs: ['SV5', 'LD8']}],
  ['ibx:da', {ibxs: ['DA1', 'DA3']}],
  ['ibx:XX', {ibxs: ['XX']}],
  ['-ibx:SV5', {notIbxs: ['SV5']}],
  ['age:>2h', {createdBefore: NOW - 2 * HOUR}],
  ['age:<1h30m', {createdAfter: NOW - 90 * MINUTE}],
  ['updated:<30m', {updatedAfter: NOW - 30 * MINUTE}],
  ['updated:>1d updated:<1w', {updatedBefore: NOW - 24 * HOUR, updatedAfter: NOW - 7 * 24 * HOUR}],
  ['-age:>2h', {createdAfter: NOW - 2 * HOUR}],
  ['is:unread', {unread: true}],
  ['-is:unread', {unread: false}],
  ['is:closed', {statuses: FINAL}],
  ['has:draft mine:yes', {hasDraft: true, mine: true}],
  ['mine:no', {mine: false}],
  ['turn:us', {turns: ['us']}],
  ['type:smarthands', {kinds: ['SMART_HANDS']}],
  ['type:Smart-Hands,shipments', {kinds: ['SMART_HANDS', 'SHIPMENT']}],
  ['type:work', {kinds: ['WORK_VISIT']}],
  ['type:order', {kinds: [...ORDER_KINDS]}],
  ['-type:order', {kinds: ['TROUBLE', 'CASE', 'UNKNOWN']}],
  ['type:trouble type:ticket', {kinds: ['TROUBLE', 'CASE', 'UNKNOWN']}],
  ['-turn:us', {turns: ['them', 'nobody']}],
  ['SV5:01:02 14:05 C:\\x', {words: ['SV5:01:02', '14:05', 'C:\\x']}],
  ['Status:closed', {statuses: ['CLOSED']}],
  ['is:read is:unread', {ids: []}],
  ['- ~', {}],
  ['"never ends', {words: ['never ends']}],
])('%s', (text, filter) => {
  expect(parseFilter(text, context)).toEqual({filter, problems: []});
});

test.each([
  ['stauts:open', /^There is no "stauts:"; there are status: ibx: .* write "stauts:open" in quotes\.$/],
  ['http://x', /There is no "http:"/],
  ['status:', /^status: needs a value, such as status:action\.$/],
  ['status:zzz', /^status: there is no status "zzz"; known: action, cancelled, /],
  ['age:2h', /^age: takes > or < and a time, such as >2h or <30m/],
  ['age:>2', /^age: takes/],
  ['is:green', /^is: "green" is not known; known: unread, read, /],
  ['has:x', /^has: "x" is not known/],
  ['mine:perhaps', /^mine: "perhaps" is not known; known: yes, no\.$/],
  ['type:tours', /^type: there is no type "tours"; known: ticket, trouble, case, order, smarthands/],
  ['turn:me', /^turn: "me" is not known/],
])('%s is told, and does not keep the rest from holding', (text, words) => {
  const {filter, problems} = parseFilter(`cage ${text} -door`, context);
  expect(filter).toEqual({words: ['cage'], notWords: ['door']});
  expect(problems).toEqual([{start: 5, end: 5 + text.length, message: expect.stringMatching(words)}]);
});

const line = fc.oneof(
  fc.string({maxLength: 40}),
  fc
    .array(
      fc.constantFrom(
        'status:',
        'ibx:',
        'age:>',
        'a',
        '"',
        '-',
        '~',
        ' ',
        ',',
        'SV5',
        'open',
        ':',
        'x:',
        '2h',
        '<',
      ),
      {maxLength: 20},
    )
    .map((parts) => parts.join('')),
);

test('any text is read, its terms stand in it in order, and problems lie on terms', () => {
  fc.assert(
    fc.property(line, (text) => {
      const tokens = filterTokens(text);
      let end = 0;
      for (const token of tokens) {
        expect(text.slice(end, token.start).trim()).toBe('');
        expect(token.text).toBe(text.slice(token.start, token.end));
        expect(text.slice(token.valueStart, token.end).replaceAll('"', '')).toBe(
          token.value.replaceAll('"', ''),
        );
        end = token.end;
      }
      expect(text.slice(end).trim()).toBe('');
      const {problems} = parseFilter(text, context);
      for (const {start, end: last} of problems)
        expect(tokens.some((token) => token.start === start && token.end === last)).toBe(true);
    }),
    {numRuns: often(400, 2000)},
  );
});

test('any words come through when they are quoted where needed', () => {
  const word = fc
    .string({minLength: 1, maxLength: 12})
    .filter((text) => !/["\s]/.test(text.replaceAll(' ', '')) && text.trim() === text);
  fc.assert(
    fc.property(fc.array(word, {minLength: 1, maxLength: 4}), (words) => {
      const distinct = [...new Set(words)];
      const {filter, problems} = parseFilter(distinct.map(quoteTerm).join(' '), context);
      expect(problems).toEqual([]);
      expect(filter.words).toEqual(distinct);
    }),
    {numRuns: often(200, 1000)},
  );
});

test('a suggestion makes no problem that was not there, and continues what was typed', () => {
  fc.assert(
    fc.property(line, (text) => {
      const before = parseFilter(text, context).problems.length;
      for (const suggestion of completeFilter(text, context)) {
        const completed = withSuggestion(text, suggestion);
        expect(completed.startsWith(text.slice(0, suggestion.start))).toBe(true);
        const allowed = completed.endsWith(':') ? before + 1 : before;
        expect(parseFilter(completed, context).problems.length).toBeLessThanOrEqual(allowed);
      }
    }),
    {numRuns: often(400, 2000)},
  );
});

test.each([
  ['st', ['status:']],
  ['cage -i', ['-ibx:', '-is:']],
  ['status:c', ['status:cancelled', 'status:closed']],
  ['ibx:SV5,d', ['ibx:SV5,DA1', 'ibx:SV5,DA3']],
  ['turn:', ['turn:us', 'turn:them', 'turn:nobody']],
  ['word', []],
  ['"st', []],
  ['~st', []],
])('%s can become %j', (text, expected) => {
  expect(completeFilter(text, context).map((suggestion) => suggestion.text)).toEqual(expected);
});

test('an empty line, or one that is ready for the next word, shows examples', () => {
  expect(completeFilter('', context)[0]).toEqual({start: 0, text: 'status:'});
  expect(completeFilter('cage ', context)[0]).toEqual({start: 5, text: 'status:'});
  expect(withSuggestion('cage ', {start: 5, text: 'mine:yes'})).toBe('cage mine:yes ');
});

test('merging two filters asks for what both ask', () => {
  expect(mergeFilters({statuses: ['A', 'B'], words: ['x']}, {statuses: ['B', 'C'], words: ['y']})).toEqual({
    statuses: ['B'],
    words: ['x', 'y'],
  });
  expect(mergeFilters({createdBefore: 5, updatedAfter: 1}, {createdBefore: 3, updatedAfter: 2})).toEqual({
    createdBefore: 3,
    updatedAfter: 2,
  });
  expect(mergeFilters({statuses: ['A']}, {statuses: ['B']})).toEqual({ids: []});
  expect(mergeFilters({unread: true}, {unread: false})).toEqual({ids: []});
  expect(mergeFilters({notStatuses: ['A']}, {statuses: ['A']})).toEqual({
    notStatuses: ['A'],
    statuses: ['A'],
  });
});

test.each(['word ', '-word ', '~word '])('thousands of terms are refused with words: %s', (term) => {
  const {problems} = parseFilter(term.repeat(20_000), context);
  expect(problems).toMatchObject([{message: 'A filter has 100 terms at most, this one 20000.'}]);
});
