import {contactName} from '../../domain/ticket/contact-name.ts';
import {
  numbersOf,
  statusLabel,
  type StatusChange,
  type Ticket,
  type TicketAttachment,
  type TicketContact,
  type TicketEmail,
  type TicketLine,
  type OrderContact,
  type OrderFacts,
} from '../../domain/ticket.ts';
import {line, span, type Line} from '../../components/lines.ts';
import {padEnd, wrap} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import type {LineContext} from './ticket-context.ts';
import type {ItemLines} from './notes-lines.ts';
import {pairs, section} from './section.ts';
import {addressOf, type IbxLocation} from '../../domain/ticket/ticket-places.ts';

/** E-mails, newest last, two lines each; `selected` is the one that Enter opens. */
export function emailsLines(
  emails: readonly TicketEmail[],
  selected: string | undefined,
  context: LineContext,
): ItemLines {
  const lines: Line[] = [];
  const items = emails.map((email) => {
    const start = lines.length;
    const mark = context.isNew(`email:${email.id}`) ? theme.glyphs.unread : ' ';
    const from = email.authorName ?? email.from ?? 'unknown sender';
    lines.push({
      spans: [{text: `${mark} ${email.subject ?? '(no subject)'}`, style: 'strong'}],
      selected: `email:${email.id}` === selected,
    });
    const to = email.to.length === 0 ? '' : `  to ${email.to.join('; ')}`;
    lines.push(line(span(`    ${from}  ${context.time(email.createdDateTime)}${to}`, 'dim')));
    return {key: `email:${email.id}`, start, end: lines.length, isNameOnly: true};
  });
  if (items.length === 0) lines.push(line(span('No e-mails.', 'dim')));
  return {lines, items};
}

/** Attachments, one line each. */
export function filesLines(
  files: readonly TicketAttachment[],
  selected: string | undefined,
  context: LineContext,
): ItemLines {
  const lines = files.map((file) => {
    const mark = context.isNew(`file:${file.id}`) ? theme.glyphs.unread : ' ';
    const source =
      file.source === undefined ? '' : `  from ${file.source === 'CUSTOMER' ? 'you' : file.source}`;
    return {
      spans: [{text: `${mark} ${file.name ?? file.id}`}, span(source, 'dim')],
      selected: `file:${file.id}` === selected,
    };
  });
  const items = files.map((file, index) => ({key: `file:${file.id}`, start: index, end: index + 1}));
  if (lines.length === 0) return {lines: [line(span('No files.', 'dim'))], items};
  return {lines: [...lines, line(), line(span(`  ${context.fileKeys}`, 'dim'))], items};
}

/** Status changes, oldest first. */
export function historyLines(ticket: Ticket, context: LineContext): readonly Line[] {
  const changes: readonly StatusChange[] = ticket.statusHistory ?? [];
  const width = Math.max(0, ...changes.map((change) => context.time(change.createdDateTime).length));
  const lines = changes.map((change) =>
    line(span(padEnd(context.time(change.createdDateTime), width), 'dim'), `  ${statusLabel(change.status)}`),
  );
  return lines.length > 0 ? lines : [line(span('The service gave no history.', 'dim'))];
}

/** Everything else the service said of the ticket. */
export function moreLines(ticket: Ticket, context: LineContext): readonly Line[] {
  const list = (values: readonly string[] | undefined) => values?.join(', ');
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'yes' : 'no');
  const clocks = (iso: string | undefined) => iso && context.times(iso).join('\n');
  return [
    ...section(
      'Ticket',
      [
        ['Case or order', ticket.id],
        ['Status', ticket.status && statusLabel(ticket.status)],
        ['Kind', ticket.kind],
        ['Other number', list(numbersOf(ticket).slice(1))],
        ['Your reference', ticket.customerReferenceId],
        ['Account', [ticket.accountNumber, ticket.accountName].filter(Boolean).join(' ')],
        ['Category', ticket.category],
        ['Sub-category', ticket.subCategory],
        ['About', ticket.primaryId],
        ['And about', ticket.secondaryId],
        ['IBX', list(ticket.ibx)],
        ['Opened', clocks(ticket.createdDateTime)],
        ['Updated', clocks(ticket.updatedDateTime)],
        ['Last note', clocks(ticket.notes?.at(-1)?.createdDateTime)],
        ['Updated by', ticket.updatedBy],
        ['Scheduled', ticket.finalScheduledDate && context.time(ticket.finalScheduledDate)],
        ['Termination date', ticket.requestedTerminationDate],
        ['Opened through', [ticket.channel, ticket.subChannel].filter(Boolean).join(' / ')],
        ['Kept as', ticket.recordType],
        ['Contact number', ticket.contactUcmId],
        ['Products', list(ticket.products)],
        ['Offers', list(ticket.productOfferingCodes)],
        ['Purchase orders', list(ticket.purchaseOrders)],
        ['Can be changed', flag(ticket.modifiable)],
        ['Can be cancelled', flag(ticket.cancellable)],
        ['Can be re-opened', flag(ticket.reOpen)],
        ['Waits for you', flag(ticket.respond)],
      ],
      context.width,
    ),
    line(span('Portal', 'strong'), '  ', {text: context.page, style: 'link', link: context.page}),
    line(),
    ...section('Description', [], context.width),
    ...wrap(ticket.description ?? 'none', Math.max(1, context.width - 2)).map((row) => line(`  ${row}`)),
    line(),
    ...(ticket.contacts ?? []).flatMap((contact) => contactLines(contact, context)),
    ...(ticket.lines ?? []).flatMap((item) => lineItem(item, context)),
    ...siteLines(ticket.ibx, context.sites, context.width),
    ...pairs('Additional', ticket.additionalInfo, context.width),
    ...pairs('Other fields', ticket.other, context.width),
    ...orderLines(ticket.order, context.width),
    ...partLines(ticket, context.width),
  ];
}

function contactLines(contact: TicketContact, {width}: LineContext): readonly Line[] {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Role', contact.type],
    ['Portal user', contact.registeredUser],
    ['To be called', contact.availability],
    ['Time zone', contact.timezone],
    ...contact.details.map(({type, value}) => [type ?? 'detail', value ?? '(nothing)'] as const),
  ];
  const isBare = rows.every(([, value]) => value === undefined);
  return section(`Contact: ${contactName(contact)}`, isBare ? [] : rows, width);
}

function lineItem(item: TicketLine, context: LineContext): readonly Line[] {
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'yes' : 'no');
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Status', item.status && statusLabel(item.status)],
    ['Product', [item.productType, item.productName].filter(Boolean).join(' / ')],
    ['Product code', item.productCode],
    ['Offer', item.productOfferingCode],
    ['IBX', item.ibx],
    ['Cage', item.cage],
    ['Request', item.requestType],
    ['Activity', item.activityId],
    ['Parent line', item.parentLineId],
    ['Expected', item.estimatedCompletion && context.time(item.estimatedCompletion)],
    ['Updated', item.updatedDateTime && context.time(item.updatedDateTime)],
    ['Can be changed', flag(item.modifiable)],
    ['Can be cancelled', flag(item.cancellable)],
    ['Can be re-opened', flag(item.reOpen)],
    ['Waits for you', flag(item.respond)],
    ...item.purchaseOrder.map(({key, value}) => [`PO ${key}`, value] as const),
    ...item.additionalInfo.map(({key, value}) => [key, value === '' ? '(nothing)' : value] as const),
  ];
  return section(`Line ${item.lineId ?? ''}`, rows, context.width);
}

const ROLES: Readonly<Record<OrderContact['role'], string>> = {
  ORDERING: 'Ordered by',
  NOTIFICATION: 'Kept informed',
};

/** What only order history says of a ticket. */
function orderLines(order: OrderFacts | undefined, width: number): readonly Line[] {
  if (order === undefined) return [];
  const contacts = order.contacts.map(
    ({role, name, email, phone}) =>
      [ROLES[role], [name, email, phone].filter((part) => part !== undefined).join(', ')] as const,
  );
  return section(
    'Order history',
    [
      ['Type', order.types.join(', ')],
      ['Status there', order.status && statusLabel(order.status)],
      ['Submitted', order.submittedDate],
      ...contacts,
      ...order.links.map(({rel, href}) => [`Link ${rel ?? ''}`.trimEnd(), href] as const),
      ...order.other.map(({key, value}) => [key, value] as const),
    ],
    width,
  );
}

/** Where the sites of a ticket are, as far as order history told it. */
function siteLines(codes: readonly string[], sites: readonly IbxLocation[], width: number): readonly Line[] {
  return codes.flatMap((code) => {
    const site = sites.find((one) => one.code === code);
    if (site === undefined) return [];
    const {metro, region, cages} = site;
    return section(
      `Site ${code}`,
      [
        ['Address', addressOf(site)],
        ['Metro', [metro, region].filter(Boolean).join(', ')],
        ['Cages', cages.join(', ')],
      ],
      width,
    );
  });
}

/** The service's own ids of a ticket's notes, e-mails and files, with what the tabs leave out of each. */
function partLines({notes = [], emails = [], attachments = []}: Ticket, width: number): readonly Line[] {
  const words = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join('  ');
  const rows = [
    ...notes.map(({id, type, author}) => ['Note', words(id, type, author)] as const),
    ...emails.map(({id, from}) => ['E-mail', words(id, from)] as const),
    ...attachments.map(({id, name, source}) => ['File', words(id, name, source)] as const),
  ].filter(([, value]) => value !== '');
  return rows.length === 0 ? [] : section('Ids', rows, width);
}
