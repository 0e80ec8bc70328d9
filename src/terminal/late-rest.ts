import type {VtState} from './vt-machine.ts';

// oxlint-disable no-control-regex -- this file is about control characters
const TERMINATED = /[\u0007\u009C]|\u001B\\/;

/**
 * Whether a read goes on with what was given up because its rest did not come in time: a line that stood still for
 * seconds delivers it now, and it must not be taken for keys. One character alone is a key.
 */
export function isLateRest(state: VtState, text: string): boolean {
  switch (state.name) {
    case 'escape':
      // Esc itself was heard already.
      if (/^[\]P_^X]/.test(text)) return TERMINATED.test(text);
      return /^\[[ -?]*[@-~]/.test(text) || /^O[A-DFHP-S]$/.test(text);
    case 'csi':
      return text.length > 1 && /^[ -?]/.test(text);
    case 'string':
      if (state.isEnding) return text.startsWith('\\');
      return TERMINATED.test(text) ? !/^\u001B[^\\]/.test(text) : /^[ -~]{2}/.test(text);
    case 'paste':
      return text.length > 1 && (state.tail !== '' || !text.startsWith('\u001B'));
    default:
      return false;
  }
}
