/** What the service says while a ticket is worked on. `{name}` is the customer's first name. */
export const ASSIGNED: readonly string[] = [
  'Technician assigned, on the way to the cage.',
  'Accepted. A technician is booked for the next free slot, about 30 minutes.',
  'We have started. First measurement follows within the hour.',
];

export const PROGRESS: readonly string[] = [
  'Technician is at the cabinet. Labels match what you wrote.',
  'Measured at the panel: receive -6.4 dBm, transmit -2.2 dBm.',
  'Connector cleaned and inspected at 400x: pass. Reseated.',
  'Breaker reset; we watch the load for 20 minutes.',
  'A spare part was taken from the shelf, serial number checked.',
  'Facilities confirms: set point corrected, falling by about 1 °C every 10 minutes.',
  'Shift change: this ticket is handed to the night shift with all notes.',
  'Still under observation, no new event in the past 30 minutes.',
];

export const QUESTIONS: readonly string[] = [
  'May we unplug the port for about one minute? Please confirm.',
  'Two devices carry that label. Please tell us the serial number.',
  'Please confirm that the link is up on your side, so that we can close.',
  'We need the name of a person on site or on the telephone during the work.',
];

export const ANSWERS: readonly string[] = [
  'Thank you, {name}. Understood; the technician has been told and goes on.',
  'Thanks for the quick answer. We go ahead now and report in about 20 minutes.',
  'Noted, thank you. We will not touch anything else in that cabinet.',
  'Done as you asked. Please have a look at your side.',
];

export const RESOLVED: readonly string[] = [
  'Work is done and tested. The ticket closes by itself after 72 hours unless you write.',
  'Stable for an hour. We set this to resolved; thank you for your help.',
];

export const NAMES: readonly string[] = [
  'Amara Whitfield',
  'Diego Marchetti',
  'Wei Ling Tan',
  'Marcus Adeyemi',
  'Ines Castellanos',
];
