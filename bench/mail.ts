/**
 * Times the reading of mails: `node bench/mail.ts`. The corpus of the tests mail by mail, and mails of
 * 1.5 MB of several kinds, each at once and in slices, with the longest slice that a key would wait for.
 */
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {htmlToText, htmlToTextInSlices} from '../src/text/html/html-to-text.ts';

const CORPUS = new URL('../test/text/mails/', import.meta.url);
const SIZE = 1_500_000;
const ROUNDS = 5;
const WORDS = 'The technician reseated the optics and cleaned both ends; light is back at -3 dBm. ';

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** What this thread used of a processor: on a busy machine the clock tells more of the others. */
function used(): number {
  const {user, system} = process.threadCpuUsage();
  return (user + system) / 1000;
}

function usedBy(work: () => unknown): number {
  const start = used();
  work();
  return used() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function filled(write: (index: number) => string): string {
  let text = '';
  for (let index = 0; text.length < SIZE; index += 1) text += write(index);
  return text;
}

const CELL = 'style="border:1px solid #ccc;padding:4px"';
const LARGE: Readonly<Record<string, string>> = {
  paragraphs: filled(
    (index) => `<p class="MsoNormal"><span style="font-size:11pt">${index} ${WORDS}<o:p></o:p></span></p>\n`,
  ),
  'a data table': `<table border="1">${filled((index) => `<tr><td ${CELL}>Port ${index}</td><td ${CELL}>SV5:01:0102</td><td ${CELL}><b>down</b></td></tr>\n`)}</table>`,
  'a newsletter': filled(
    (index) =>
      `<table role="presentation" width="100%"><tr><td align="center"><table width="600"><tr><td style="font-size:0"><div style="font-size:14px"><h2>Item ${index}</h2><p>${WORDS}</p><a href="https://news.example/${index}" style="display:inline-block">Read more</a></div></td></tr></table></td></tr></table>\n`,
  ),
  'a thread': filled(
    () =>
      `<div dir="ltr">${WORDS}</div><div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 23, 2026 at 9:00 AM NOC &lt;noc@a.example&gt; wrote:<br></div><blockquote class="gmail_quote">`,
  ),
  'a style sheet': `<style>${filled((index) => `.c${index}{color:red;background:url("x;y")}\n`)}</style><p>${WORDS}</p>`,
  'a picture': `<img src="data:image/png;base64,${filled(() => 'iVBORw0K')}"><p>${WORDS}</p>`,
  'plain text': filled((index) => `${index} ${WORDS}\n`),
};

/** What the longest slice used. */
async function longestSlice(body: string): Promise<number> {
  let longest = 0;
  let last = used();
  let isReading = true;
  const tick = () => {
    longest = Math.max(longest, used() - last);
    last = used();
    if (isReading) setImmediate(tick);
  };
  setImmediate(tick);
  await htmlToTextInSlices(body);
  longest = Math.max(longest, used() - last);
  isReading = false;
  return longest;
}

export type LargeMail = {
  readonly name: string;
  readonly firstMs: number;
  readonly medianMs: number;
  readonly computedMs: number;
  readonly longestSliceMs: number;
};

export type Mails = {
  readonly count: number;
  readonly first: Range;
  readonly again: Range;
  readonly large: readonly LargeMail[];
};

type Range = {readonly medianMs: number; readonly longestMs: number};

const rangeOf = (times: readonly number[]): Range => ({
  medianMs: median(times),
  longestMs: Math.max(...times),
});

/** The mails of the tests, for the first time in this process and once more, and the large ones. */
export async function measureMails(): Promise<Mails> {
  const names = readdirSync(CORPUS, {recursive: true, encoding: 'utf8'}).filter((name) =>
    /\.(?:html|txt)$/.test(name),
  );
  const bodies = names.map((name) => readFileSync(new URL(name, CORPUS), 'utf8'));
  const first = bodies.map((body) => time(() => htmlToText(body)));
  const again = bodies.map((body) => time(() => htmlToText(body)));
  const large: LargeMail[] = [];
  for (const [name, body] of Object.entries(LARGE)) {
    const firstMs = time(() => htmlToText(body));
    const more = Array.from({length: ROUNDS}, () => time(() => htmlToText(body)));
    const computed = Array.from({length: ROUNDS}, () => usedBy(() => htmlToText(body)));
    const longestSliceMs = await longestSlice(body);
    large.push({name, firstMs, medianMs: median(more), computedMs: median(computed), longestSliceMs});
  }
  return {count: bodies.length, first: rangeOf(first), again: rangeOf(again), large};
}

/** Markdown tables of them. */
export function mailTables({count, first, again, large}: Mails): readonly string[] {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell)).join(' | ')} |`;
  return [
    line([`${count} mails to text`, 'median ms', 'longest ms']),
    '|---|---|---|',
    line(['read for the first time', first.medianMs, first.longestMs]),
    line(['read again', again.medianMs, again.longestMs]),
    '',
    line(['1.5 MB of', 'first ms', 'median ms', 'computed ms', 'longest slice, computed ms']),
    '|---|---|---|---|---|',
    ...large.map((mail) =>
      line([mail.name, mail.firstMs, mail.medianMs, mail.computedMs, mail.longestSliceMs]),
    ),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const line of mailTables(await measureMails())) console.log(line);
