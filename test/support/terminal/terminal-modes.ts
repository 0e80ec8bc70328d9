import type {Terminal} from '@xterm/headless';
import {execFileSync} from 'node:child_process';
import {readlinkSync} from 'node:fs';

export type TerminalModes = {
  readonly alternateScreen: boolean;
  readonly cursorHidden: boolean;
  readonly bracketedPaste: boolean;
  /** Whether long lines go on in the next row. */
  readonly wrap: boolean;
  readonly focusReporting: boolean;
  readonly mouse: boolean;
  readonly applicationCursorKeys: boolean;
  /** Depth of the kitty keyboard protocol's stack: 0 is as before. */
  readonly kittyKeyboard: number;
};

/** The line discipline: `echo` and `icanon` are true in a terminal at rest, false in raw mode. */
export type LineModes = {readonly echo: boolean; readonly icanon: boolean; readonly isig: boolean};

/** Follows what the emulator does not tell of itself. */
export function trackModes(terminal: Terminal): () => TerminalModes {
  let cursorHidden = false;
  let kittyKeyboard = 0;
  const setCursor = (hidden: boolean) => (params: readonly (number | number[])[]) => {
    if (params.includes(25)) cursorHidden = hidden;
    return false;
  };
  const parser = terminal.parser;
  parser.registerCsiHandler({prefix: '?', final: 'l'}, setCursor(true));
  parser.registerCsiHandler({prefix: '?', final: 'h'}, setCursor(false));
  parser.registerCsiHandler({prefix: '>', final: 'u'}, () => {
    kittyKeyboard += 1;
    return true;
  });
  parser.registerCsiHandler({prefix: '<', final: 'u'}, ([count]) => {
    kittyKeyboard = Math.max(0, kittyKeyboard - (typeof count === 'number' ? Math.max(1, count) : 1));
    return true;
  });
  parser.registerEscHandler({final: 'c'}, () => {
    cursorHidden = false;
    kittyKeyboard = 0;
    return false;
  });
  return () => ({
    alternateScreen: terminal.buffer.active.type === 'alternate',
    cursorHidden,
    bracketedPaste: terminal.modes.bracketedPasteMode,
    wrap: terminal.modes.wraparoundMode,
    focusReporting: terminal.modes.sendFocusMode,
    mouse: terminal.modes.mouseTrackingMode !== 'none',
    applicationCursorKeys: terminal.modes.applicationCursorKeysMode,
    kittyKeyboard,
  });
}

/** The line discipline of the terminal that the process reads from. Linux only; the process has to be alive. */
export function lineModes(pid: number): LineModes {
  const tty = readlinkSync(`/proc/${pid}/fd/0`);
  const words = execFileSync('stty', ['-a', '-F', tty], {encoding: 'utf8'}).split(/[\s;]+/);
  return {echo: words.includes('echo'), icanon: words.includes('icanon'), isig: words.includes('isig')};
}
