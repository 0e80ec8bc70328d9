/** One key press, paste or focus report, in the order the terminal sent them. */
export type KeyEvent =
  | {
      readonly type: 'key';
      readonly key: string;
      readonly text: string;
      readonly raw: string;
      /** It came so soon after a paste that the paste may hold it: a text can hold the mark that ends a paste. */
      readonly afterPaste?: true;
      /** Of Alt with a sign: the same as Esc and then that key, as a hurried hand or a slow line sends them. */
      readonly apart?: readonly KeyEvent[];
    }
  | {readonly type: 'paste'; readonly text: string}
  | {readonly type: 'focus'; readonly focused: boolean};
