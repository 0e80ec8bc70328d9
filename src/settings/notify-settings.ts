import {QUIET_HOURS} from '../text/time/quiet-hours.ts';
import {choice, command, flag, like, section, someOf, time} from './setting-kinds.ts';

/** `[notify]`: when, and in which ways, somebody is told of changes. */
export const notify = section('What happens when tickets change.', {
  bell: flag("Ring the terminal's bell.", {default: true}),
  desktop: choice('off', 'osc9', 'osc777')('Ask the terminal for a notice.', {default: 'off'}),
  command: command('Program to run, as a list; it gets one line of JSON on standard input.'),
  on: someOf(
    'a list of kinds of change',
    'note',
    'email',
    'file',
    'status',
    'action',
    'notice',
    'watched',
  )(
    'Which changes count; `"action"`: it is your turn; `"notice"`: incidents and the like of the sites; `"watched"`: everything of tickets that you follow by number.',
    {
      default: ['note', 'email', 'file', 'status', 'action', 'notice'],
    },
  ),
  deadline: time(
    'How long before a question of Equinix runs out you are told of it (a ticket that waits for an answer); `"0s"`: never.',
    {default: '1h'},
  ),
  quiet: like(
    'hours such as "22:00-07:00"',
    QUIET_HOURS,
  )("Hours without alerts, by this machine's clock; what comes then is told together at their end."),
});
