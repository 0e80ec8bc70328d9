import {test} from 'vitest';
import {LONG} from '../support/long.ts';
import {drawScreens} from './draw-screens.ts';

// List and ticket side by side: keys lead elsewhere than on a narrow screen. Only with CASEDECK_LONG=1, as every other size.
if (LONG) {
  drawScreens([
    [120, 36],
    [200, 50],
  ]);
} else {
  test.skip('screens of wide terminals (with CASEDECK_LONG=1)', () => undefined);
}
