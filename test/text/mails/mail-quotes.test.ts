import {expect, test} from 'vitest';
import {htmlToText} from '../../../src/text/html/html-to-text.ts';

const kinds = (body: string) => htmlToText(body).blocks.map(({kind, text}) => [kind, text]);
const quotedIn = (body: string) =>
  htmlToText(body)
    .blocks.filter(({kind}) => kind === 'quote')
    .map(({text}) => text)
    .join('\n');

/** Who, when, to whom and about what, as Outlook writes it in each language. */
const HEADERS = [
  ['English', 'From', 'Sent', 'To', 'Subject'],
  ['German', 'Von', 'Gesendet', 'An', 'Betreff'],
  ['French', 'De ', 'Envoyé ', 'À ', 'Objet '],
  ['Spanish', 'De', 'Enviado el', 'Para', 'Asunto'],
  ['Italian', 'Da', 'Inviato', 'A', 'Oggetto'],
  ['Dutch', 'Van', 'Verzonden', 'Aan', 'Onderwerp'],
  ['Swedish', 'Från', 'Skickat', 'Till', 'Ämne'],
  ['Danish', 'Fra', 'Sendt', 'Til', 'Emne'],
  ['Norwegian', 'Fra', 'Dato', 'Til', 'Emne'],
  ['Finnish', 'Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
  ['Polish', 'Od', 'Wysłano', 'Do', 'Temat'],
  ['Czech', 'Od', 'Odesláno', 'Komu', 'Předmět'],
  ['Russian', 'От', 'Отправлено', 'Кому', 'Тема'],
  ['Turkish', 'Kimden', 'Gönderildi', 'Kime', 'Konu'],
  ['Korean', '보낸 사람', '보낸 날짜', '받는 사람', '제목'],
  ['Japanese', '差出人', '送信日時', '宛先', '件名'],
  ['simplified Chinese', '发件人', '发送时间', '收件人', '主题'],
  ['traditional Chinese', '寄件者', '寄件日期', '收件者', '主旨'],
  ['Hungarian', 'Feladó', 'Elküldve', 'Címzett', 'Tárgy'],
  ['Bulgarian', 'От', 'Изпратено', 'До', 'Относно'],
  ['Portuguese of Brazil', 'De', 'Enviada em', 'Para', 'Assunto'],
  ['Portuguese', 'De', 'Enviado', 'Para', 'Assunto'],
] as const;

const header = (labels: readonly string[], end: string) => {
  const values = ['Bob', '23.11.2026 16:12', 'Alice', 'Port 14'];
  return labels.map((label, index) => `${label}: ${values[index]}`).join(end);
};

test.each(HEADERS)('a header in %s begins the older mail, in HTML and in plain text', (_name, ...labels) => {
  const html = `<p>New</p><div><b>${header(labels, '<br><b>').replaceAll(': ', ':</b> ')}</div><p>Old</p>`;
  expect(kinds(html)[0]).toEqual(['text', 'New']);
  expect(quotedIn(html)).toMatch(/Old$/);
  const plain = `New\n\n${header(labels, '\n')}\n\nOld`;
  expect(kinds(plain)).toEqual([
    ['text', 'New'],
    ['quote', `${header(labels, '\n')}\n\nOld`],
  ]);
});

test.each(HEADERS)('in %s the date may stand before the sender', (_name, ...labels) => {
  const [from = '', sent = '', ...others] = header(labels, '\n').split('\n');
  expect(quotedIn(['New', '', sent, from, ...others, '', 'Old'].join('\n'))).toMatch(/Old$/);
});

test.each([
  'On Mon, 23 Nov 2026 at 16:12, Bob <b@a.example> wrote:',
  'Am 23.11.2026 um 16:12 schrieb Bob <b@a.example>:',
  'Le 23/11/2026 à 16:12, Bob a écrit :',
  'El lun, 23 nov 2026 a las 16:12, Bob (<b@a.example>) escribió:',
  'Il giorno lun 23 nov 2026 alle 16:12 Bob <b@a.example> ha scritto:',
  'Op ma 23 nov 2026 om 16:12 schreef Bob <b@a.example>:',
  'Em seg., 23 de nov. de 2026 às 16:12, Bob <b@a.example> escreveu:',
  'Den mån 23 nov. 2026 kl 16:12 skrev Bob <b@a.example>:',
  'man. 23. nov. 2026 kl. 16.12 skrev Bob <b@a.example>:',
  'ma 23. marrask. 2026 klo 16.12 Bob (b@a.example) kirjoitti:',
  'pon., 23 lis 2026 o 16:12 Bob <b@a.example> napisał(a):',
  'po 23. 11. 2026 v 16:12 odesílatel Bob <b@a.example> napsal:',
  'пн, 23 нояб. 2026 г. в 16:12, Bob <b@a.example> пишет:',
  '23 ноября 2026, 16:12 Bob <b@a.example> написал(а):',
  'Bob <b@a.example>, 23 Kas 2026 Pzt, 16:12 tarihinde şunu yazdı:',
  '2026년 11월 23일 (월) 오후 4:12, Bob <b@a.example>님이 작성:',
  'Bob <b@a.example> 於 2026年11月23日 週一 下午4:12寫道：',
  'Bob <b@a.example> 于2026年11月23日周一 16:12写道：',
  '2026年11月23日(月) 16:12 Bob <b@a.example>:',
  'Bob <b@a.example> ezt írta (időpont: 2026. nov. 23., H, 16:12):',
  'На пн, 23.11.2026 г. в 16:12 Bob <b@a.example> написа:',
  '23.11.2026, 16:12, "Bob" <b@a.example>:',
  'Bob <b@a.example> wrote on 23/11/2026 16:12:10:',
  '---- On Mon, 23 Nov 2026 16:12:10 +0100 Bob <b@a.example> wrote ----',
])('%s', (line) => {
  expect(kinds(`New\n\n${line}\n> Old\n\nAnswer\n\n> Older\n\nEnd`)).toEqual([
    ['text', 'New'],
    ['quote', `${line}\nOld`],
    ['text', 'Answer'],
    ['quote', 'Older'],
    ['text', 'End'],
  ]);
  // Where nothing is marked, all behind it is the older mail.
  expect(quotedIn(`New\n\n${line}\n\nOld\nand more`)).toMatch(/and more$/);
});

test.each([
  'From: SV5:01:0102\nTo: SV5:01:0333\nDate: 28 Nov 2026 10:00',
  'From: John Smith\nTo: Jane Doe\nDate: 28 Nov 2026',
  'From: 09:00\nTo: 11:00\nDate: 28 Nov 2026\nSubject: visit',
  'Date: 28 Nov 2026\nFrom: SV5\nTo: DA3',
  'From: SV5\nEquipment: router\nTo: DA3\nDate: today',
  'Von: SV5\nAn: FR2\nDatum: 28.11.2026',
])('a form is no quotation: %j', (form) => {
  const html = `<p>Please move it:</p><hr><div style="border-top:1px solid #ccc">${form.replaceAll('\n', '<br>')}</div><p>Thanks</p>`;
  expect(quotedIn(html)).toBe('');
  expect(quotedIn(`Please move it:\n\n${form}\n\nThanks`)).toBe('');
});

test('a sentence about what somebody wrote is no quotation', () => {
  expect(
    quotedIn('<p>On 23 Nov 2026 at 14:52 the technician wrote:</p><p>all fine</p><p>It is not.</p>'),
  ).toBe('');
});

test('the header that a mail program names begins the older mail, however short', () => {
  const header = '<div id="x_divRplyFwdMsg"><b>From:</b> Bob<br><b>Sent:</b> Monday</div>';
  expect(quotedIn(`<p>New</p>${header}<p>Old</p>`)).toBe('From: Bob\nSent: Monday\n\nOld');
});

test('a header with nothing behind it is no quotation', () => {
  expect(quotedIn('Details:\n\nFrom: Bob\nSent: Monday\nTo: Alice\nSubject: Port 14')).toBe('');
});

test('an answer right behind the line that says who wrote what is the sender’s', () => {
  const attr = '<div class="gmail_attr">On Mon, 23 Nov 2026 at 16:12, Bob wrote:<br></div>';
  const old = '<blockquote class="gmail_quote">Old</blockquote>';
  expect(
    kinds(`<p>New</p><div class="gmail_quote">${attr}<div>Answer</div>${old}<div>End</div></div>`),
  ).toEqual([
    ['text', 'New'],
    ['quote', 'On Mon, 23 Nov 2026 at 16:12, Bob wrote:'],
    ['text', 'Answer'],
    ['quote', 'Old'],
    ['text', 'End'],
  ]);
});

test.each([
  'yahoo_quoted',
  'ydp1a2byahoo_quoted',
  'm_-12345yahoo_quoted',
  'x_yahoo_quoted other',
  'zmail_extra',
  'moz-forward-container',
])('all that %s wraps is quoted', (name) => {
  const old =
    '<div>On 23 Nov 2026 at 16:12 Bob wrote:</div><div>Old</div><blockquote>Older</blockquote>end of it';
  expect(quotedIn(`<div>New</div><div class="${name}">${old}</div>`)).toMatch(/end of it$/);
});

test.each([
  ['margin:0 0 0 40px;border:none;padding:0px', false],
  ['border:none;border-left:solid #CCCCCC 1.0pt;padding:0in 0in 0in 6.0pt', true],
  ['margin:0 0 0 .8ex;border-left:1px #ccc solid', true],
  ['margin:5pt', true],
])('a blockquote with %j is a quotation: %s', (style, isQuoted) => {
  expect(quotedIn(`<p>New</p><blockquote style="${style}">Old</blockquote>`)).toBe(isQuoted ? 'Old' : '');
});

test('Outlook that marks what it quotes leaves room for answers', () => {
  const body = '-----Original Message-----\nFrom: Bob\nSent: Monday\n\n> One?\n\nYes.\n\n> Two?\n\nNo.';
  expect(kinds(body).filter(([kind]) => kind === 'text')).toEqual([
    ['text', 'Yes.'],
    ['text', 'No.'],
  ]);
});
