import {expect, test} from 'vitest';
import {firstRows, longTest} from '../../support/long.ts';
import {prepareShell} from '../../support/prepare-shell.ts';

// oxlint-disable-next-line no-control-regex -- no colour, no cursor movement, nothing a terminal would act upon
const CONTROL = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;
const ROW = /^[A-Z_]+ +(?:1-\d{12}|\d{8}) /;

test('without a terminal, casedeck prints the list as text', async () => {
  const {bash} = await prepareShell();
  const {code, out} = await bash('casedeck');
  expect(code).toBe(0);
  expect(out).not.toMatch(CONTROL);
  const [heading, ...rows] = out.trimEnd().split('\n');
  expect(heading).toMatch(/^STATUS +ID +IBX +NEW +AGE +SUMMARY$/);
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) expect(row).toMatch(ROW);
});

test('without a terminal, the demo prints the list and one ticket, with no account at all', async () => {
  const {bash} = await prepareShell();
  const unset = 'unset EQUINIX_API_ENDPOINT EQUINIX_API_CLIENTID EQUINIX_API_CLIENTSECRET';
  const {code, out} = await bash(`${unset}; casedeck demo; echo "code $?"`);
  expect(code).toBe(0);
  expect(out).toMatch(/^code 0$/m);
  expect(out).not.toMatch(CONTROL);
  expect(out.split('\n').filter((line) => ROW.test(line)).length).toBeGreaterThanOrEqual(20);
  // The ticket behind the list: its fields, then its notes.
  expect(out).toMatch(/\n\n(?:1-\d{12}|\d{8})\nStatus /);
  expect(out).toMatch(/^Equinix, /m);
});

test('with a terminal on one side only, it prints as well', async () => {
  const {terminal} = await prepareShell();
  const driver = terminal('casedeck </dev/null');
  expect((await driver.waitForExit()).code).toBe(0);
  expect(driver.screen()).toMatch(/^[A-Z_]+ +(?:1-\d{12}|\d{8}) /m);
  expect(driver.raw()).not.toContain('\u001B[?1049h');
});

// Also proven by test/commands/read/list-command.test.ts and show.test.ts.
longTest(
  'list --json is the list, show --json a whole ticket, in the shape that scripts rely on',
  async () => {
    const {bash} = await prepareShell();
    const list = await bash('casedeck list --json');
    expect(list.code).toBe(0);
    const tickets = JSON.parse(list.out) as readonly Record<string, unknown>[];
    expect(tickets.length).toBeGreaterThan(20);
    for (const ticket of tickets) {
      expect(ticket).toMatchObject({
        id: expect.any(String),
        kind: expect.any(String),
        ibx: expect.any(Array),
      });
      expect(Object.values(ticket)).not.toContain(null);
    }
    const show = await bash('casedeck show 11150871 --json');
    expect(show.code).toBe(0);
    expect(JSON.parse(show.out)).toMatchObject({
      id: '11150871',
      kind: 'TROUBLE',
      status: 'ACTION_REQUIRED',
      accountNumber: expect.any(String),
      orderId: '1-204976070688',
      notes: Array.from({length: 5}, () => ({id: expect.any(String), text: expect.any(String)})),
      emails: [{id: expect.any(String)}, {id: expect.any(String)}],
      attachments: [{id: expect.any(String)}, {id: expect.any(String)}],
      fetchedAt: expect.any(String),
    });
  },
);

// Also proven by test/wild/commands.test.ts and test/text/to-safe-text.test.ts.
longTest('hostile text of a ticket does nothing to a terminal it is printed on', async () => {
  const {bash, terminal} = await prepareShell();
  for (const command of ['casedeck show 11150666', 'casedeck show 11150013']) {
    expect((await bash(command)).out).not.toMatch(CONTROL);
  }
  const driver = terminal('casedeck show 11150666 11150013; echo "the end"');
  await driver.waitForText('the end');
  await driver.waitForExit();
  expect(driver.title()).toBe('');
  expect(driver.clipboard()).toBeUndefined();
  expect(driver.modes()).toMatchObject({alternateScreen: false, cursorHidden: false});
});

test.for(
  firstRows([
    ['casedeck show 99999999 --json', 5],
    ['casedeck list --json --no-such-option', 2],
    ['EQUINIX_API_CLIENTSECRET=wrong casedeck show 99999999', 4],
  ] as const),
)('%s ends with code %d and words on standard error alone', async ([command, code]) => {
  const {bash} = await prepareShell();
  const ran = await bash(command);
  expect(ran.code).toBe(code);
  expect(ran.out).toBe('');
  expect(ran.err).toMatch(/\S/);
});
