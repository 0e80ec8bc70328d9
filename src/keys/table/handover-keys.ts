import type {Command} from '../key-row.ts';

export const HANDOVER = [
  {
    id: 'handover',
    keys: ['H'],
    contexts: ['main'],
    title: 'Hand over the marked tickets, else those of this view',
    group: 'Screen',
  },
  {
    id: 'handover.next',
    keys: ['enter'],
    contexts: ['handover'],
    title: 'Write the next step of the ticket',
    group: 'Write',
    footer: 'next step',
  },
  {
    id: 'handover.format',
    keys: ['f'],
    contexts: ['handover'],
    title: 'Plain text or Markdown',
    group: 'Screen',
    footer: 'format',
  },
  {
    id: 'handover.copy',
    keys: ['y'],
    contexts: ['handover'],
    title: 'Copy the hand-over to the clipboard',
    group: 'Screen',
    footer: 'copy',
  },
  {
    id: 'handover.save',
    keys: ['w'],
    contexts: ['handover'],
    title: 'Save the hand-over in a file',
    group: 'Screen',
    footer: 'save',
  },
  {
    id: 'line.accept',
    keys: ['enter'],
    contexts: ['line'],
    title: 'Take what is typed',
    group: 'Write',
    footer: 'done',
  },
  {
    id: 'line.cancel',
    keys: ['esc'],
    contexts: ['line'],
    title: 'Leave it as it was',
    group: 'Write',
    footer: 'leave',
  },
] as const satisfies readonly Command[];
