import type {StoredNotice} from './site-notice.ts';

/** Lets each change of a notice through once, even if several accounts get it. The later full text is no change. */
export function createFirstHeard(): (notices: readonly StoredNotice[]) => readonly StoredNotice[] {
  const heard = new Map<string, string>();
  return (notices) =>
    notices.filter(({notice: {id, type, status, ibxs, start, end, summary}}) => {
      const facts = JSON.stringify([type, status, ibxs, start, end, summary]);
      const isNew = heard.get(id) !== facts;
      heard.set(id, facts);
      return isNew;
    });
}
