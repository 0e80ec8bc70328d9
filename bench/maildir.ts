import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {subjectOf} from './tickets.ts';

const MINUTE = 60_000;

/** Writes a maildir with as many messages as the store has tickets, all read. `now` in milliseconds since 1970. */
export function fillMaildir(folder: string, count: number, now: number): void {
  for (const each of ['cur', 'new', 'tmp']) mkdirSync(join(folder, each), {recursive: true});
  for (let index = 0; index < count; index += 1) {
    const at = now - index * MINUTE;
    writeFileSync(join(folder, 'cur', `${Math.floor(at / 1000)}.M${index}P1.bench:2,S`), message(index, at));
  }
}

function message(index: number, at: number): string {
  return [
    'From: Support Desk <support@example.com>',
    'To: On Call <oncall@example.com>',
    `Subject: ${subjectOf(index)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${index}.bench@example.com>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Note on ${subjectOf(index)}: the technician is on site and works on it.`,
    '',
  ].join('\n');
}
