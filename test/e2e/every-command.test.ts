import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {COMMANDS} from '../../src/keys/keymap.ts';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {createTour, type Way} from '../support/command-tour.ts';
import {firstRows} from '../support/long.ts';
import {configureHome, openConsole} from '../support/open-console.ts';
import {passphraseFile, runCommand, SIGNED_OUT} from '../support/signed-out.ts';
import {ALL_TICKETS, consoleEnv, makeHome, PROMPT} from '../support/start-console.ts';
import {everywhere, find, handover, marks, moveAndOrder} from './stories/list.ts';
import {passphrase, signIn} from './stories/sign-in.ts';
import {news, picture, ticket} from './stories/ticket.ts';
import {create, edit, found, send, transfer} from './stories/write.ts';

const VIEWS = `[views.eight]
title = "Eight"
slot = 8
[views.nine]
title = "Nine"
slot = 9
`;

/** Asked for in stories of their own, since the console has to begin with them. */
const AT_THE_START = ['prompt.accept', 'prompt.close'];

/** What the palette does is in help-and-palette.test.ts; that it reaches every one of them is for the long versions. */
const WAYS = firstRows<Way>(['by its key', 'by the palette']);

test.for(WAYS)('every command is reached %s, and does what it says', {timeout: 180_000}, async (way) => {
  const home = makeHome();
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const editor = join(home, 'editor.sh');
  writeFileSync(editor, '#!/bin/sh\nprintf "from the editor" > "$1"\n', {mode: 0o755});
  await using app = await openConsole({
    sandbox: ALL_TICKETS,
    home,
    cols: 100,
    rows: 30,
    shell: true,
    config: VIEWS,
    env: {EDITOR: editor, SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'},
  });
  const tour = createTour(app, way);
  await app.terminal.waitForText('ACTION');
  await app.terminal.settled(400);
  for (const story of [moveAndOrder, find, everywhere, marks, handover, signIn, news, ticket])
    await story(tour);
  for (const story of [picture, edit, send, found, transfer, create]) await story(tour);
  await tour.run('quit', PROMPT);
  expect([...tour.done(), ...AT_THE_START].toSorted()).toEqual(COMMANDS.map(({id}) => id).toSorted());
});

test.for(WAYS)('the question for a passphrase is answered %s', async (way) => {
  const home = makeHome();
  const sandbox = await startSandbox();
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(home, {recursive: true, force: true});
  });
  configureHome(home);
  const env = {...consoleEnv(home, sandbox), ...SIGNED_OUT};
  const login = ['login', '--client-id', sandbox.clientId];
  const kept = {...env, CASEDECK_PASSPHRASE_FILE: passphraseFile(home)};
  expect(await runCommand(login, kept, sandbox.clientSecret)).toMatchObject({code: 0});
  await using app = await openConsole({home, sandbox, env: SIGNED_OUT});
  const tour = createTour(app, way);
  await passphrase(tour);
  expect(tour.done()).toEqual(AT_THE_START);
});
