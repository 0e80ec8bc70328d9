import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import type {State} from '../../state/state.ts';
import type {CreateField} from '../../state/navigation.ts';
import {insert, replaceText, wholeTextOf, type TextBuffer} from '../../text/edit/text-buffer.ts';
import type {Ui} from '../ui.ts';
import {textKeys} from '../compose/text-keys.ts';
import {completePath, type FileOption} from '../files/file-options.ts';
import type {FieldChoice} from './useField.ts';

/** The keys of the form around its fields, and of the description. */
export function useFormKeys(
  ui: Pick<Ui, 'create' | 'fail' | 'go'>,
  field: CreateField,
  choice: FieldChoice,
  width: number,
): void {
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
