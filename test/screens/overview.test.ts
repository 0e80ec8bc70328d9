import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseFilter} from '../../src/domain/filter/parse-filter.ts';
import {overviewLines, overviewTop} from '../../src/screens/overview/overview-lines.ts';
import {overviewRanges, overviewSections} from '../../src/screens/overview/overview-data.ts';
import {openStore} from '../../src/store/open-store.ts';
import {textWidth} from '../../src/text/width.ts';
import {HOUR, hours, START, summary} from '../store/sample.ts';

const NOW = START + 1000 * HOUR;
const STATUSES = ['SUBMITTED', 'IN_PROGRESS', 'ACTION_REQUIRED', 'RESOLVED', 'CLOSED', 'PENDING_CUSTOMER'];

function sectionsOf(ages: readonly number[]) {
  const store = openStore({file: ':memory:'});
  store.putSummaries(
    ages.map((age, index) =>
      summary(`1-${index}`, {
        status: STATUSES[index % STATUSES.length] as never,
        ibx: [(['SV5', 'DA3'][index % 2] ?? '') as never],
        createdDateTime: hours(1000 - age),
      }),
    ),
    NOW,
  );
  const ranges = overviewRanges(NOW, 'utc');
  const counts = {overview: store.overview(ranges.ages, ranges.days), ibxs: store.ibxs()};
  return {store, sections: overviewSections(counts, ranges, NOW, 'utc')};
}

test('each row counts just what its filter lists', () => {
  const age = fc.integer({min: 1, max: 900}).map((tenths) => tenths + 0.5);
  fc.assert(
    fc.property(fc.array(age, {maxLength: 40}), (ages) => {
      const {store, sections} = sectionsOf(ages);
      for (const {rows} of sections) {
        for (const {view, filter = '', count, label} of rows) {
          const context = {now: NOW, ibxs: () => store.ibxs().map(({ibx}) => ibx as string), me: ''};
          const {filter: own, problems} = parseFilter(filter, context);
          expect(problems).toEqual([]);
          const open = view === 'open' ? {notStatuses: ['CLOSED', 'CANCELLED']} : {};
          expect(store.count({filter: {...open, ...own}, sort: 'id'}), `${label}: ${filter}`).toBe(count);
        }
      }
      store.close();
    }),
    {numRuns: 25},
  );
});

test('no line is wider than the screen, and the selected row is always on it', () => {
  const {sections} = sectionsOf([1, 30, 60, 100, 200, 400, 800]);
  const rows = sections.flatMap((section) => section.rows).length;
  for (const width of [36, 60, 76, 95, 96, 116, 196]) {
    for (let selected = 0; selected < rows; selected++) {
      const shown = overviewLines(sections, selected, width);
      for (const {spans} of shown.lines) {
        expect(spans.reduce((sum, {text}) => sum + textWidth(text), 0)).toBeLessThanOrEqual(width);
      }
      const top = overviewTop(shown, selected, 6);
      const at = shown.rowLines[selected] ?? -1;
      expect(at).toBeGreaterThanOrEqual(top);
      expect(at).toBeLessThan(top + 6);
      expect(shown.lines[at]?.spans.some(({style}) => style === 'cursor')).toBe(true);
    }
  }
});
