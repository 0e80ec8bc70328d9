import {ENDPOINTS, type Endpoints, type OperationId} from '../../../api/endpoints.ts';

/** Where the tickets of this API were said to be besides, by their prefix. */
const PREFIXES = [
  '/support/v2/tickets',
  '/supportv2/tickets',
  '/ticketsv2/tickets',
  '/tickets/v2/tickets',
  '/v2/tickets',
];

/** Where notices may be besides: the vendor writes the version before or behind the name of an API. */
const NOTICES: Readonly<Partial<Record<OperationId, readonly string[]>>> = {
  searchNotices: ['/notifications/v1/ibx/search', '/notifications/ibx/search'],
  getNotice: ['/notifications/v1/ibx/{id}', '/notifications/ibx/{id}'],
  findNotices: ['/v2/notifications/events/findAll', '/notifications/v2/events/search'],
};

/** Other paths that an operation may have, those that were never tried; the usual ones of its siblings. */
export function alternativesOf(id: OperationId, endpoints: Endpoints): readonly string[] {
  const {path} = ENDPOINTS[id];
  const below = /^\/support\/v[12]\/tickets(.*)$/.exec(path)?.[1];
  if (below === undefined) return NOTICES[id] ?? [];
  const versions = [
    path.replace('/support/v1/', '/support/v2/'),
    path.replace('/support/v2/', '/support/v1/'),
  ];
  const all = [...versions, ...PREFIXES.map((prefix) => `${prefix}${below}`)];
  return [...new Set(all)].filter((one) => one !== endpoints[id].path);
}

/** Paths like one that worked: writing is probably beside reading. */
export function siblingsOf(getTicketPath: string): Readonly<Partial<Record<OperationId, string>>> {
  const prefix = getTicketPath.replace(/\/\{id\}$/, '');
  return {
    createTicket: prefix,
    addTicketNote: `${prefix}/{id}/notes`,
    cancelTicket: `${prefix}/{id}/cancel`,
  };
}
