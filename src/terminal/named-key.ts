/** A key by its name, and the text that it types. */
export type NamedKey = {readonly key: string; readonly text: string};

export type Modifiers = {readonly shift: boolean; readonly alt: boolean; readonly ctrl: boolean};

export const NONE: Modifiers = {shift: false, alt: false, ctrl: false};

/** A key that types nothing, with its modifiers in front of its name. */
export function named(name: string | undefined, modifiers: Modifiers | undefined): NamedKey | undefined {
  if (name === undefined || modifiers === undefined) return undefined;
  const {shift, alt, ctrl} = modifiers;
  const before = ctrl ? 'ctrl-' : shift && name !== 'shift-tab' ? 'shift-' : '';
  return {key: (alt ? 'alt-' : '') + before + name, text: ''};
}
