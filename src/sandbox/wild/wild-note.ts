import type {Random} from '../random.ts';

const CHANGES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.trim().replaceAll(/\r?\n/g, '\r\n'),
  (text) => `${text}\n\n--\nSubmitted by API user`,
  (text) => `<p>${escaped(text).replaceAll('\n', '<br/>')}</p>`,
  (text) => escaped(text),
  (text) => text.replaceAll(/https?:\/\/\S+/g, (url) => `<a href="${url}">${url}</a>`),
  (text) => text.replaceAll(/[ \t]+/g, ' '),
  (text) => text.toUpperCase(),
];

/** A note as some services keep it: trimmed, signed, as HTML, with entities, in other letters. */
export function wildNote(text: string, random: Random): string {
  return random.pick(CHANGES)(text);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
