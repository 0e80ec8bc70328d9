import {useMemo} from 'react';
import {beside, line, type Line, span, type Span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeys} from '../../hooks/keys.tsx';
import {usePlaces, useSites} from '../../hooks/usePlaces.ts';
import {usePointer} from '../../hooks/usePointer.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useStored} from '../../hooks/useStored.ts';
import {createPointer} from '../../state/pointer.ts';
import {siteReport, type SiteReport} from '../../state/told/told-site.ts';
import {theme} from '../../terminal/theme.ts';
import {rowLayout, rowLine} from '../list/columns.ts';
import {rowShape} from '../list/row-shape.ts';
import {motionKeys} from '../motions.ts';
import {placeLabel, shownLines} from '../pointed-lines.ts';
import {useSiteNotices} from '../notices/useSiteNotices.ts';
import type {Guide, Selection, Sized, Writing} from '../ui.ts';
import {addressOf} from '../../domain/ticket/ticket-places.ts';
import {formatTime} from '../../text/time/dates.ts';
import {metroOfIbx} from '../../text/time/ibx-zones.ts';
import {zoneLabel} from '../../text/time/zones.ts';
import {wrap} from '../../text/width.ts';
import {listFiltered} from '../list/view-actions.ts';

export type SiteScreenProps = Sized<Guide & Selection & Writing> & {
  readonly ibx: string;
};

/** With this much room what is known of the site stands beside its tickets. */
const BESIDE_FROM = 110;
const FACTS = 38;
const GAP = 3;

/** A site: its open tickets, and what is known of it. */
export function SiteScreen({ui, width, height, ibx}: SiteScreenProps) {
  const {store, clock} = useServices();
  const sites = useSites(true);
  const places = usePlaces().value ?? NO_PLACES;
  const report = useStored([ibx, sites.length, places.length], () => siteReport(store, ibx, {sites, places}));
  const pointer = useMemo(() => createPointer(), []);
  const now = clock.now();
  const inner = width - 4;
  const rows = Math.max(1, height - 2);
  const isWide = inner >= BESIDE_FROM;
  const cells = isWide ? FACTS : inner;
  const facts = [...useSiteNotices(ibx, {width: cells, most: 3}), ...siteFacts(report, cells, now)];
  // On a low screen the tickets come first: most of the rows are theirs.
  const above = isWide ? [] : [...facts.slice(0, Math.floor(rows / 2) - 1), line()];
  const ticketRows = Math.max(1, rows - above.length - 1);
  const list = usePointer(pointer, {entries: report.tickets, keyOf: ({id}) => id, height: ticketRows});
  // The margin behind a row is part of what stands beside the facts.
  const layout = rowLayout(isWide ? inner - FACTS - GAP - 1 : inner, rowShape(report.tickets));
  const back = () => ui.go({type: 'back'});
  useKeys('pager', {...motionKeys(pointer, {half: 5, page: ticketRows}), back, close: back});
  useKeys('site', {
    'site.open': {
      run: () => {
        const row = list.pointed();
        if (row === undefined) return;
        ui.go({type: 'tab', tab: 'timeline'});
        ui.go({type: 'push', screen: {kind: 'ticket', id: row.id}});
      },
      disabled: report.tickets.length === 0 ? 'No ticket is open there.' : undefined,
    },
    'site.list': () => listFiltered(ui, `ibx:${ibx}`),
    'ticket.new': () => ui.create.openAt(placeOf(report)),
  });
  const tickets = [
    line(span(headText(report), 'strong')),
    ...shownLines(list, ticketRows, (row, selected) => rowLine(row, layout, now, {selected, marked: false})),
  ].map((one) => ({...one, spans: [...one.spans, MARGIN]}));
  const look = {width: inner - FACTS - GAP, gap: GAP, rows, ellipsis: theme.glyphs.ellipsis};
  const lines: readonly Line[] = isWide ? beside(tickets, facts, look) : [...above, ...tickets];
  return (
    <Pane
      width={width}
      height={height}
      title={siteTitle(ibx)}
      foot={placeLabel(list)}
      lines={lines.map(inApart)}
      focused
    />
  );
}

/** Beside the bar of a row, and no part of it. */
const MARGIN: Span = {text: ' ', apart: true};

function inApart(source: Line): Line {
  return {...source, spans: [MARGIN, ...source.spans]};
}

const NO_PLACES: NonNullable<ReturnType<typeof usePlaces>['value']> = [];

function headText({tickets}: SiteReport): string {
  return tickets.length === 0 ? 'No open tickets' : `Open tickets (${tickets.length})`;
}

/** What a new ticket there begins with: its only cage, else the site itself. */
function placeOf({ibx, cages}: SiteReport): string {
  const [only, ...others] = cages;
  return only !== undefined && others.length === 0 ? only : ibx;
}

const MOST_CONTACTS = 8;

/** `SV5, Silicon Valley`. */
function siteTitle(ibx: string): string {
  const metro = metroOfIbx(ibx);
  return metro === undefined ? ibx : `${ibx}, ${metro.city}`;
}

/** Local time, address, cages and people of a site. */
function siteFacts(
  {ibx, location, cages, contacts}: SiteReport,
  width: number,
  now: number,
): readonly Line[] {
  const metro = metroOfIbx(ibx);
  const time =
    metro === undefined
      ? undefined
      : `${formatTime(now, metro.zone, now)} there (${zoneLabel(now, metro.zone)})`;
  const address = location === undefined ? '' : addressOf(location);
  const rows = (text: string) => wrap(text, width).map((row) => line(row));
  return [
    ...(time === undefined ? [] : [line(span(time, 'strong'))]),
    ...(address === '' ? [] : rows(address)),
    ...(cages.length === 0 ? [] : [line(span('Cages', 'strong')), ...rows(cages.join(', '))]),
    ...(contacts.length === 0 ? [] : [line(span('Contacts of its latest tickets', 'strong'))]),
    ...contacts.slice(0, MOST_CONTACTS).flatMap(({name, ways, tickets}) => {
      const count = tickets === 1 ? '1 ticket' : `${tickets} tickets`;
      return [
        line(name, span(`  ${count}`, 'dim')),
        ...(ways.length === 0
          ? []
          : wrap(ways.join(', '), Math.max(1, width - 2)).map((row) => line(span(`  ${row}`, 'dim')))),
      ];
    }),
  ];
}
