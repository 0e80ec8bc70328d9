import {alertUser, type AlertHost} from '../../../console/session/alert.ts';
import {multiplexer} from '../../../terminal/capabilities.ts';
import {quietLeft} from '../../../text/time/quiet-hours.ts';
import {failed, ok, warning, type Check} from './check.ts';

export type TryAlert = AlertHost & {
  /** Whether a terminal hears what is written. */
  readonly isTty: boolean;
  readonly now: number;
};

const SAMPLE = {words: 'casedeck: this is what an alert is like', tickets: []};

/** Alerts once as the console would, and says in which ways. */
export async function tryAlert(host: TryAlert): Promise<readonly Check[]> {
  const {settings, env, isTty, now} = host;
  const {bell, desktop, command, on, quiet} = settings.notify;
  const problem = await alertUser({...host, write: isTty ? host.write : () => undefined}, SAMPLE);
  const through = multiplexer(env) === 'tmux' ? ', through tmux where its allow-passthrough is on' : '';
  const left = quietLeft(quiet, now);
  return [
    ok('Alerts', on.length === 0 ? 'nothing is told of: notify.on is empty' : `told of: ${on.join(', ')}`),
    toTerminal('Alerts: bell', bell ? 'rung now' : 'off (notify.bell)', bell && !isTty),
    toTerminal(
      'Alerts: notice',
      desktop === 'off' ? 'off (notify.desktop)' : `${desktop} sent now${through}`,
      desktop !== 'off' && !isTty,
    ),
    commandCheck(command, problem),
    left === 0
      ? ok('Alerts: quiet hours', quiet === undefined ? 'none (notify.quiet)' : `${quiet}, not now`)
      : warning(
          'Alerts: quiet hours',
          `${quiet ?? ''}: the console is quiet for ${Math.ceil(left / 60_000)} minutes more; this try was not.`,
        ),
  ];
}

function commandCheck(command: readonly string[] | undefined, problem: string | undefined): Check {
  if (command === undefined) return ok('Alerts: command', 'none (notify.command)');
  return problem === undefined
    ? ok('Alerts: command', `${command[0] ?? ''} took it`)
    : failed('Alerts: command', problem, 'Mend notify.command in config.toml.');
}

function toTerminal(name: string, words: string, isLost: boolean): Check {
  return isLost
    ? warning(name, 'not tried: the output is no terminal', 'Run it in the terminal that the console is in.')
    : ok(name, words);
}
