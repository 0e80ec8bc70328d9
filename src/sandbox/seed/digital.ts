import {link, mail, p, signature, table} from './html.ts';
import {desk, head, type SeedTicket, you} from './seed-ticket.ts';

export const DIGITAL: readonly SeedTicket[] = [
  {
    ...head`1-204976070696 11150901 SV5 NY5 IN_PROGRESS 4h25m | Fabric | Virtual connection down`,
    text: 'Fabric virtual connection "aws-usw1-prod-a" (uuid 9b8c5042-b553-4d5e-a2ac-c73bf6d4fd81) shows PROVISIONED but BGP is down since 07:40 UTC on both sides. The redundant one over NY5 is up.',
    reference: 'CLD-3318',
    products: ['CLOUD_EXCHANGE_PORT'],
    notes: [
      desk`4h We see no MAC address learned on VLAN 1721 since 07:39:52 UTC. Port SV5-CX-SEC-04 had a line card restart at that time.`,
      you`3h10m Traffic runs over NY5 with 61 ms more. Please keep us posted every hour.`,
      desk`2h8m Line card replaced. VLAN 1721 still does not learn. Escalated to the vendor.`,
      desk`1h6m Vendor confirms a defect of the release. A work-around (delete and re-create the sub-interface) is tested in the lab now.`,
      desk`9m Lab test passed. We would like to apply it at 14:30 UTC; impact none beyond what you have.`,
    ],
    emails: [
      {
        ago: '2h5m',
        subject: '[Fabric] Incident INC-2291 update 2',
        author: 'Fabric Incident Management',
        from: 'fabric-incidents@equinix.example',
        to: 'noc@vjt.example; nadia.oyelaran@vjt.example; t.haverbeke@vjt.example',
        html: mail(
          '<h2>Incident INC-2291, update 2</h2>',
          table(
            ['Connection', 'Metro', 'State'],
            ['aws-usw1-prod-a', 'SV', '<b>down</b>'],
            ['aws-usw1-prod-b', 'NY', 'up'],
            ['az-wus2-dr', 'SV', 'up'],
          ),
          p(
            `Status page: ${link('https://status.equinix.example/incidents/INC-2291', 'https://status.equinix.example/incidents/INC-2291')}`,
          ),
          p('Next update in 60 minutes or on change.'),
          signature('Fabric Incident Management', 'Global'),
        ),
      },
      {
        ago: '62m',
        subject: '[Fabric] Incident INC-2291 update 3',
        author: 'Fabric Incident Management',
        from: 'fabric-incidents@equinix.example',
        html: mail(
          '<h2>Incident INC-2291, update 3</h2>',
          p('The vendor has confirmed a software defect. A work-around is in test.'),
        ),
      },
    ],
    nested: true,
    extra: {severity: 'P2', sla: {target: '4h', breached: false}, relatedIds: ['INC-2291', 'PRB-118']},
    contacts: [
      {
        registeredUser: 'nadia.oyelaran',
        firstName: 'Nadia',
        lastName: 'Oyelaran',
        type: 'ORDERING',
        details: [{type: 'EMAIL', value: 'nadia.oyelaran@vjt.example'}],
      },
      {
        registeredUser: 't.haverbeke',
        firstName: 'Tom',
        lastName: 'Haverbeke',
        type: 'TECHNICAL',
        details: [{type: 'MOBILE', value: '+32-475550188'}],
      },
    ],
  },
  {
    ...head`1-204976070440 DA3 ACTION_REQUIRED 1d5h | Network Edge | NE Connectivity Issue`,
    text: 'Virtual router "edge-dal-1" lost its licence after the upgrade and forwards at 100 Mb/s only.',
    reference: 'CLD-3290',
    notes: [
      desk`1d2h Your licence is bound to the old serial number. Please send the new token from the vendor\u2019s portal; do not post it in a note, use the secure link in your e-mail.`,
    ],
  },
  {
    ...head`1-204976070215 brightwater LD8 RESOLVED 4d | Internet Exchange | Route server session down`,
    text: 'IPv6 session to route server 2 (2001:db8:7f8::2) flaps; IPv4 is stable.',
    notes: [
      desk`3d22h Your neighbour discovery answers are limited to 10 per second, our poller needs 12. Limit raised on our side to be tolerant.`,
      you`3d20h Up for two hours. Thanks, nice catch.`,
    ],
  },
  {
    ...head`11149377 IN_PROGRESS 1d9h | Portal Support | API`,
    // Not on the page's list of channels, but said to occur.
    channel: 'API',
    text: 'POST /v1/retrieve-orders answers 500 for page.size 200 and sort by ORDERING_CONTACT. Smaller pages work. Correlation id 9900134471223.',
    reference: 'DEV-88',
    notes: [
      desk`1d6h Reproduced. Development has it as DEF-19220; a fix is planned for the next release.`,
      you`1d5h Is there a date?`,
    ],
    emails: [
      {
        ago: '1d6h',
        subject: 'Portal Support Ticket: API - Case 11149377',
        html: mail(
          p('We could reproduce the fault with this request:'),
          '<pre>POST /v1/retrieve-orders HTTP/1.1\nContent-Type: application/json\n\n{"sorts":[{"name":"ORDERING_CONTACT","direction":"ASC"}],\n "page":{"number":0,"size":200}}</pre>',
          signature('API Support', 'Global'),
        ),
      },
    ],
  },
  {
    ...head`1-204976069873 SG1 CLOSED 15d | Fabric | Virtual connection slow`,
    text: 'Throughput to the cloud region is capped at 380 Mb/s although we ordered 1 Gb/s.',
    notes: [
      desk`14d20h The far end polices at 400 Mb/s. Please change it in the cloud provider\u2019s console.`,
      you`14d Right, our mistake.`,
    ],
  },
  {
    ...head`1-204976070099 kaiyo HK1 SUBMITTED 2h45m | Network Edge | Device does not boot`,
    text: 'Virtual firewall hkg-fw-2 stays in BOOTING for 3 hours after resize. Console shows "kernel panic - not syncing: VFS". UUID 4f7a9f3e-0001-4a20-b9e9-7a5a1d40d0aa.',
  },
];
