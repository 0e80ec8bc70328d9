import {mail, p} from './html.ts';
import {desk, head, type SeedTicket, you} from './seed-ticket.ts';

const PARAGRAPH =
  'At 02:14 UTC the monitoring of our core in Melbourne lost both paths. We list here, step by step, what was seen and tried, so that your next shift need not ask again. ';

/** One note of exactly 4,000 characters, which is the most the service takes. */
function longestNote(): string {
  const steps = Array.from(
    {length: 60},
    (_, step) =>
      `\n${String(step + 1).padStart(2, '0')}. ${PARAGRAPH.slice(0, 40 + ((step * 37) % 90)).trim()} (check ${step + 1})`,
  );
  const text = `${PARAGRAPH}\n${steps.join('')}`;
  return text.padEnd(4000, ' End of log.').slice(0, 3999) + '.';
}

export const WRITING: readonly SeedTicket[] = [
  {
    ...head`1-204976070630 11150777 ME2 IN_PROGRESS 6h10m | Cross Connect | A live cross connect stopped working`,
    quiet: true,
    text: 'Both paths out of ME2 down for 11 minutes, then up again. Full log in the first note.',
    reference: 'RCA-0902',
    notes: [
      ['6h5m', 'you', longestNote()],
      desk`5h30m Thank you for the exhaustive log. We compare it with our own.`,
    ],
  },
  {
    ...head`1-204976070577 SG1 SUBMITTED 3h33m | Hardware | A device has a service-impacting fault`,
    text: '🔥🔥 Fan tray alarm 🔥🔥 on sg-agg-1 👩🏽‍💻 please look asap 🙏🏻 (unit 1️⃣2️⃣, 🇸🇬)',
    reference: '🎫-001',
    notes: [
      desk`3h20m On it 👍🏼 — 👨‍👩‍👧‍👦 tour group in the aisle, 10 minutes. Cafe\u0301, nai\u0308ve, A\u030A, Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034DALGO.`,
    ],
  },
  {
    ...head`1-204976070555 PA3 IN_PROGRESS 8h20m | Security | Service problem with cage or cabinet`,
    text: 'باب القفص لا يُغلق بعد الخروج. رقم الخزانة PA3:01:S1A-12:0101، يرجى إرسال فني.',
    notes: [
      desk`8h الفني في الطريق، الوقت المتوقع 30 دقيقة (ETA 30 min).`,
      you`7h40m תודה רבה! נא לעדכן כשמסיימים. Cabinet 0101 בלבד.`,
    ],
    contacts: [
      {
        firstName: 'ليلى',
        lastName: 'الحداد',
        type: 'ORDERING',
        details: [{type: 'EMAIL', value: 'layla@vjt.example'}],
      },
      {
        firstName: 'דנה',
        lastName: 'כהן',
        type: 'TECHNICAL',
        details: [{type: 'MOBILE', value: '+972-505550133'}],
      },
    ],
  },
  {
    ...head`1-204976070450 11150590 kaiyo TY4 ACTION_REQUIRED 12h | Hardware | A device has a service-impacting fault`,
    text: 'サーバー「東京-基幹-01」の電源ユニット2に警告ランプ(橙)。ｶﾅ半角ﾃｽﾄ、全角ＡＢＣ１２３。交換部品は保管庫にあります。',
    notes: [desk`11h 交換部品が二つあります。どちらを使用しますか？\n① 型番 PSU-1100W\n② 型番 PSU-1400W`],
    bare: true,
    emails: [
      {
        ago: '11h',
        subject: '【要回答】電源ユニットの型番について (11150590)',
        html: mail(p('型番を<b>ご確認</b>ください。'), p('한국어 안내: 교체할 부품을 확인해 주세요.')),
      },
    ],
  },
  {
    ...head`1-204976070111 11148700 hanseatic FR5 RESOLVED 2d3h | Cross Connect | A new cross connect was not installed properly`,
    text: 'Ελληνικά, Кириллица, Việt Nam, ไทย และ हिन्दी in one label: please copy it exactly onto the patch cord. ①②③ ½ ﬁ ﷽',
    notes: [desk`2d Label printed: Ελληνικά / Кириллица / Việt Nam / ไทย / हिन्दी. Photo attached.`],
    files: [{name: 'étiquette – наклейка ①.png', content: {generated: 20_480}, source: 'EQUINIX'}],
  },
  {
    ...head`1-204976070077 DA3 SUBMITTED 55m | Hardware | A device has a service-impacting fault`,
    text: `Console output, one line of 700 characters without a blank: ${'0123456789abcdef'.repeat(43)}`,
    notes: [
      you`50m \tindented\twith\ttabs\r\nand a Windows line end\r\n\r\n\r\nand many blank lines   \n   \nend`,
    ],
  },
];
