import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {EmailJson} from '../../../src/commands/read/email.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

const CASE = '11150929';

function addEmail({sandbox}: CasedeckRunner, id = CASE): string {
  const ticket = sandbox.ticket(id);
  if (ticket === undefined) throw new Error('no ticket');
  const email = {
    id: '02s7z00000D30lZAAR',
    createdDateTime: '2026-01-31T08:27:45.000Z',
    subject: 'Re: line card',
    authorName: 'Ali',
    from: 'ali@equinix.example',
    to: 'noc@customer.example; tom@customer.example',
    cc: 'lead@customer.example',
    html: '<p>See <a href="https://portal.equinix.example/x">the portal</a>.</p><script>alert(1)</script><blockquote>Old text</blockquote>',
  };
  sandbox.put({...ticket, emails: [email]});
  return email.id;
}

test('an e-mail as text, with all its headers', async () => {
  const casedeck = await prepareCasedeck();
  const {code, out} = await casedeck.run(['email', CASE, addEmail(casedeck)]);
  expect(code).toBe(0);
  expect(out).toBe(
    [
      'From     ali@equinix.example',
      'To       noc@customer.example; tom@customer.example',
      'Cc       lead@customer.example',
      'Date     2026-01-31 08:27 UTC',
      'Subject  Re: line card',
      'About    11150929',
      '',
      'See the portal [1].',
      '',
      '> Old text',
      '',
      'Links',
      '[1] https://portal.equinix.example/x',
      '',
    ].join('\n'),
  );
});

test('as JSON, and its HTML as it is', async () => {
  const casedeck = await prepareCasedeck();
  const id = addEmail(casedeck);
  const {json} = await casedeck.json<EmailJson>(['email', CASE, id]);
  expect(json).toMatchObject({
    ticket: CASE,
    id,
    subject: 'Re: line card',
    from: 'ali@equinix.example',
    to: ['noc@customer.example', 'tom@customer.example'],
    cc: ['lead@customer.example'],
    text: 'See the portal [1].\n\nOld text',
    links: ['https://portal.equinix.example/x'],
    html: expect.stringContaining('<script>'),
  });
  expect((await casedeck.run(['email', CASE, id, '--html'])).out).toBe(json.html);
});

test('saved as a page that runs and loads nothing, or as text; never over a file', async () => {
  const casedeck = await prepareCasedeck();
  const id = addEmail(casedeck);
  const page = join(casedeck.home, 'mail.html');
  expect((await casedeck.run(['email', CASE, id, '--save', page])).out).toBe(`${page}\n`);
  expect(readFileSync(page, 'utf8')).toMatch(
    /^<!doctype html>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'/,
  );
  expect(statSync(page).mode & 0o777).toBe(0o600);
  expect((await casedeck.run(['email', CASE, id, '--save', page])).out).toBe(
    `${join(casedeck.home, 'mail (1).html')}\n`,
  );
  const text = join(casedeck.home, 'mail.txt');
  await casedeck.run(['email', CASE, id, '--save', text]);
  expect(readFileSync(text, 'utf8')).toMatch(/^From {5}ali@/);
});

test('which e-mails there are', async () => {
  const casedeck = await prepareCasedeck();
  const id = addEmail(casedeck);
  expect(await casedeck.run(['email', CASE])).toMatchObject({
    out: `${id}  2026-01-31 08:27 UTC  Ali  Re: line card\n`,
    err: '',
  });
  const {json} = await casedeck.json<readonly {id: string}[]>(['email', CASE]);
  expect(json.map((item) => item.id)).toEqual([id]);
  expect((await casedeck.run(['email', CASE, '--save', 'x.txt'])).code).toBe(2);
});

test('what was read once is there without the service', async () => {
  const casedeck = await prepareCasedeck();
  const id = addEmail(casedeck);
  expect((await casedeck.run(['email', CASE, id, '--offline'])).code).toBe(5);
  const {out} = await casedeck.run(['email', CASE, id]);
  expect((await casedeck.run(['email', CASE, id, '--offline'])).out).toBe(out);
  const away = await casedeck.run(['email', CASE, id], {env: {EQUINIX_API_ENDPOINT: 'http://127.0.0.1:2'}});
  expect(away).toMatchObject({code: 0, out, err: expect.stringContaining('Showing what was read before')});
});

test('by order number the case number is found; hostile mail says nothing to the terminal', async () => {
  const casedeck = await prepareCasedeck();
  const id = casedeck.sandbox.ticket('11150666')?.emails[0]?.id ?? '';
  const ran = await casedeck.run(['email', '1-204976070666', id]);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('URGENT');
  // oxlint-disable-next-line no-control-regex -- what is looked for
  expect(ran.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test('exit codes: 5 no such e-mail, 6 a malformed id', async () => {
  const {run} = await prepareCasedeck();
  expect((await run(['email', CASE, '02s7z00000D30lZAAA'])).code).toBe(5);
  expect(await run(['email', CASE, 'short'])).toMatchObject({
    code: 6,
    err: expect.stringContaining('exactly 18'),
  });
});
