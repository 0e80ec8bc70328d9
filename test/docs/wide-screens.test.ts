import {drawScreens} from './draw-screens.ts';

/** List and ticket side by side: keys lead elsewhere than on a narrow screen. The largest only with CASEDECK_LONG=1. */
drawScreens([
  [120, 36],
  [200, 50],
]);
