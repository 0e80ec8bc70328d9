import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {ThemeOptions} from '../../src/theme.ts';
import {frameSvg} from '../support/frame-svg.ts';
import {frameText, type Frame} from '../support/frame.ts';
import {openStage, type Stage} from '../support/stage.ts';
import {openWorld, type ScreenWorld} from './screen-world.ts';

/**
 * Every screen as it is, in docs/screens. `npm run screens` draws them anew; here they must be as drawn.
 */
const SCREENS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  list: () => Promise.resolve(),
  'list-grouped': (stage) => stage.run('group.next'),
  filter: async (stage) => {
    await stage.run('filter.open');
    await stage.type('ibx:DA3 age:>2h ');
  },
  marks: (stage) => stage.run('mark.toggle', 'mark.toggle', 'mark.toggle'),
  ticket: (stage) => stage.run('unread.next', 'open'),
  'ticket-emails': (stage) => stage.run('ticket.emails'),
  'ticket-files': (stage) => stage.run('ticket.files'),
  'ticket-history': (stage) => stage.run('unread.next', 'open', 'tab.previous', 'tab.previous'),
  'ticket-more': (stage) => stage.run('unread.next', 'open', 'time', 'tab.previous'),
  email: async (stage) => {
    await stage.run('ticket.emails', 'open');
    await stage.until('Subject');
  },
  note: async (stage) => {
    await stage.run('unread.next', 'ticket.note');
    await stage.type('Thank you. Please tell us when feed B is back.');
  },
  templates: async (stage) => {
    await stage.run('unread.next', 'ticket.note', 'write.template');
    await stage.until('light levels');
  },
  cancel: async (stage) => {
    await stage.run('unread.next', 'ticket.cancel');
    await stage.type('Opened twice.');
  },
  reply: (stage) => stage.run('ticket.reply'),
  attach: async (stage) => {
    await stage.run('unread.next', 'ticket.note', 'write.attach');
    await stage.until('light-levels.csv');
  },
  'bulk-note': (stage) => stage.run('mark.toggle', 'mark.toggle', 'bulk.note'),
  'bulk-cancel': (stage) => stage.run('mark.toggle', 'mark.toggle', 'bulk.cancel'),
  'bulk-results': (stage) => stage.run('mark.toggle', 'mark.toggle', 'bulk.track', 'bulk.results'),
  export: (stage) => stage.run('mark.toggle', 'mark.toggle', 'bulk.export'),
  create: (stage) => stage.run('ticket.new'),
  outbox: (stage) => stage.run('view.6'),
  search: async (stage) => {
    await stage.run('search.open');
    await stage.type('breaker');
    await stage.until('of 6');
  },
  views: (stage) => stage.run('view.menu'),
  overview: (stage) => stage.run('overview'),
  handover: (stage) => stage.run('handover'),
  log: (stage) => stage.run('log'),
  palette: async (stage) => {
    await stage.run('palette');
    await stage.type('not');
  },
  help: (stage) => stage.run('help'),
  profiles: async (stage) => {
    await stage.run('profile.switch');
    await stage.until('default');
  },
  'sign-in': (stage) => stage.run('signin.open'),
  welcome: () => Promise.resolve(),
};

const SIZES = [
  [80, 24],
  [120, 36],
  [200, 50],
  [40, 10],
] as const;

/** Side by side keys lead elsewhere than on a narrow screen; of one kind, the other size is a resize away. */
const STAGES = [
  [SIZES[0], SIZES[3]],
  [SIZES[1], SIZES[2]],
] as const;

type Look = {
  readonly name: string;
  readonly theme: ThemeOptions;
  readonly text: boolean;
  readonly pictures: readonly ('dark' | 'light')[];
};

/** The terminal's own colours, on both backgrounds. */
const COLOURS: Look = {
  name: '',
  theme: {ascii: false, depth: '16'},
  text: true,
  pictures: ['dark', 'light'],
};

/** Without colours, and without more than ASCII, pictures of the usual size do. */
function looksFor([cols]: readonly [number, number]): readonly Look[] {
  const ascii = {name: '.ascii', theme: {ascii: true, depth: 'none'}, text: true} as const;
  if (cols !== 80) return [COLOURS, {...ascii, pictures: []}];
  return [
    COLOURS,
    {name: '.plain', theme: {ascii: false, depth: 'none'}, text: false, pictures: ['dark']},
    {...ascii, pictures: ['light']},
  ];
}

let home: string;
let world: ScreenWorld;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-screens-'));
  world = await openWorld(home);
});
afterAll(async () => {
  await world.close();
  rmSync(home, {recursive: true, force: true});
});

for (const sizes of STAGES) {
  describe(sizes.map(nameOf).join(' and '), () => {
    test.each(Object.entries(SCREENS))('%s', async (screen, go) => {
      const [[cols, rows]] = sizes;
      const services = world.open({isNew: screen === 'welcome'});
      const stage = await openStage({services, cols, rows, theme: COLOURS.theme});
      try {
        await go(stage);
        for (const size of sizes) {
          await stage.look(COLOURS.theme);
          await stage.resize(size[0], size[1]);
          for (const look of looksFor(size)) {
            if (look !== COLOURS) await stage.look(look.theme);
            await expectLook(await stage.frame(), `../../docs/screens/${nameOf(size)}/${screen}`, look);
          }
        }
      } finally {
        await stage.close();
      }
    });
  });
}

function nameOf([cols, rows]: readonly [number, number]): string {
  return `${cols}x${rows}`;
}

async function expectLook(frame: Frame, screen: string, look: Look): Promise<void> {
  const file = screen + look.name;
  if (look.text) await expect(`${frameText(frame)}\n`).toMatchFileSnapshot(`${file}.txt`);
  for (const background of look.pictures) await expectPicture(frame, file, background, look.name === '');
}

async function expectPicture(
  frame: Frame,
  file: string,
  background: 'dark' | 'light',
  isNamed: boolean,
): Promise<void> {
  const name = isNamed ? `.${background}` : '';
  await expect(frameSvg(frame, {background})).toMatchFileSnapshot(`${file}${name}.svg`);
}

test('the index', async () => {
  const sizes = SIZES.map(nameOf);
  const entries = Object.keys(SCREENS).map((screen) => {
    const links = sizes.map((size) => `[${size}](${size}/${screen}.dark.svg)`).join(' ');
    return `## ${screen}\n\n![${screen}](80x24/${screen}.dark.svg)\n\n${links} · [light](80x24/${screen}.light.svg) · [no colours](80x24/${screen}.plain.svg) · [ASCII](80x24/${screen}.ascii.svg) · [text](80x24/${screen}.txt)\n`;
  });
  const head =
    '# Every screen\n\nDrawn from the seeded sandbox by `npm run screens`; a test keeps them as they are.\n';
  await expect([head, ...entries].join('\n')).toMatchFileSnapshot('../../docs/screens/README.md');
});
