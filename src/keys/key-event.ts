/** One key press, paste or focus report, in the order the terminal sent them. */
export type KeyEvent =
  | {readonly type: 'key'; readonly key: string; readonly text: string; readonly raw: string}
  | {readonly type: 'paste'; readonly text: string}
  | {readonly type: 'focus'; readonly focused: boolean};
