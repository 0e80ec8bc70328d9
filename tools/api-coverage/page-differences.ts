/** Where openapi.yaml says otherwise than the published page of the Case Management API 2.0.0, and why. */
export const PAGE_DIFFERENCES: readonly (readonly [
  where: string,
  page: string,
  ours: string,
  why: string,
])[] = [
  [
    'all operations',
    'no paths, verbs, status codes or error shapes',
    'paths, verbs, one status of success each, three error shapes',
    'second-hand, each path can be set (`[api.paths]`, `doctor --spec`, `doctor --first-contact`); any 2xx is a success, and every shape of an error is read',
  ],
  [
    'tags Attachment and Email',
    'download and e-mail once more',
    'once',
    'the page repeats the same two operations under further tags',
  ],
  [
    'names of nested objects and arrays',
    'lost: "object", "Array of objects"',
    '`location`, `contacts[].details`, `otherDetails`, `statusHistory`, `details`, `estimatedCompletion`, `additionalInfo`',
    'the sample names the first of them; the others are likely, and what stands under another name is shown as it is',
  ],
  [
    'request bodies',
    'open',
    '`additionalProperties: false`',
    'so that a slip of casedeck is found here; `availability` and `timezone` of registered contacts are let through',
  ],
  [
    'createTicket `attachments`, notes `attachments`',
    'an array, drawn with one level more',
    'flat',
    'the sample is flat; answers are read either way',
  ],
  [
    'createTicket `contacts`, other people',
    'one of two; only registered users are drawn',
    'names, `details`, `availability`, `timezone`',
    'from the sibling APIs; what is only believed of them is a warning',
  ],
  [
    'createTicket `details`',
    'any of fifteen; one is drawn, with a termination date',
    'that one, or any fields',
    'which code wants which is not said: a missing date is a warning',
  ],
  [
    'createTicket `code`',
    '182 values',
    'the same 182',
    'the list changed inside 2.0.0, so others of the same form pass, with a warning',
  ],
  ['getTicket `attachments`, `email`', 'an array of arrays', 'either', 'the sample is flat'],
  [
    'getTicket `type`, `category`, `subCategory`, `description`, `primaryId`, `secondaryId`, `notes[].author`, `notes[].attachments`, `contacts[].registeredUser`',
    'not there, or inside `otherDetails`',
    'read where they come',
    'older and sibling answers have them',
  ],
  ['getTicket `additionalInfo[].value`', 'string', 'string, boolean or number', 'booleans were seen'],
  [
    'downloadAttachment `attachmentId`',
    'string',
    'string of at least one character',
    'an empty one would be another path',
  ],
  [
    'getEmail `createdDateTime`',
    'date-time',
    'string',
    'the sample ends in `+0000`, without a colon, which is no date-time',
  ],
];
