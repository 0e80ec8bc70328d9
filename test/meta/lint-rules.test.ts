import {RuleTester} from 'oxlint/plugins-dev';
import {describe, it} from 'vitest';
import {importDirection} from '../../tools/lint/import-direction.ts';
import {keysInKeymap} from '../../tools/lint/keys-in-keymap.ts';

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({languageOptions: {sourceType: 'module', parserOptions: {lang: 'tsx'}}});
const at = (filename: string, code: string) => ({filename: `/repo/src/${filename}`, code});
const refused = (filename: string, code: string, message: RegExp) => ({
  ...at(filename, code),
  errors: [{message}],
});

tester.run('import-direction', importDirection, {
  valid: [
    at('screens/ListScreen.tsx', `import {useTickets} from '../hooks/useTickets.ts'`),
    at('screens/ticket/layout.ts', `import type {SyncStatus} from '../../sync/contracts.ts'`),
    at('screens/ticket/layout.ts', `import {isFinal} from '../../domain/ticket.ts'`),
    at(
      'store/rows.ts',
      `import {isFinal} from '../domain/ticket.ts'; import {DatabaseSync} from 'node:sqlite'`,
    ),
    at('store/rows.ts', `import type {Api} from '../api/api.ts'`),
    at(
      'sandbox/page/openapi.ts',
      `import text from '../api/openapi.yaml'; import {escapeJson} from '../text/safe/escape-json.ts'`,
    ),
    at('cli.ts', `const {runApp} = await import('./app.tsx')`),
    at('commands/demo.ts', `const {startSandbox} = await import('../sandbox/start-sandbox.ts')`),
    at('hooks/useThing.ts', `import useSWR from 'swr'; export type {Thing} from '../store/records.ts'`),
    {filename: '/repo/test/support/render.tsx', code: `import {App} from '../../src/app.tsx'`},
  ],
  invalid: [
    refused(
      'api/call.ts',
      `import {openStore} from '../store/open-store.ts'`,
      /^api must not import store: .*may import domain, text, errors/,
    ),
    refused(
      'text/width.ts',
      `import type {Ticket} from '../domain/ticket.ts'`,
      /^text must not import domain/,
    ),
    refused(
      'components/Pane.tsx',
      `import {useTicket} from '../hooks/useTicket.ts'`,
      /^components must not import hooks/,
    ),
    refused(
      'store/rows.ts',
      `import {createApi} from '../api/create-api.ts'`,
      /^store may import only types from api/,
    ),
    refused(
      'sandbox/world.ts',
      `import {isFinal} from '../domain/ticket.ts'`,
      /^sandbox must not import domain/,
    ),
    refused('app.tsx', `void import('./sandbox/start-sandbox.ts')`, /^app must not import sandbox/),
    refused(
      'screens/A.tsx',
      `export {isFinal} from '../commands/read/show.ts'`,
      /^screens must not import commands/,
    ),
    refused('sync/poller.ts', `import {useState} from 'react'`, /^Only app, .* may import react/),
    refused('hooks/useA.ts', `import {DatabaseSync} from 'node:sqlite'`, /Use the Store/),
    refused('screens/A.tsx', `import useSWR from 'swr'`, /Write a hook/),
    refused('helpers/a.ts', `import {b} from '../text/b.ts'`, /is unknown/),
  ],
});

tester.run('keys-in-keymap', keysInKeymap, {
  valid: [
    at('hooks/keys.tsx', `import {useInput} from 'ink'; if (input === 'j') go()`),
    at('terminal/key-parser.ts', `if (key === 'esc') go()`),
    at('screens/A.tsx', `if (pair.key === 'cage') show()`),
    at('screens/A.tsx', `if (row.key === 'ordering contact' || input === undefined) show()`),
    at('screens/A.tsx', `import {Box} from 'ink'; useKeys('list', {'move.down': next})`),
  ],
  invalid: [
    refused('screens/A.tsx', `import {useInput} from 'ink'`, /useInput of ink .*only in src\/keys/),
    refused('components/Editor.tsx', `import {Text, usePaste as paste} from 'ink'`, /usePaste of ink/),
    refused('screens/A.tsx', `if (input === 'j') next()`, /compares a raw key/),
    refused('hooks/useA.ts', `if ('ctrl-s' === event.key) send()`, /compares a raw key/),
    refused('screens/A.tsx', `switch (event.name) { case 'esc': close() }`, /switches on a raw key/),
    refused('screens/A.tsx', `if (key.return) open()`, /reads a raw key/),
  ],
});
