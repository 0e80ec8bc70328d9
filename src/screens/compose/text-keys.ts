import type {KeyActions} from '../../hooks/keys.tsx';
import type {State} from '../../state/state.ts';
import * as edit from '../../text/edit/text-buffer.ts';
import type {TextBuffer} from '../../text/edit/text-buffer.ts';

/** What the editing keys do to a text shown in rows of `width` cells. */
export function textKeys(buffer: State<TextBuffer>, width: number): KeyActions {
  const change = (operation: (buffer: TextBuffer) => TextBuffer) => () => buffer.set(operation);
  return {
    'edit.newline': change(edit.newline),
    'edit.left': change(edit.left),
    'edit.right': change(edit.right),
    'edit.up': change((current) => edit.up(current, width)),
    'edit.down': change((current) => edit.down(current, width)),
    'edit.wordLeft': change(edit.wordLeft),
    'edit.wordRight': change(edit.wordRight),
    'edit.home': change((current) => edit.home(current, width)),
    'edit.end': change((current) => edit.end(current, width)),
    'edit.pageUp': change(edit.startOfText),
    'edit.pageDown': change(edit.endOfText),
    'edit.backspace': change(edit.backspace),
    'edit.delete': change(edit.deleteForward),
    'edit.deleteWord': change(edit.deleteWordLeft),
    'edit.deleteWordRight': change(edit.deleteWordRight),
    'edit.killEnd': change(edit.killToEnd),
    'edit.killStart': change(edit.killToStart),
    'edit.yank': change(edit.yank),
    'edit.undo': change(edit.undo),
    'edit.redo': change(edit.redo),
  };
}
