import {inputLine} from '../../components/input-line.ts';
import {line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {useStored} from '../../hooks/useStored.ts';
import type {SearchHit} from '../../domain/records.ts';
import type {Ui} from '../ui.ts';
import {pageTop, usePicker} from '../usePicker.ts';
import {hitLine} from './hit-line.ts';
import {openHit} from './open-hit.ts';

export type SearchScreenProps = {readonly ui: Ui; readonly width: number; readonly height: number};

const MOST_HITS = 200;

/** Full-text search over everything known on this machine; Enter opens the ticket at the place. */
export function SearchScreen({ui, width, height}: SearchScreenProps) {
  const {store} = useServices();
  useValue(ui.search.buffer);
  const words = ui.search.text();
  const hits = useStored([words], () => (words.trim() === '' ? [] : store.search(words, MOST_HITS)));
  const rows = Math.max(1, height - 3);
  const {chosen, field} = usePicker(ui.search, {
    count: hits.length,
    page: rows,
    onChoose(index) {
      const hit = hits[index];
      if (hit !== undefined) openHit(ui, store, hit);
    },
    onClose: () => ui.go({type: 'back'}),
  });
  const top = pageTop(chosen, hits.length, rows);
  const draw = (hit: SearchHit, index: number) =>
    hitLine(hit, store.row(hit.id)?.status, width - 2, top + index === chosen);
  const lines = hits.slice(top, top + rows).map(draw);
  return (
    <Pane
      width={width}
      height={height}
      title="Search in everything"
      foot={footOf(chosen, hits.length)}
      lines={[
        inputLine(span(' Words: ', 'strong'), field),
        ...(lines.length > 0 ? lines : emptyLines(words)),
      ]}
      focused
    />
  );
}

function footOf(chosen: number, count: number): string {
  if (count === 0) return '';
  return `${chosen + 1} of ${count}${count === MOST_HITS ? ' or more' : ''}`;
}

function emptyLines(words: string): readonly Line[] {
  if (words.trim() !== '') return [line(span(' Nothing known here holds all of these words.', 'dim'))];
  return [
    line(span(' Notes, e-mails that were read, descriptions and references; all words must occur.', 'dim')),
  ];
}
