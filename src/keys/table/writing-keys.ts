import {keyRows, type KeyContext} from '../key-row.ts';

/** Where a line of text is edited. */
const TYPING: readonly KeyContext[] = ['composer', 'picker', 'filter', 'field', 'line'];

/** A text being written, and a new ticket being filled in and looked at before it is sent. */
export const WRITING_KEYS = [
  ...keyRows('Write', [
    ['write.send', 'ctrl-s', ['composer', 'dialog'], 'Send', {footer: 'send', sends: true}],
    ['write.editor', 'ctrl-e', ['composer', 'dialog'], 'Open the text in $EDITOR', {footer: 'editor'}],
    ['write.close', 'esc', ['composer', 'dialog'], 'Close; the text is kept as a draft', {footer: 'keep draft'}],
    ['write.template', 'ctrl-t', 'composer', 'Put in a template', {footer: 'template'}],
    ['write.attach', 'ctrl-d', 'composer', 'Attach files', {footer: 'attach'}],
    ['write.quote', 'ctrl-q', 'composer', 'Quote their note: the last one that is on screen', {footer: 'quote'}],
    ['write.up', 'pageup', 'composer', 'The conversation above: up'],
    ['write.down', 'pagedown', 'composer', 'The conversation above: down'],
    ['field.next', 'tab', 'dialog', 'Next field', {footer: 'next field'}],
    ['field.previous', 'shift-tab', 'dialog', 'Previous field'],
    ['outbox.send', 'S', 'outbox', 'Send again', {footer: 'send', writes: true, sends: true}],
    ['outbox.found', 'V', 'outbox', 'The note that resembles it is it: nothing is sent', {footer: 'is it'}],
    ['outbox.again', 'S', 'ticket', 'Send again what was written here and failed', {writes: true, sends: true}],
    ['outbox.edit', 'E', 'ticket', 'Take back what failed, and edit it'],
    ['outbox.drop', 'W', 'ticket', 'Take back what failed: its text is a draft again'],
    ['outbox.hold', 'X', 'outbox', 'Hold back', {footer: 'hold'}],
    ['outbox.withdraw', 'W', 'outbox', 'Withdraw: the text is a draft again', {footer: 'withdraw'}],
    ['outbox.delete', 'D', 'outbox', 'Delete the draft', {footer: 'delete'}],
    ['edit.newline', 'enter', 'composer', 'New line'],
    ['edit.left', ['left', 'ctrl-b'], TYPING, 'Character left'],
    ['edit.right', ['right', 'ctrl-f'], TYPING, 'Character right'],
    ['edit.up', ['up', 'ctrl-p'], 'composer', 'Line up'],
    ['edit.down', ['down', 'ctrl-n'], 'composer', 'Line down'],
    ['edit.wordLeft', ['ctrl-left', 'alt-b', 'alt-left'], TYPING, 'Word left'],
    ['edit.wordRight', ['ctrl-right', 'alt-f', 'alt-right'], TYPING, 'Word right'],
    ['edit.home', ['home', 'ctrl-a'], TYPING, 'Start of line'],
    ['edit.end', 'end', TYPING, 'End of line'],
    ['edit.pageUp', 'ctrl-home', 'composer', 'Start of text'],
    ['edit.pageDown', 'ctrl-end', 'composer', 'End of text'],
    ['edit.backspace', 'backspace', TYPING, 'Delete to the left'],
    ['edit.delete', 'delete', TYPING, 'Delete to the right'],
    ['edit.deleteWord', ['ctrl-w', 'alt-backspace'], TYPING, 'Delete the word to the left'],
    ['edit.deleteWordRight', 'alt-d', TYPING, 'Delete the word to the right'],
    ['edit.killEnd', 'ctrl-k', TYPING, 'Delete to the end of the line'],
    ['edit.killStart', 'ctrl-u', TYPING, 'Delete to the start of the line'],
    ['edit.yank', 'ctrl-y', TYPING, 'Put back what was deleted'],
    ['edit.undo', 'ctrl-_', TYPING, 'Undo'],
    ['edit.redo', 'ctrl-r', TYPING, 'Redo'],
  ]),
  ...keyRows('Ticket', [
    ['ticket.new', 'n', ['list', 'ticket', 'outbox', 'site'], 'New ticket', {footer: 'new', writes: true}],
  ]),
  ...keyRows('Write', [
    ['form.next', 'tab', 'form', 'Next field; in a path, complete it', {footer: 'next'}],
    ['form.previous', 'shift-tab', 'form', 'Previous field'],
    ['form.review', 'ctrl-s', 'form', 'Look at the whole ticket before it is sent', {footer: 'review'}],
    ['form.editor', 'ctrl-e', 'form', 'Open the description in $EDITOR'],
    ['form.remove', 'f8', 'form', 'Remove the last contact, detail or file of this field, or what Assets filled in'],
  ]),
  ...keyRows('Ticket', [
    ['ticket.like', '&', ['list', 'ticket'], 'New ticket like this one', {writes: true}],
  ]),
  ...keyRows('Write', [
    ['form.template', 'ctrl-t', 'form', 'Begin with a template; ctrl-g brings back what was there', {footer: 'template'}],
    ['form.clear', 'ctrl-g', 'form', 'Empty the form; again brings it back'],
    ['form.close', 'esc', 'form', 'Close; everything is kept as a draft', {footer: 'keep draft'}],
    ['review.send', 'ctrl-s', 'review', 'Send the new ticket', {footer: 'send', sends: true}],
    ['review.back', 'esc', 'review', 'Back to the form', {footer: 'change it'}],
    ['transfer.stop', 'ctrl-x', 'always', 'Stop the upload, download or search'],
  ]),
] as const;
