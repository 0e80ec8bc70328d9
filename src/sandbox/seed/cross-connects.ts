import {link, list, mail, p, quoted, signature, table} from './html.ts';
import {desk, head, type SeedTicket, you} from './seed-ticket.ts';

export const CROSS_CONNECTS: readonly SeedTicket[] = [
  {
    ...head`1-204976070688 11150871 brightwater LD8 ACTION_REQUIRED 5h40m | Cross Connect | A live cross connect stopped working`,
    text: 'Cross connect 1011585-M to the exchange fabric is down since 03:12 UTC. We receive -31.4 dBm on our side, transmit is -2.1 dBm. Optics were swapped at our end, no change. Please measure both legs at the panel in LD8:03:001040:0102.',
    reference: 'BWP-INC-48213',
    cabinet: 'LD8:03:001040:0102',
    history: [
      ['5h40m', 'SUBMITTED'],
      ['5h5m', 'IN_PROGRESS'],
      ['25m', 'ACTION_REQUIRED'],
    ],
    notes: [
      desk`5h5m Technician assigned, starting at the meet-me room panel MMR2, ports 17/18.`,
      desk`4h31m Measured at MMR2:\n  port 17 (A leg)  -3.0 dBm\n  port 18 (Z leg)  no light\nThe Z side is not transmitting towards us.`,
      you`4h10m The Z side says that they transmit at -2.4 dBm. Could the jumper between MMR2 and MMR4 be the fault? It was moved in March (1-203310440127).`,
      desk`1h2m The jumper MMR2–MMR4 shows 28 dB loss. A replacement was patched and waits for your word.`,
      desk`25m Please confirm that we may move live traffic to the new jumper. The interruption is below one second. We hold the technician until 30 minutes after this note.`,
    ],
    emails: [
      {
        ago: '5h38m',
        subject: 'Case 11150871: A live cross connect stopped working',
        html: mail(
          p('Dear Priya,'),
          p('We have received your request and given it the number <b>11150871</b>.'),
          table(
            ['Field', 'Value'],
            ['IBX', 'LD8'],
            ['Cabinet', 'LD8:03:001040:0102'],
            ['Serial number', '1011585-M'],
            ['Severity', 'High'],
          ),
          p(
            `You can follow it in the ${link('https://portal.equinix.example/orders/1-204976070688?src=mail&amp;lang=en', 'customer portal')}.`,
          ),
          signature('Equinix Service Desk', 'Global'),
        ),
      },
      {
        ago: '24m',
        author: 'Amara Whitfield',
        from: 'amara.whitfield@equinix.example',
        cc: 'noc@brightwater.example; callum.fraser@brightwater.example',
        subject: 'RE: Case 11150871: A live cross connect stopped working - YOUR CONFIRMATION NEEDED',
        html: mail(
          p('Hi Priya,'),
          p('The light levels we have read today:'),
          table(
            ['Point', 'Direction', 'Level', 'Limit'],
            ['MMR2 port 17', 'from you', '-3.0 dBm', '-14.4 dBm'],
            ['MMR2 port 18', 'to you', 'no light', '-14.4 dBm'],
            ['MMR4 port 03', 'from the far end', '-2.9 dBm', '-14.4 dBm'],
          ),
          p('Before we move the patch we need from you:'),
          list(
            'a yes to an interruption below one second',
            'the name of the engineer who watches the link',
            'a telephone number',
          ),
          signature('Amara Whitfield', 'IBX Operations, LD8'),
          quoted(
            'On Tue, 4:31 AM, Priya Raghunathan &lt;noc@brightwater.example&gt; wrote:',
            p('The Z side says that they transmit at -2.4 dBm. Could the jumper be the fault?'),
            quoted('On Tue, 4:02 AM, Amara Whitfield wrote:', p('Port 18 shows no light at all.')),
          ),
        ),
      },
    ],
    files: [
      {
        name: 'lightlevels LD8.txt',
        content: {
          text: 'time(utc) rx tx\n03:10 -4.2 -2.1\n03:11 -4.2 -2.1\n03:12 -31.4 -2.1\n03:13 -31.4 -2.1\n',
        },
      },
      {name: 'otdr-trace-MMR2-MMR4.pdf', content: {generated: 48_213}, source: 'EQUINIX'},
    ],
    updatedBy: 'Amara Whitfield',
  },
  {
    ...head`1-204976070702 SV5 IN_PROGRESS 1h50m | Cross Connect | A live cross connect stopped working`,
    text: 'Link to AS64511 flaps every 40 to 90 seconds since the maintenance of last night (CHG0099120). CRC errors count up on our side only. Panel SV5:02:000510, port 24.',
    reference: 'NET-77120',
    cabinet: 'SV5:02:000510:0101',
    notes: [
      desk`1h31m Technician on the way to the cage. Do we have permission to unplug port 24 if needed?`,
      you`1h27m Yes. Traffic is drained from that port until 18:00 UTC.`,
      desk`22m Connector at port 24 is scratched, visible at 400x. Cleaning helped little: -11.8 dBm before, -9.6 dBm after. A new LC jumper is being fetched.`,
    ],
    updatedBy: 'Diego Marchetti',
  },
  {
    ...head`1-204976070611 hanseatic FR5 SUBMITTED 14m | Cross Connect | A live cross connect stopped working`,
    text: 'Kein Licht auf Port 7 (FR5:04:004010:0310). Letzter guter Wert -5,2 dBm um 02:41 MEZ. Bitte Stecker prüfen und reinigen; Rückruf vor jedem Eingriff an Port 8 – dort läuft der Börsenhandel!',
    reference: 'HBIT-2291',
    cabinet: 'FR5:04:004010:0310',
  },
  {
    ...head`1-204976070540 NY5 RESOLVED 1d3h | Cross Connect | A new cross connect was not installed properly`,
    text: 'New cross connect 9980813 was delivered yesterday, but transmit and receive are crossed. Please roll the fibres at our panel, port 11/12 in NY5:02:020270:0101.',
    reference: 'NET-76981',
    notes: [
      desk`1d1h Fibres rolled at your panel. We now see light in both directions: -3.3 dBm and -4.0 dBm.`,
      desk`23h Please check; the order closes by itself after 72 hours.`,
    ],
  },
  {
    ...head`1-204976069998 AM1 LD8 CLOSED 12d4h | Cross Connect | A live cross connect stopped working`,
    text: 'Metro path AM1 to LD8: loss of signal for 4 minutes at 22:17 UTC, then stable. We need the cause for our customer report.',
    reference: 'RCA-0811',
    notes: [
      desk`12d2h A duct was opened by a building contractor. The splice was protected at once.`,
      you`11d6h Thank you. Please send the written report when ready.`,
      desk`7d1h Report attached. We close this ticket.`,
    ],
  },
  {
    ...head`1-204976070231 kaiyo TY4 HK1 IN_PROGRESS 9h10m | Cross Connect | A live cross connect stopped working`,
    text: 'TY4↔HK1 の回線で断続的なパケットロスが発生しています。光レベル: 受信 -19.8 dBm(正常時 -6.1 dBm)。至急ご確認ください。',
    reference: '障害-2026-1123-07',
    cabinet: 'TY4:06:006A20:0101',
    notes: [
      desk`8h50m ご連絡ありがとうございます。担当者が現地で測定を開始します。`,
      you`7h20m 了解しました。ポート 3 は触らないでください 🙏`,
      desk`6h5m コネクタを清掃後、受信レベルは -7.0 dBm に改善しました。引き続き監視します。`,
    ],
  },
];
