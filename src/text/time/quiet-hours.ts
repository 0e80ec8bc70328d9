/** Hours of the day in which nobody is to be alerted: `22:00-07:00`, by this machine's clock. */
export const QUIET_HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** Milliseconds until the quiet hours are over; 0 outside of them, and where the text names none. `now` since 1970. */
export function quietLeft(hours: string | undefined, now: number): number {
  const match = QUIET_HOURS.exec(hours ?? '');
  if (match === null) return 0;
  const [from, to] = [minuteAt(match[1], match[2]), minuteAt(match[3], match[4])];
  const at = new Date(now);
  const minute = at.getHours() * 60 + at.getMinutes();
  const isQuiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return 0;
  const end = new Date(now);
  end.setHours(Math.floor(to / 60), to % 60, 0, 0);
  if (end.getTime() <= now) end.setDate(end.getDate() + 1);
  return end.getTime() - now;
}

function minuteAt(hour = '0', minute = '0'): number {
  return Number(hour) * 60 + Number(minute);
}
