import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {CasedeckRunner} from '../../support/run-casedeck.ts';

export const CASE = '11150929';

/** Names and contents of what the service has. */
export function filesOf({sandbox}: CasedeckRunner): Readonly<Record<string, string>> {
  const files = sandbox.ticket(CASE)?.attachments.filter(({content}) => 'bytes' in content) ?? [];
  return Object.fromEntries(
    files.map(({name, content}) => [name, 'bytes' in content ? Buffer.from(content.bytes).toString() : '']),
  );
}

export function uploads({asked}: CasedeckRunner): number {
  return asked().filter((operation) => operation === 'uploadAttachment').length;
}

export function write(casedeck: CasedeckRunner, name: string, content: string | Uint8Array): string {
  const path = join(casedeck.home, name);
  writeFileSync(path, content);
  return path;
}
