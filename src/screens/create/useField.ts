import type {Field} from '../../components/lines.ts';
import {rememberedContacts} from '../../state/contact-memory.ts';
import type {LineField} from '../../state/create/create-lines.ts';
import {useServices} from '../../hooks/useServices.tsx';
import type {PointedList} from '../../hooks/usePointer.ts';
import {useValue} from '../../hooks/useValue.ts';
import {usePlaces, useSites, useTicketTypes} from '../../hooks/usePlaces.ts';
import type {CreateField} from '../../state/navigation.ts';
import type {Ui} from '../ui.ts';
import {useFileOptions} from '../files/useFileOptions.ts';
import {usePicker} from '../usePicker.ts';
import type {Option} from './option.ts';
import {useAssets} from '../../hooks/useAssets.ts';
import {offerOf, type Offer} from './offers.ts';

export type FieldChoice = Pick<Offer, 'options' | 'remark'> & {
  /** How they are shown; `undefined` stands for none, where what was typed stands. */
  readonly list: PointedList<Option | undefined>;
  /** The line that is typed. */
  readonly typing: Field;
};

/** The keys of a field that is a line of text, and what can be chosen below it. */
export function useField(ui: Pick<Ui, 'create'>, field: CreateField, page: number): FieldChoice {
  const line: LineField = field === 'description' ? 'reference' : field;
  const {create} = ui;
  const {store, clock, settings} = useServices();
  const picker = create.lines[line];
  useValue(picker.buffer);
  const typed = picker.text();
  const {options, remark, isEager, onChoose} = offerOf(create, line, typed, {
    names: settings.codes,
    types: useTicketTypes().value,
    places: usePlaces(),
    sites: useSites(true),
    assets: useAssets(isOfPlace(field) ? typed : undefined),
    remembered: () => rememberedContacts(store),
    files: useFileOptions(pathIn(field, typed)),
    now: clock.now(),
  });
  const list = usePicker<Option | undefined>(picker, {
    entries: isEager && typed.trim() !== '' ? options : [undefined, ...options],
    keyOf: (option) => option?.value ?? '',
    page,
    onChoose,
    onClose: create.close,
  });
  return {options, list, remark, typing: list.field};
}

function isOfPlace(field: CreateField): boolean {
  return field === 'primaryId' || field === 'secondaryId';
}

/** Where a path is typed: a file to attach, or the details as `@FILE`. */
function pathIn(field: CreateField, typed: string): string | undefined {
  if (field === 'files') return typed;
  const text = typed.trimStart();
  return field === 'details' && text.startsWith('@') ? text.slice(1) : undefined;
}
