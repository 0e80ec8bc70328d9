import {line, span, type Line} from '../../components/lines.ts';
import {Menu, type MenuItem} from '../Menu.tsx';
import {Pane} from '../../components/Pane.tsx';
import type {Entrance, Guide, Sized} from '../ui.ts';
import {wrap} from '../../text/width.ts';

type Choice = 'signin' | 'demo' | 'help';

const ITEMS: readonly MenuItem<Choice>[] = [
  {value: 'signin', spans: ['Sign in', span('  with a client id and secret of your account', 'dim')]},
  {value: 'demo', spans: ['Look around', span('  in the demo: made-up tickets, no account needed', 'dim')]},
  {value: 'help', spans: ['Keys', span('  what they do; ? shows them anywhere', 'dim')]},
];

const WORDS =
  'casedeck shows your Equinix trouble tickets and cases, tells what changed, and lets you answer, cancel and open them, all by keyboard.';

/** The first thing a new user sees: nothing is set up, and there is no credential. */
export function WelcomeScreen({ui, width, height}: Sized<Guide & Entrance>) {
  const inner = Math.max(1, width - 4);
  const words: readonly Line[] =
    height < 12 ? [] : [line(), ...wrap(WORDS, inner).map((row) => line(` ${row}`)), line()];
  const choose = (choice: Choice) => {
    if (choice === 'signin') ui.signIn.open('default');
    else if (choice === 'demo') ui.switchTo({kind: 'demo'});
    else ui.go({type: 'overlay', overlay: 'help'});
  };
  return (
    <Pane
      width={width}
      height={height}
      title="Welcome to casedeck"
      foot="Esc shows the empty list"
      lines={words}
      focused
      inset={{
        at: words.length,
        rows: ITEMS.length,
        node: (
          <Menu
            items={ITEMS}
            width={width - 2}
            height={ITEMS.length}
            onChoose={choose}
            actions={{back: () => ui.go({type: 'back'})}}
          />
        ),
      }}
    />
  );
}
