import {desk, head, type SeedTicket, you} from './seed-ticket.ts';

export const SITE: readonly SeedTicket[] = [
  {
    ...head`1-204976070708 SG1 IN_PROGRESS 1h15m | Environment | Temperature is rising`,
    text: 'Inlet temperature at the top of SG1:06:060110-62 went from 22.8 °C to 31.5 °C within 50 minutes. Servers throttle at 35 °C. Please check CRAC 3 and 4.',
    reference: 'OPS-90420',
    notes: [
      desk`1h3m Facilities is informed. CRAC 4 is in planned maintenance (until 06:00), CRAC 3 shows a filter alarm.`,
      desk`34m Filter is being changed. Two spot coolers are placed at the end of the row. We read 29.9 °C, falling.`,
      you`6m We see 29.1 °C. Please stay on it until we are below 25.`,
    ],
    updatedBy: 'Wei Ling Tan',
  },
  {
    ...head`1-204976070520 hanseatic PA3 ACTION_REQUIRED 10h | Environment | Water leak`,
    text: "Détecteur de fuite activé sous le faux plancher, près de l'allée S1A-12. Un technicien peut-il vérifier ?",
    notes: [
      desk`9h40m Condensat d\u2019une armoire de climatisation, environ un demi-litre. Zone sèche et détecteur réarmé.`,
      desk`9h Nous devons ouvrir une dalle à l’intérieur de votre cage. Merci de confirmer l’accès.`,
    ],
  },
  {
    ...head`1-204976070044 11146020 kaiyo TY4 CLOSED 6d3h | Environment | Structural damage`,
    text: '地震後の点検をお願いします。ラック TY4:06:006A20:0205 の固定ボルトに緩みがないか確認してください。',
    notes: [
      desk`6d 全ラックを点検しました。異常なし。写真を添付します。`,
      you`5d23h 迅速なご対応ありがとうございました。`,
    ],
    files: [{name: '点検写真_01.jpg', content: {generated: 77_312}, source: 'EQUINIX'}],
  },
  {
    ...head`1-204976070602 SY4 SUBMITTED 35m | Security | Service problem with cage or cabinet`,
    text: "Cabinet SY4:02:002070:0310: the combination lock doesn't take our code any more. Nobody of ours changed it. Please check who opened it last.",
    reference: 'SEC-0071',
  },
  {
    ...head`1-204976070333 AM1 RESOLVED 1d22h | Security | Cage door not working`,
    text: 'Hinge of the cage AM1:0G:00EQ12-3 is bent, the door drags on the floor.',
    notes: [
      desk`1d20h Carpenter booked for tomorrow 10:00.`,
      desk`22h Hinge replaced. Please check on your next visit.`,
    ],
  },
  {
    ...head`1-204976069231 NY5 CLOSED 30d | SmartView | IBX SmartView environmental sensor`,
    text: 'Humidity sensor NY5-H-118 reports 0 %.',
    notes: [desk`29d Sensor replaced: 46 %.`],
  },
  {
    ...head`1-204976070512 ME2 IN_PROGRESS 11h | Environment | Temperature is falling`,
    text: 'Inlet air at ME2:01:001130 is 14 °C; condensation risk for the tape library. Set point should be 22 °C.',
    notes: [
      desk`10h A valve is stuck open. Part on order, arrival tomorrow. We throttle by hand every two hours; readings follow.`,
      desk`8h 08:00  16.1 °C`,
      desk`6h 10:00  18.4 °C`,
      desk`4h 12:00  20.0 °C`,
    ],
  },
  {
    ...head`1-204976068001 brightwater LD8 CANCELLED 52d | Environment | Temperature is rising`,
    text: 'Hot aisle at 41 °C.',
    notes: [you`52d Cancelled by customer: that is the design value, our alarm limit was wrong.`],
  },
];
