import {link, list, mail, p, quoted, signature, table} from './html.ts';
import {desk, head, type SeedTicket, you} from './seed-ticket.ts';

export const OFFICE: readonly SeedTicket[] = [
  {
    ...head`11147093 brightwater LD8 ACTION_REQUIRED 6d2h | Billing | Dispute of an invoice`,
    text: 'Invoice 100220033441 charges cross connect 1011585-M twice (lines 14 and 31), GBP 2 × 214.00. Please credit one.',
    reference: 'AP-2231',
    notes: [
      desk`5d We see two serial numbers, 1011585-M and 1011585-MR. The second is the redundant leg ordered on 1-203310440127.`,
      you`4d That order was cancelled, see the attached confirmation.`,
      desk`1d Please attach the confirmation again as PDF; the .eml file cannot be opened here.`,
    ],
    emails: [
      {
        ago: '5d',
        author: 'Billing EMEA',
        from: 'billing.emea@equinix.example',
        subject: 'Case 11147093 - Invoice 100220033441',
        html: mail(
          p('Dear customer,'),
          table(
            ['Line', 'Product', 'Serial', 'Amount'],
            ['14', 'Cross Connect', '1011585-M', '£214.00'],
            ['31', 'Cross Connect', '1011585-MR', '£214.00'],
            ['', '', '<b>Total</b>', '<b>£428.00</b>'],
          ),
          p(
            `Our terms: ${link('https://www.equinix.example/terms', 'terms of payment')}; pay by ${link('javascript:alert(1)', 'this link')}.`,
          ),
          signature('Billing Team', 'EMEA'),
        ),
      },
      {
        ago: '4d',
        author: 'Priya Raghunathan',
        from: 'noc@brightwater.example',
        to: 'billing.emea@equinix.example',
        subject: 'RE: Case 11147093 - Invoice 100220033441',
        html: mail(
          p('That order was cancelled on 3 March.'),
          quoted(
            'From: Billing EMEA<br>Sent: Monday<br>Subject: Case 11147093',
            p('We see two serial numbers …'),
          ),
        ),
      },
    ],
    files: [{name: 'Invoice_100220033441.pdf', content: {generated: 9 * 1024 * 1024}, source: 'EQUINIX'}],
    info: [
      {key: 'INVOICE', value: '100220033441'},
      {key: 'DISPUTED', value: true},
    ],
  },
  {
    ...head`11143502 CLOSED 19d | Account | User and permission`,
    text: 'Please give t.haverbeke the permission "Order trouble tickets" for all IBXs.',
    notes: [desk`18d Done by your own administrator; we only confirm.`],
  },
  {
    ...head`11150433 AM1 SUBMITTED 22h | Orders and Contracts | Termination of a service`,
    text: 'Please terminate cabinet AM1:0G:00EQ12-3:0310 at the end of the term. Equipment will be gone one week before.',
    reference: 'LEGAL-14',
    terminationInDays: 69,
    emails: [
      {
        ago: '21h',
        subject: 'Termination request received - Case 11150433',
        html: mail(
          p('We have received your notice. Still needed from you:'),
          list(
            'signed letter of termination',
            'date of the decommissioning visit',
            'list of cross connects that end with it',
          ),
          signature('Contract Desk', 'EMEA'),
        ),
      },
    ],
  },
  {
    ...head`11150717 SV5 IN_PROGRESS 13h | Billing | Purchase order change`,
    text: 'Replace PO.1234 by PO.2207 on all open orders of account 182389736.',
    reference: 'AP-2240',
    purchaseOrders: ['PO.1234', 'PO.2207'],
    notes: [desk`12h 14 of 17 orders changed. Three are locked by a running negotiation.`],
  },
  {
    ...head`1-204976070470 11149001 DA3 ACTION_REQUIRED 1d18h | Shipment | Inbound shipment not found`,
    others: ['5-987654321'],
    bare: true,
    text: 'Parcel 1Z999AA10123456784 (2 boxes, 38 kg) was delivered on Friday according to the carrier, but the portal shows nothing.',
    reference: 'LOG-900',
    types: ['TROUBLE', 'SHIPMENT'],
    notes: [
      desk`1d10h One box found in the loading bay, without an order number. Picture attached. Is this yours?`,
      you`1d9h Yes, that is box 2 of 2. Where is the first?`,
      desk`5h Carrier says that box 1 was signed by "J. SMITH". Nobody of that name works here. Please open a claim with the carrier and give us its number.`,
    ],
    files: [
      {
        name: 'box 2 of 2 (loading bay).jpg',
        content: {generated: 301_000},
        source: 'EQUINIX',
        disposition: 'bare',
      },
    ],
  },
  {
    ...head`1-204976069104 NY5 CLOSED 33d | Shipment | Outbound shipment`,
    text: 'Ship the old firewall pair back to the vendor, labels attached.',
    types: ['SHIPMENT'],
    notes: [desk`31d Collected by the carrier.`],
    files: [{name: 'label.pdf', content: {generated: 15_200}}],
  },
  {
    ...head`11150802 kaiyo RESOLVED 10h30m | Portal Support | General Inquiry`,
    text: '請求書の宛名を「海洋データ通信株式会社」に変更していただけますか。',
    notes: [desk`8h 変更いたしました。次回の請求書から反映されます。`],
    emails: [
      {
        ago: '8h',
        subject: 'ポータルサポート: 一般的なお問い合わせ - ケース 11150802',
        html: mail(
          p('田中様'),
          p('お世話になっております。宛名の変更が<b>完了</b>いたしました。'),
          list('変更前: Kaiyo Data K.K.', '変更後: 海洋データ通信株式会社'),
          p('よろしくお願いいたします。'),
        ),
      },
    ],
  },
  {
    ...head`1-204976061000 SV5 CLOSED 400d | Power | We are having a partial power outage`,
    text: 'Older than a year: order history must not list it, but it can be read by its number.',
    notes: [desk`399d Closed.`],
  },
  {
    ...head`1-204976077777 SV5 IN_PROGRESS 3d | Power | We are having a partial power outage`,
    text: 'A ticket of another organisation.',
    foreign: true,
  },
];
