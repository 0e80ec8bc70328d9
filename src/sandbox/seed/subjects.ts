/** What generated tickets are about. `talk` alternates: first the service, then the customer. */
export type Subject = {
  readonly category: string;
  readonly subCategory: string;
  readonly descriptions: readonly string[];
  readonly talk: readonly string[];
};

export const SUBJECTS: readonly Subject[] = [
  {
    category: 'Cross Connect',
    subCategory: 'A live cross connect stopped working',
    descriptions: [
      'Link down on port {port} of the panel in {cabinet}. We read {dbm} on our side.',
      'Cross connect flapping since this morning, cabinet {cabinet}, port {port}. Please check light levels both ways.',
      'No light at all on port {port}. Last good reading was {dbm}. Please reseat and clean.',
    ],
    talk: [
      'Technician assigned. We will measure at the demarcation panel first.',
      'Thank you. Our router is ready; you may unplug port {port} without asking.',
      'Measured {dbm} at the panel. Connector cleaned with a one-click cleaner and reseated.',
      'Light is back, errors are not counting any more. Please close.',
    ],
  },
  {
    category: 'Power',
    subCategory: 'We are having a partial power outage',
    descriptions: [
      'PDU B in {cabinet} is dark, A feed carries all load. Please check the breaker.',
      'Breaker for {cabinet} tripped twice in the last hour. We removed one server before the second trip.',
    ],
    talk: [
      'Engineer is at the RPP. Breaker was found tripped; no fault upstream.',
      'Please reset it. Load on that feed was below 60 percent.',
      'Breaker reset and watched for 20 minutes: stable at 11.2 A.',
      'Confirmed, both feeds up in {cabinet}.',
    ],
  },
  {
    category: 'Environment',
    subCategory: 'Temperature is rising',
    descriptions: [
      'Inlet temperature in {cabinet} rose from 23 to 31 degrees within two hours. Please check the CRAC units.',
    ],
    talk: [
      'Facilities confirms a CRAC unit in maintenance. Temperature expected to fall within the hour.',
      'We still see 29 degrees at the top of {cabinet}.',
      'Two perforated tiles were added in front of the row.',
      'Down to 24 degrees. Thanks.',
    ],
  },
  {
    category: 'Security',
    subCategory: 'Cage door not working',
    descriptions: [
      'The door of our cage does not lock after badge-out. Nearest cabinet is {cabinet}. Please post a guard until it is mended.',
    ],
    talk: [
      'Security is at the cage. Door contact is misaligned; locksmith called.',
      'How long will this take?',
      'Lock aligned and tested ten times.',
    ],
  },
  {
    category: 'Hardware',
    subCategory: 'A device has a service-impacting fault',
    descriptions: [
      'Please power-cycle the switch in {cabinet}, unit 38. It does not answer on console or SSH.',
      'Disk in slot 4 of the server in {cabinet}, unit 12, is failed. Spare is in the cabinet; please swap it.',
    ],
    talk: [
      'Technician is on the way, expected in 30 minutes.',
      'Please take a picture of the LEDs before touching it.',
      'Done. Amber LED on the device went green after 90 seconds.',
      'We can reach it again. Please close.',
    ],
  },
];
