import {html} from 'parse5';

/** What parse5 needs no name for, and HTML has or had. */
const OTHERS = `abbr acronym audio bdi bdo blink canvas cite comment data datalist del dfn fencedframe ins kbd label map
  menuitem meter multicol nextid output picture portal progress q samp selectedcontent slot spacer time var video`;
const KNOWN = new Set([...Object.values(html.TAG_NAMES), ...OTHERS.split(/\s+/)]);
/** Office writes its own elements with a prefix, as in `<o:p>`. */
const PREFIXED = /^[a-z][a-z0-9]{0,9}:[a-z][a-z0-9-]*$/;
const SCHEME = /^(?:https?|ftp|mailto|tel|sips?|ssh|file|callto|skype|urn|news|xmpp):/;

/** Whether a tag of this name is markup; any other may be a word in angle brackets, such as an address. */
export function isKnownElement(name: string): boolean {
  return KNOWN.has(name) || (PREFIXED.test(name) && !SCHEME.test(name));
}
