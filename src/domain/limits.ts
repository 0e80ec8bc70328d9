/**
 * The limits of the pages of Case Management API 2.0.0 and of the Attachments API. They do not say how the service
 * counts characters: so UTF-16 units (`text.length`) must be within the maximum, and code points reach the minimum.
 * What passes here also passes there.
 */
export const LIMITS = {
  ticketId: {min: 8, max: 100},
  caseNumber: {min: 8, max: 8},
  emailId: {min: 18, max: 18},
  attachmentId: {min: 36, max: 36},
  attachmentName: {min: 5, max: 100},
  attachments: 5,
  description: {min: 1, max: 4000},
  noteText: {min: 1, max: 4000},
  cancelReason: {min: 1, max: 4000},
  primaryId: {min: 1, max: 100},
  secondaryId: {min: 1, max: 100},
  customerReferenceId: {min: 1, max: 200},
  registeredUsers: 10,
  /** Bytes. */
  uploadSize: 10 * 1024 * 1024,
  /** Order history. */
  pageSize: 200,
  /** Of an answer to a negotiation, where one is given. */
  answerReason: {min: 5, max: 4000},
  referenceId: {min: 1, max: 100},
  orderId: {min: 1, max: 100},
  noticeId: {min: 1, max: 100},
  /** Notices at a time. */
  noticePage: 100,
  assetId: {min: 1, max: 100},
  /** Assets at a time: more than a list below a field shows. */
  assetPage: 20,
} as const;

/** File types that the Attachments API takes, by extension. */
export const UPLOAD_TYPES: readonly string[] = [
  'bmp',
  'jpg',
  'jpeg',
  'gif',
  'png',
  'tif',
  'tiff',
  'txt',
  'doc',
  'docx',
  'xls',
  'xlsx',
  'ppt',
  'pps',
  'ppsx',
  'pdf',
  'vsd',
];

export type LengthLimit = {readonly min: number; readonly max: number};

/** What is wrong with a text's length, as a message; undefined if nothing. A text of only blanks counts as empty. */
export function lengthProblem(text: string, limit: LengthLimit): string | undefined {
  const {min, max} = limit;
  if (min > 0 && text.trim() === '') return 'is empty';
  if (codePoints(text) >= min && text.length <= max) return undefined;
  const wanted = min === max ? `exactly ${max}` : text.length > max ? `at most ${max}` : `at least ${min}`;
  return `has ${text.length} characters; ${wanted} are allowed`;
}

function codePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
