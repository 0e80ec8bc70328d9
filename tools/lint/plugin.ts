import {importDirection} from './import-direction.ts';
import {keysInKeymap} from './keys-in-keymap.ts';

/** House rules that no rule of oxlint can express. */
export default {
  meta: {name: 'casedeck'},
  rules: {'import-direction': importDirection, 'keys-in-keymap': keysInKeymap},
};
