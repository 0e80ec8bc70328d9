import {mail, p, signature} from './html.ts';
import {desk, head, type SeedTicket, you} from './seed-ticket.ts';

export const HANDS: readonly SeedTicket[] = [
  {
    ...head`1-204976070655 11150929 DA3 IN_PROGRESS 2h20m | Hardware | A device has a service-impacting fault`,
    text: 'Remote hands: reseat line card 3 of core router dal-cr2 (DA3:01:010315:0205, unit 22 to 34). The card shows a steady amber LED and the router logs "fabric link 3/1 down". Please take a picture before and after.',
    reference: 'REF-44211',
    cabinet: 'DA3:01:010315:0205',
    types: ['TROUBLE', 'SMART_HANDS'],
    notes: [
      desk`2h2m Accepted. A technician is booked for the next free slot, about 45 minutes.`,
      desk`1h4m At the cabinet. Pictures taken. The lever of slot 3 was not locked.`,
      you`58m That explains it. Please reseat and lock it, then wait for the LED. Booting takes 6 to 7 minutes.`,
    ],
    emails: [
      {
        ago: '2h18m',
        subject: 'Portal Support Ticket: Remote hands - Case 11150929',
        html: mail(
          p('Your request was accepted.'),
          p('Number: <b>11150929</b>'),
          signature('Equinix Service Desk', 'Global'),
        ),
      },
    ],
    files: [
      {name: 'slot3-before.jpg', content: {generated: 183_000}, source: 'EQUINIX'},
      {
        name: 'dal-cr2-log.txt',
        content: {
          text: 'Nov 22 23:58:01 fabricd[2210]: fabric link 3/1 down\nNov 22 23:58:01 chassisd[2104]: FPC 3 offline\n',
        },
      },
    ],
    lines: [
      {
        lineId: '1-2RCPXBUV',
        parentLineId: '1-2RCPXBUU',
        productType: 'SMART_HANDS',
        productOfferingCode: 'SMH00002',
        productCode: 'SMH',
        productName: 'Equipment Install',
        status: 'IN_PROGRESS',
        ibx: 'DA3',
        cage: 'DA3:01:010315',
        requestType: 'ADD',
        activityId: '3-118820114',
        purchaseOrder: {number: 'PO.1234', type: 'EXISTING'},
        estimatedCompletion: {originalDateTime: '@+2h'},
        updatedDateTime: '@-58m',
        additionalInfo: [
          {key: 'IS_RECURRING', value: false},
          {key: 'DEVICE', value: 'dal-cr2 | JN1234AFC | 22U'},
        ],
        modifiable: false,
        cancellable: true,
        reOpen: 'false',
        respond: true,
      },
    ],
    purchaseOrders: ['PO.1234'],
    products: ['SMART_HANDS'],
    offerings: ['SMH00002'],
    info: [{key: 'ESCORT', value: false}],
    plannedInHours: 2,
    nested: true,
  },
  {
    ...head`1-204976070705 11150988 AM1 SUBMITTED 48m | Hardware | A device has a service-impacting fault`,
    text: 'Please power-cycle ams-sw-14 (AM1:01:001MC3:0102, unit 38, serial FOC2233X1AB). Unplug both cords for 30 seconds. It hangs in the boot loader and does not answer on the console.',
    reference: 'OPS-90433',
    cabinet: 'AM1:01:001MC3:0102',
    emails: [
      {
        ago: '47m',
        subject: 'Case 11150988: A device has a service-impacting fault',
        html: mail(
          p('Thank you. A technician will take this up within <b>60 minutes</b>.'),
          signature('Equinix Service Desk', 'EMEA'),
        ),
      },
    ],
  },
  {
    ...head`1-204976070590 SY4 ACTION_REQUIRED 7h | Hardware | A device has a service-impacting fault`,
    text: 'Swap failed disk in bay 4 of syd-stor-02 (SY4:02:002070:0101, unit 12). The spare is on the shelf in unit 1, labelled "SPARE 7.68T".',
    reference: 'STO-551',
    notes: [
      desk`6h20m At the cabinet. There are two disks labelled SPARE 7.68T, serial S6CVNE0T1 and S6CVNE0T8. Which one?`,
      desk`6h15m Bay 4 has a blue LED, bay 5 a red one. Please confirm the bay as well.`,
    ],
  },
  {
    ...head`1-204976070480 DA3 RESOLVED 3d6h | Hardware | A device has a service-impacting fault`,
    text: 'Connect a crash cart to dal-hv-07 and send a picture of the screen.',
    notes: [
      desk`3d5h Picture attached: "PXE-E61: Media test failure, check cable".`,
      you`3d4h Please check the cable in NIC 1 (blue).`,
      desk`3d4h It was loose. Seated; link LED is green.`,
    ],
    reOpen: true,
  },
  {
    ...head`1-204976070377 hanseatic FR5 PA3 IN_PROGRESS 1d14h | Hardware | A device has a service-impacting fault`,
    text: 'Firmware of both out-of-band switches must be loaded by USB stick: fra-oob-1 first, and par-oob-1 only after our call. Sticks are in the envelope behind the door.',
    reference: 'CHG-7002',
    notes: [
      desk`1d12h FR5: done, version 9.3.12 shown on the display.`,
      you`1d11h Confirmed. PA3 window is tonight 22:00 to 23:00 CET.`,
      desk`13h PA3: l'enveloppe n'est pas derrière la porte. Can you tell us who put it there?`,
      you`12h It is taped under the top shelf, sorry.`,
    ],
    plannedInHours: 8,
  },
  {
    ...head`1-204976069412 kaiyo HK1 CLOSED 21d | Hardware | A device has a service-impacting fault`,
    text: '請更換 HK1:17:017055:0102 機櫃內的風扇模組（序號 FAN-22-0931）。備件已寄存於倉庫。',
    notes: [desk`20d22h 已更換，風扇運轉正常，機箱溫度 27°C。`, you`20d21h 確認，可以結案。謝謝！`],
  },
  {
    ...head`1-204976070301 ME2 IN_PROGRESS 20h | Hardware | A device has a service-impacting fault`,
    text: 'Label audit: please read us the labels on all cables in ME2:01:001130:0310, ports 1 to 48, front and back.',
    notes: [
      [
        '17h',
        'desk',
        Array.from(
          {length: 24},
          (_, port) =>
            `${String(port + 1).padStart(2)}  ME2-0310-F${port + 1}  →  ${port % 5 === 3 ? '(no label)' : `mel-sw-${(port % 4) + 1} Gi0/${port + 1}`}`,
        ).join('\n'),
      ],
      you`16h Great. Ports 25 to 48 as well, please.`,
    ],
    cancellable: false,
    modifiable: false,
    respond: true,
  },
  {
    ...head`11148820 SV5 ACTION_REQUIRED 2d | Remote Support | Visit by a vendor`,
    text: 'Our storage vendor must replace a controller. Please let two engineers in tomorrow 09:00 to 13:00 and escort them: names in the attached letter.',
    reference: 'VEN-20',
    notes: [
      desk`1d20h One of the two names has no photo ID on file. Please send the number of the identity document or name somebody else.`,
    ],
    files: [{name: 'visit-letter.docx', content: {generated: 22_017}}],
    emails: [
      {
        ago: '1d20h',
        subject: 'Visitor registration incomplete (case 11148820)',
        html: mail(
          p('Visitor 2 of 2 cannot be registered: <font color="red">identity document missing</font>.'),
          signature('Security Desk', 'SV5'),
        ),
      },
    ],
  },
  {
    ...head`1-204976068112 DA3 CLOSED 44d | Smart Hands | Cable installation`,
    text: 'Install 12 fibre jumpers, list attached.',
    types: ['SMART_HANDS'],
    notes: [desk`43d Installed and tested; results attached.`],
    files: [{name: 'jumpers.xlsx', content: {generated: 9_817}}],
  },
];
