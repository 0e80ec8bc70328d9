import type {Terminal} from '@xterm/headless';

/** What a terminal does besides drawing: it answers questions, keeps a clipboard and a title, rings. */
export type TerminalWatch = {
  readonly clipboard: () => string | undefined;
  readonly title: () => string;
  readonly bells: () => number;
};

/** `answer` receives the terminal's replies; `background` is `#rrggbb`. */
export function watchTerminal(
  terminal: Terminal,
  background: string,
  answer: (reply: string) => void,
): TerminalWatch {
  let clipboard: string | undefined;
  let title = '';
  let bells = 0;
  terminal.onData(answer);
  terminal.onBell(() => {
    bells += 1;
  });
  terminal.onTitleChange((text) => {
    title = text;
  });
  terminal.parser.registerOscHandler(52, (data) => {
    clipboard = Buffer.from(data.slice(data.indexOf(';') + 1), 'base64').toString('utf8');
    return true;
  });
  terminal.parser.registerOscHandler(11, (data) => {
    const channels = background.slice(1).match(/../g) ?? [];
    if (data === '?') answer(`\x1b]11;rgb:${channels.map((each) => each + each).join('/')}\x1b\\`);
    return true;
  });
  return {clipboard: () => clipboard, title: () => title, bells: () => bells};
}
