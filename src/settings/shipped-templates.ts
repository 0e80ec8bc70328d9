const LIGHT_LEVELS = `Please measure the light levels of the cross connect at {cage} and write them into this ticket.

1. Clean both ends first, and look at them with a scope.
2. Transmit and receive, in dBm, at our panel: port {port}.
3. The same at the far side of the patch, and at each panel in between.
4. Wavelength and fibre type as found (single-mode or multi-mode, LC or SC).

Please do not unplug any other port. If a value is below -15 dBm, tell us before anything is replaced.
Asset: {asset}. Our reference: {reference}.`;

const RESEAT = `Please reseat the part below, in cabinet {cabinet} at {cage}.

- Device: {device}
- Slot or port: {slot}
- Serial number on the label: {serial}

Before: tell us the colour of every LED on it, or attach a photo.
Wear a strap. Pull it fully, wait 30 seconds, push it in until the latch closes.
After: wait 3 minutes, tell us the LEDs again. Nothing else in the cabinet may be touched.
You may start: {start_time}. Stop and write to us if anything looks different from the above.`;

const POWER_CHECK = `Please check the power of cabinet {cabinet} at {cage}.

1. Is there power on feed A and on feed B, at the outlet and at our rack PDU?
2. Which breaker feeds each, and is it on, off or tripped? Please do not reset a breaker before we have answered.
3. Load on each feed in amperes, as the PDU or a clamp meter shows it.
4. Any alarm on the PDU display, smell, or heat?

A photo of each PDU display helps. Our reference: {reference}.`;

const VENDOR_ACCESS = `Please let the visitor below in for work on our equipment.

- Name, as on the identity document: {visitor}
- Company: {company}
- Site and place: {ibx}, {cage}, cabinet {cabinet}
- From: {start_time} (local time of the site)
- Until: {end_time}
- Work: {work}
- Escort needed: yes

The visitor may open our cabinet, and no other. Please write into this ticket when they arrive and when they leave.
Our reference: {reference}.`;

const PROCEED = `Yes, please go ahead.

- What: {what}
- When: now, or at {start_time} at the latest
- We know and accept that: {impact}

Please write when you begin and when it is done. Somebody of us reads this ticket until then.`;

const STILL_BROKEN = `The fault is still there, so please do not close this ticket.

- What we see now: {symptom}
- Since: {since}
- What we have checked on our side: {checked}

Please tell us the next step and when it will be done.`;

/** Templates that come with casedeck; a file of the same name in the templates folder takes one's place. */
export const SHIPPED_TEMPLATES: readonly NoteTemplate[] = [
  {name: 'light levels', text: LIGHT_LEVELS},
  {name: 'reseat', text: RESEAT},
  {name: 'power check', text: POWER_CHECK},
  {name: 'access for a vendor', text: VENDOR_ACCESS},
  {name: 'go ahead', text: PROCEED},
  {name: 'still broken', text: STILL_BROKEN},
];

/** Text to begin a note with; `{cage}` and the like stand for what the ticket says. */
export type NoteTemplate = {readonly name: string; readonly text: string};
