import type {Stage} from '../support/stage.ts';
import type {Scene} from './scenes.ts';

/** The pages of the form for a new ticket. */
export const CREATE_SCENES: Readonly<Record<string, Scene>> = {
  create: {go: (stage) => stage.run('ticket.new')},
  'create-description': {go: describeFault},
  'create-place': {
    async go(stage) {
      await describeFault(stage);
      await stage.run('form.next');
      await stage.type('sv5');
    },
  },
  'create-number': {
    async go(stage) {
      await describeFault(stage);
      await stage.run('form.next');
      await stage.type('1011585');
      await stage.until('1011585-M  LD8');
      // Where exactly is read after it was found.
      await stage.until('cage LD8:03:001040, ca');
    },
  },
  'create-by-number': {
    async go(stage) {
      await describeFault(stage);
      await stage.run('form.next');
      await stage.type('1011585-m');
      await stage.until('1011585-M  LD8');
      // Where exactly is read after it was found.
      await stage.until('cage LD8:03:001040, ca');
      await stage.run('pick.down', 'pick.choose');
      await stage.until('from Assets');
    },
  },
  'create-when': {
    async go(stage) {
      await choosePlace(stage);
      await stage.run('form.next');
      await stage.type('2h ago');
    },
  },
  'create-contacts': {go: (stage) => addContacts(stage)},
  'create-files': {
    async go(stage) {
      await stage.run('ticket.new', 'form.previous');
      await stage.until('light-levels.csv');
    },
  },
  'create-incomplete': {
    async go(stage) {
      await describeFault(stage);
      await stage.run('form.review');
    },
  },
  'create-review': {
    async go(stage) {
      await addContacts(stage);
      await stage.run('form.review');
      await stage.until('as it goes out');
    },
  },
};

async function describeFault(stage: Stage): Promise<void> {
  await stage.run('ticket.new');
  await stage.type('partial power');
  await stage.run('pick.choose');
  await stage.type('Feed B of the cabinet is dark since six.');
}

async function choosePlace(stage: Stage): Promise<void> {
  await describeFault(stage);
  await stage.run('form.next');
  await stage.type('sv5:');
  await stage.run('pick.choose');
}

async function addContacts(stage: Stage): Promise<void> {
  await choosePlace(stage);
  await stage.run('form.next');
  await stage.type('2h ago');
  await stage.run('form.next', 'form.next');
  await stage.type('nadia.oyelaran');
  await stage.run('pick.choose');
  await stage.type('Jane Doe; jane@x.example; +1-4601231122');
  await stage.run('pick.choose');
}
