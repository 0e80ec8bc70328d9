import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {frameSvg} from '../test/support/frame-svg.ts';
import {openConsole} from '../test/support/open-console.ts';
import {ROOT} from './bundle.ts';

/** `npm run picture`: docs/console.svg, a real frame of the built console on the sandbox. */
await using app = await openConsole({cols: 120, rows: 34});
const {terminal} = app;
await terminal.waitForText('ACT');
await terminal.waitForText('[Notes');
await terminal.settled(1500);
await writeFile(join(ROOT, 'docs/console.svg'), frameSvg(terminal.frame(), {title: 'casedeck'}));
