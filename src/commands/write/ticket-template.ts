import {CODES_WITH_DETAILS, FAMILIES} from '../../domain/codes.ts';
import {LIMITS, UPLOAD_TYPES} from '../../domain/limits.ts';

const {description, primaryId, customerReferenceId, registeredUsers, attachments, attachmentName} = LIMITS;

/** `casedeck create --template`: a ticket file with every field and what may stand in it. */
export function ticketTemplate(): string {
  return `# A new ticket for: casedeck create --file THIS-FILE
# Try it first, nothing is sent:  casedeck create --file THIS-FILE --dry-run

# What is wrong. All of these are accepted:
${codeLines()}
code: 0002-0001

# ${description.min} to ${description.max} characters.
description: |
  

# What it is about, ${primaryId.min} to ${primaryId.max} characters: a cage such as AM1:01:001MC3, an asset, or an account number.
#primaryId: AM1:01:001MC3

# Narrows it, such as to a cabinet.
#secondaryId: AM1:01:001MC3:0102

# 14:05, 2h ago, yesterday 09:00, 2026-01-31 14:05, 2026-01-31T14:05:00Z. Without a zone: this machine's.
#occurred: 14:05

# Your own number, up to ${customerReferenceId.max} characters.
#customerReferenceId: CHG0042

# Users of the portal (up to ${registeredUsers} a contact; NOTIFICATION, ORDERING or TECHNICAL), and people whom it does not know.
#contacts:
#  - type: NOTIFICATION
#    registeredUsers: [nadia.oyelaran, tom]
#  - firstName: Jane
#    lastName: Doe
#    type: TECHNICAL
#    availability: ANYTIME        # or WORK_HOURS
#    timezone: Europe/Berlin
#    details:
#      - {type: EMAIL, value: jane@example.com}
#      - {type: MOBILE, value: "+1-4601231122"}

# Needed for 0302-0400 (termination of a service).
#terminationDate: 2026-01-31

# Whatever else a code asks for. Equinix names details for
# ${CODES_WITH_DETAILS.join(', ')}.
#details:
#  callFromCage: true

# Up to ${attachments} files of at most 10 MB, with names of ${attachmentName.min} to ${attachmentName.max} characters
# (${UPLOAD_TYPES.join(' ')}), from the folder of this file.
#attachments:
#  - photo.jpg
#  - {file: /var/log/router.log, name: router.txt}
`;
}

function codeLines(): string {
  const named = FAMILIES.flatMap(({name, codes}) =>
    name === undefined
      ? []
      : codes.map(({code, text}) => `#   ${code}  ${name}${text === undefined ? '' : ` / ${text}`}`),
  );
  const rest = FAMILIES.filter(({name}) => name === undefined);
  return [
    ...named,
    '# and, without a published text:',
    ...rest.map(({codes}) => `#   ${codes.map(({code}) => code).join(' ')}`),
  ].join('\n');
}
