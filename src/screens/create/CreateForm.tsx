import {useEffect} from 'react';
import {inputLine} from '../../components/input-line.ts';
import {type Field, inset, line, type Line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {textAreaLines} from '../../components/text-area.ts';
import {fieldsOf, filledForm} from '../../state/create/create-form.ts';
import {ibxOfPlace} from '../../domain/new-ticket/id-labels.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import type {CreateField} from '../../state/navigation.ts';
import {insert, layout, replaceText, type TextBuffer, wholeTextOf} from '../../text/edit/text-buffer.ts';
import {wrap} from '../../text/width.ts';
import type {Guide, Sized, Writing} from '../ui.ts';
import {savedText} from '../compose/draft-text.ts';
import {useSiteNotices} from '../notices/useSiteNotices.ts';
import {type Option, optionLines} from './option.ts';
import {filledText, hintOf, valueRows} from './field-text.ts';
import {
  type FormView,
  isFromAssets,
  LABEL_WIDTH,
  labelSpan,
  placeLabel,
  problemLines,
  restingLines,
  secretLines,
  windowOf,
} from './form-lines.ts';
import {useKeys} from '../../hooks/keys.tsx';
import type {State} from '../../state/state.ts';
import {textKeys} from '../compose/text-keys.ts';
import {completePath, type FileOption} from '../files/file-options.ts';
import {rememberedContacts} from '../../state/contact-memory.ts';
import type {LineField} from '../../state/create/create-lines.ts';
import type {PointedList} from '../../hooks/usePointer.ts';
import {usePlaces, useSites, useTicketTypes} from '../../hooks/usePlaces.ts';
import {useFileOptions} from '../files/useFileOptions.ts';
import {usePicker} from '../usePicker.ts';
import {useAssets} from '../../hooks/useAssets.ts';
import {type Offer, offerOf} from './offers.ts';

export type CreateFormProps = Sized<Guide & Writing> & {
  /** The field that hears the keys. */
  readonly field: CreateField;
};

const MOST_OPTIONS = 8;

/** A new ticket being filled in: all fields below each other, the one that hears the keys opened. */
export function CreateForm({ui, width, height, field}: CreateFormProps) {
  const {clock, settings} = useServices();
  const form = useValue(ui.create.form);
  const status = useValue(ui.create.status);
  useEffect(() => ui.create.flush, [ui.create]);
  const inner = width - 2;
  // By what is typed so far, or by a number that was looked up.
  const place = ui.create.place();
  const site = place === undefined ? undefined : ibxOfPlace(place);
  const heads = useSiteNotices(site, {width: inner - 2, most: height < 12 ? 1 : 2});
  const rows = height - 2 - heads.length;
  const now = clock.now();
  const {problems} = filledForm(form, now, place);
  const view: FormView = {form, status, problems, names: settings.codes, width: inner};
  const resting = fieldsOf(form)
    .filter((other) => other !== field)
    .map((other) => ({field: other, lines: restingLines(other, view)}));
  const used = resting.reduce((sum, block) => sum + block.lines.length, 0);
  const spare = Math.max(Math.min(3, rows - 2), Math.min(MOST_OPTIONS, rows - used - 3));
  const choice = useField(ui, field, spare);
  useFormKeys(ui, field, choice, inner - LABEL_WIDTH - 1);
  const isFound = status.filled !== undefined && isFromAssets(field, view);
  const hint = isFound
    ? `From Assets: ${filledText(status.filled, form.code)}; ${ui.keyFor('form.remove')} takes it back.`
    : hintOf(field, form, {now, place});
  const active = activeLines(ui, field, {view, choice, room: spare, rows, hint});
  const blocks = fieldsOf(form).map((name) =>
    name === field
      ? {field, lines: active}
      : (resting.find((block) => block.field === name) ?? {field: name, lines: []}),
  );
  useValue(ui.create.savedAt);
  useValue(ui.create.unsaved);
  return (
    <Pane
      width={width}
      height={height}
      title={`New ticket ${placeLabel(field, form)}`}
      foot={`${ui.keyFor('form.review')} shows the whole before anything is sent${savedText(ui.create)}`}
      lines={[...heads.map(inset), ...windowOf(blocks, field, rows)]}
      focused
    />
  );
}

type Active = {
  readonly view: FormView;
  readonly choice: FieldChoice;
  readonly room: number;
  /** Of the whole form. */
  readonly rows: number;
  readonly hint: string;
};

/** The field that hears the keys: what it holds, where typing goes, what can be chosen, what is wrong or to be known. */
function activeLines(
  ui: Writing,
  field: CreateField,
  {view, choice, room, rows, hint}: Active,
): readonly Line[] {
  const {form, width, names} = view;
  const problems = problemLines(field, view);
  const remark = choice.remark === undefined ? [] : indented(choice.remark, width);
  // The length of the description stays visible, whatever is wrong with it.
  const hasHint = problems.length === 0 || field === 'description';
  const words = hasHint ? indented(hint, width) : [];
  if (field === 'description') {
    const area = {width: width - LABEL_WIDTH - 1, height: Math.max(2, room), focused: true};
    const text = textAreaLines(layout(form.description, area.width), area);
    return [
      ...text.map(({spans}, index) =>
        line(index === 0 ? labelSpan(field, form, true) : ' '.repeat(LABEL_WIDTH), ...spans),
      ),
      ...problems,
      ...words,
    ];
  }
  const typed = ui.create.lines[field].text();
  const isList = field === 'contacts' || field === 'details' || field === 'files';
  const held = isList || (field === 'code' && typed === '') ? valueRows(field, form, names) : [];
  const head = [
    inputLine(labelSpan(field, form, true), choice.typing),
    ...held.map((row) => line(' '.repeat(LABEL_WIDTH), span(row, 'strong'))),
    ...secretLines(field, form, width),
    ...problems,
  ];
  const offered = [...optionLines(choice.list, room, LABEL_WIDTH), ...remark];
  // On a small screen the choices matter more than the keys for choosing.
  const isTight = head.length + words.length + offered.length > rows;
  return isTight ? [...head, ...offered, ...words] : [...head, ...words, ...offered];
}

function indented(words: string, width: number): readonly Line[] {
  const rows = wrap(words, Math.max(8, width - LABEL_WIDTH - 1));
  return rows.map((row) => line(' '.repeat(LABEL_WIDTH), span(row, 'dim')));
}

/** The keys of the form around its fields, and of the description. */
function useFormKeys(ui: Guide & Writing, field: CreateField, choice: FieldChoice, width: number): void {
  const {create} = ui;
  const {platform} = useServices();
  const description: State<TextBuffer> = {
    get: () => create.form.get().description,
    set: (next) => create.setDescription((buffer) => (typeof next === 'function' ? next(buffer) : next)),
    subscribe: create.form.subscribe,
  };
  const type = (text: string) => create.setDescription((buffer) => insert(buffer, text));
  useKeys('composer', textKeys(description, width), {onText: type, onPaste: type});
  const complete = (path: string) =>
    completePath(
      path,
      choice.options as readonly FileOption[],
      choice.list.entries[choice.list.index] as FileOption | undefined,
    );
  const forward = () => {
    const [file, detail] = [create.lines.files.text(), create.lines.details.text().trimStart()];
    if (field === 'files' && file.trim() !== '') create.setLine('files', complete(file));
    else if (field === 'details' && detail.startsWith('@'))
      create.setLine('details', `@${complete(detail.slice(1))}`);
    else create.step(field, 1);
  };
  const {filled} = useValue(create.status);
  const isFilled = filled !== undefined && (field === 'primaryId' || field === 'secondaryId');
  const isList = field === 'contacts' || field === 'details' || field === 'files';
  useKeys('form', {
    'form.next': forward,
    'form.previous': () => create.step(field, -1),
    'form.review': () => create.review(field),
    'form.editor': () => {
      create.flush();
      platform.editText(wholeTextOf(description.get()), 'new-ticket').then((text) => {
        create.setDescription((buffer) => replaceText(buffer, text));
        create.go('description');
      }, ui.fail);
    },
    'form.remove': {
      run: () => (isFilled ? create.takeBackAsset() : create.removeLast(field)),
      disabled:
        isList || isFilled
          ? undefined
          : 'Only contacts, details, files and what was looked up are removed one by one.',
    },
    'form.template': () => ui.go({type: 'modal', modal: {kind: 'create', step: 'template', field}}),
    'form.clear': create.clear,
    'form.close': create.close,
  });
}

type FieldChoice = Pick<Offer, 'options' | 'remark'> & {
  /** How they are shown; `undefined` stands for none, where what was typed stands. */
  readonly list: PointedList<Option | undefined>;
  /** The line that is typed. */
  readonly typing: Field;
};

/** The keys of a field that is a line of text, and what can be chosen below it. */
function useField(ui: Writing, field: CreateField, page: number): FieldChoice {
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
