import {afterAll} from 'vitest';
import {spellKeys} from '../../../src/keys/keymap.ts';
import {applyTheme} from '../../../src/terminal/theme.ts';
import {setOwnZones} from '../../../src/text/time/ibx-zones.ts';

// Test files of one worker share the modules of src/, which loads them once. What a console sets for its terminal and its
// configuration when it starts is set back after each file.
afterAll(() => {
  applyTheme({ascii: false, depth: '16'});
  spellKeys(false);
  setOwnZones({});
});
