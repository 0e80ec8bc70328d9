import {expect, test} from 'vitest';
import {PASSPHRASE, SIGNED_OUT, tokenRequests} from '../../support/signed-out.ts';
import {startConsole} from '../../support/start-console.ts';

test('login on a terminal: asked for each thing, the secret never echoed, a refusal counted', async () => {
  await using app = await startConsole({args: ['login'], env: SIGNED_OUT, cols: 100});
  const {terminal, sandbox} = app;
  await terminal.waitForText('Profile (default):');
  terminal.write('lab\r');
  await terminal.waitForText('Client id:');
  terminal.write(`${sandbox.clientId}\r`);
  await terminal.waitForText('Client secret (not shown):');
  // Typed with a slip, mended, and wrong all the same.
  terminal.write('not-the-secrex');
  terminal.press('backspace');
  terminal.write('t\r');
  await terminal.waitForText('1 refused attempt is used of 5');
  expect(tokenRequests(sandbox)).toBe(1);
  await terminal.waitForText('Type the secret again');
  // Pasted with the line break that copying left, which is not Enter.
  await terminal.waitFor('pastes', () => terminal.modes().bracketedPaste);
  terminal.paste(`${sandbox.clientSecret}\n`);
  await terminal.settled(200);
  expect(tokenRequests(sandbox)).toBe(1);
  terminal.press('enter');
  await terminal.waitForText('Signed in as nadia.oyelaran');
  await terminal.waitForText('keychain cannot be used: no D-Bus session bus runs here');
  await terminal.waitForText('Number (1):');
  terminal.write('9\r');
  await terminal.waitForText('Type a number from 1 to 2.');
  terminal.write('1\r');
  await terminal.waitForText('New passphrase');
  terminal.write(`${PASSPHRASE}\r`);
  await terminal.waitForText('Once more:');
  terminal.write(`${PASSPHRASE}\r`);
  const {code} = await terminal.waitForExit();
  expect(code).toBe(0);
  expect(terminal.screen()).toContain('Kept for the profile "lab"');
  const raw = terminal.raw();
  for (const hidden of [sandbox.clientSecret, 'not-the-secre', PASSPHRASE])
    expect(raw.includes(hidden), hidden.slice(0, 5)).toBe(false);
  expect(terminal.modes().bracketedPaste).toBe(false);
});

test('ctrl-c at the secret leaves the terminal as it was and sends nothing', async () => {
  await using app = await startConsole({
    args: ['login', '--profile', 'default'],
    env: SIGNED_OUT,
    shell: true,
    cols: 100,
  });
  const {terminal, sandbox} = app;
  const before = terminal.lineModes();
  await terminal.waitForText('Client id:');
  terminal.write('some-id\r');
  await terminal.waitForText('Client secret (not shown):');
  terminal.press('ctrl-c');
  await terminal.waitForText('Interrupted.');
  await terminal.waitForText(/Interrupted\.[\s\S]*prompt>/);
  expect(terminal.modes().bracketedPaste).toBe(false);
  expect(terminal.lineModes()).toEqual(before);
  expect(sandbox.log()).toEqual([]);
});
