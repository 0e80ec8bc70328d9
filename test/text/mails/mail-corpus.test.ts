import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {htmlToText} from '../../../src/text/html/html-to-text.ts';
import {words, wordsOf} from './mail-oracle.ts';

const FOLDER = new URL('corpus/', import.meta.url);
const NAMES = readdirSync(FOLDER);

const body = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');

function read(name: string): {readonly text: string; readonly own: string; readonly quoted: string} {
  const {blocks} = htmlToText(body(name));
  const of = (kind: string) =>
    blocks
      .filter((block) => block.kind === kind)
      .map((block) => block.text)
      .join('\n');
  return {text: blocks.map((block) => block.text).join('\n'), own: of('text'), quoted: of('quote')};
}

/** Words that occur less often in the second list, each as often as it lacks. */
function lacking(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const left = Map.groupBy(there, (word) => word);
  return wanted.filter((word) => left.get(word)?.pop() === undefined);
}

test('the corpus is large enough to mean something', () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(60);
});

test.each(NAMES)('%s: every word is there, and none that is hidden', (name) => {
  const {text} = read(name);
  const there = words(text.replaceAll(/ \[\d+\]/g, ''));
  const {shown, hidden} = name.endsWith('.txt')
    ? {shown: words(body(name)), hidden: []}
    : wordsOf(body(name));
  // What a style sheet hides, the mail itself says so.
  expect(lacking(shown, there).filter((word) => !word.startsWith('HIDDEN'))).toEqual([]);
  const inSight = new Set(shown);
  const never = new Set(hidden.filter((word) => !inSight.has(word)));
  expect(there.filter((word) => never.has(word))).toEqual([]);
  expect(text).not.toContain('HIDDEN');
  expect(text).not.toMatch(/<\/?(?:p|div|td|tr|table|span|br)\b/);
});

test.each([
  ['outlook-reply.html', 'ask for Priya', 'Can you confirm'],
  ['outlook-mobile.html', 'on the way', 'Both feeds are dark'],
  ['outlook-web.html', 'Take a picture', 'Vilken port'],
  ['gmail-reply.html', 'go ahead', 'one transceiver'],
  ['gmail-inline-answers.html', 'Cabinet 0108', 'Which cabinet'],
  ['gmail-inline-answers.html', 'it carries production', 'power it down'],
  ['gmail-forward.html', 'Please handle', 'since 14:52'],
  ['gmail-indent.html', 'first unplug', ''],
  ['apple-reply.html', 'part arrived', 'Did the part'],
  ['apple-inline.html', 'Between 09:00', 'What time'],
  ['apple-inline.html', 'Two technicians', 'Who comes'],
  ['thunderbird-reply.html', 'Bitte vorher anrufen', 'Passt Samstag'],
  ['thunderbird-forward.html', 'FYI', 'smoke alarm went off'],
  ['proton-reply.html', 'Both are fine', 'both feeds fine'],
  ['yahoo-reply.html', 'cancel it', 'still need'],
  ['gmx-reply.html', 'bitte tauschen', 'Netzteil'],
  ['zoho-reply.html', 'Done, thanks', 'Is it done'],
  ['lotus-reply.html', 'Approved', 'approve the shutdown'],
  ['windows-live-mail.html', 'We agree', 'Do you agree'],
  ['yandex-reply.html', 'Согласовано', 'отключить'],
  ['outlook-express-text.txt', 'Please hold', 'start today'],
  ['plain-inline-answers.txt', 'Port 14.', 'Which port'],
  ['plain-inline-answers.txt', 'Panel PP:0102:1143', 'And the panel'],
  ['plain-quoting-html.txt', 'What is the limit', ''],
  ['japanese-reply.html', '承知しました', '作業時間をご確認'],
  ['chinese-reply.html', '可以更换。', '光模块吗'],
  ['chinese-taiwan-reply.html', '請在週五', '何時方便'],
  ['korean-reply.html', '진행해', '교체할까요'],
  ['russian-reply.html', 'отключайте', 'отключить питание'],
  ['polish-outlook.html', 'Zgoda', 'Czy termin'],
  ['portuguese-outlook.html', 'podem trocar', 'trocar a fonte'],
  ['turkish-outlook.html', 'Uygundur', 'uygun mu'],
  ['form-move.html', 'Serial numbers', ''],
  ['form-shipment.html', 'needs a lift', ''],
])('%s: "%s" is the sender’s, "%s" is quoted', (name, ours, theirs) => {
  const {own, quoted} = read(name);
  expect(own).toContain(ours);
  expect(quoted).not.toContain(ours);
  expect(own).not.toContain(theirs === '' ? '\0' : theirs);
  expect(quoted).toContain(theirs);
});
