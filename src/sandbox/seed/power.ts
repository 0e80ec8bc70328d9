import {list, mail, p, signature, steps} from './html.ts';
import {desk, head, type SeedTicket, you} from './seed-ticket.ts';

export const POWER: readonly SeedTicket[] = [
  {
    ...head`1-204976070710 SV5 IN_PROGRESS 3h5m | Power | We are having a partial power outage`,
    text: 'PDU B in cabinet SV5:01:02:0101 is dark since 10:57 local. All load runs on feed A at 78 percent; a second failure takes the storage cluster down. Please check breaker B12 at RPP 4 first.',
    reference: 'OPS-90412',
    cabinet: 'SV5:01:02:0101',
    notes: [
      desk`2h58m Ticket received. Facilities engineer on duty is informed.`,
      desk`2h20m Technician on site, breaker B12 found tripped. Before we reset it: is there new equipment on that feed?`,
      you`2h11m No change since August. Load on B was 9.8 A of 24 A this morning, see the attached graph.`,
      desk`4m Breaker B12 reset once and held for 90 seconds, then tripped again. We suspect the whip. An electrician brings a thermal camera, expected in 40 minutes.`,
    ],
    files: [{name: 'feed-b-load.png', content: {generated: 41_250}}],
    updatedBy: 'Marcus Adeyemi',
  },
  {
    ...head`1-204976070660 11150640 brightwater LD8 ACTION_REQUIRED 1d2h | Power | We are having a partial power outage`,
    text: 'Breaker of whip 7A tripped twice within an hour (LD8:04:00EQ7:0205). We took one chassis out after the first trip.',
    reference: 'BWP-INC-48190',
    cabinet: 'LD8:04:00EQ7:0205',
    history: [
      ['1d2h', 'SUBMITTED'],
      ['1d1h', 'IN_PROGRESS'],
      ['3h15m', 'ACTION_REQUIRED'],
    ],
    notes: [
      desk`1d1h Breaker reset. Peak of 30.6 A recorded on a 32 A breaker, rated for 80 percent continuous load.`,
      desk`3h15m To close we need your plan to bring the draw below 25.6 A, or an order for a second circuit. Please answer within 5 days; after that the ticket may be cancelled.`,
    ],
    emails: [
      {
        ago: '3h12m',
        author: 'Power Assurance',
        from: 'power-assurance@equinix.example',
        subject: 'Case 11150640: action required - circuit above 80 percent',
        html: mail(
          p('Hello,'),
          p(
            'Circuit <b>LD8-7A</b> was above its contracted limit <i>eleven</i> times in the past seven days.',
          ),
          steps(
            'Move load to 7B, or',
            'order another circuit (lead time 10 working days), or',
            'confirm in writing that the risk is yours.',
          ),
          p('What happens without an answer:'),
          list(
            'day 5: reminder',
            'day 10: escalation to your account manager',
            'day 14: cancellation of this case',
          ),
          signature('Power Assurance Team', 'EMEA'),
        ),
      },
    ],
  },
  {
    ...head`1-204976070422 DB2 CLOSED 5d20h | Power | We are having a total power outage`,
    text: 'Cabinet DB2:01:000112:0101 lost both feeds at 14:02 UTC. Nothing answers. Please treat as P1.',
    reference: 'P1-3320',
    cabinet: 'DB2:01:000112:0101',
    notes: [
      desk`5d19h Both rack PDUs were switched off at their own main switch, by hand. CCTV review was asked for.`,
      you`5d19h Our own visitor confirmed that he switched them off by mistake. Sorry. Power is back, please close.`,
    ],
  },
  {
    ...head`1-204976070118 SG1 CANCELLED 8d1h | Power | We are having a partial power outage`,
    text: 'One outlet (B-14) on the rack PDU in SG1:05:050460:0102 has no voltage.',
    history: [
      ['8d1h', 'SUBMITTED'],
      ['7d23h', 'CANCELLED'],
    ],
    notes: [you`7d23h Cancelled by customer: the outlet was switched off in our own PDU software.`],
  },
  {
    ...head`1-204976070699 brightwater LD8 SUBMITTED 21m | Security | Cage door not working`,
    text: 'Cage door will not lock after badge-out (LD8:03:001040, north side). The magnet clicks but the door can be pulled open. There is customer equipment inside; please send a guard until it holds.',
    reference: 'BWP-SEC-118',
  },
  {
    ...head`1-204976068871 SP2 RESOLVED 2d9h | Power | We are having a partial power outage`,
    text: 'UPS de linha B em SP2:01:001204:0101 apresentou falha às 03h40. Favor verificar o disjuntor e informar a medição.',
    reference: 'SP-0192',
    notes: [
      desk`2d8h Disjuntor rearmado. Tensão 220 V, corrente 6,4 A. Monitorando por 24 horas.`,
      you`1d8h Tudo normal do nosso lado, obrigado!`,
      desk`1d1h Sem novas ocorrências. Chamado resolvido.`,
    ],
  },
  {
    ...head`1-204976070005 NY5 IN_PROGRESS 16h | SmartView | IBX SmartView power draw`,
    text: 'SmartView shows 0 kW for circuit NY5-22B since Sunday, while our own meter says 3.1 kW. Alerts based on it are useless; please check the sensor.',
    notes: [
      desk`15h Passed to the SmartView team. The collector of row 22 has stopped sending; a restart is planned for tonight.`,
    ],
    cancellable: false,
  },
];
