import {ENDPOINTS, type Endpoints, type OperationId} from '../../../api/endpoints.ts';
import {AppError, ApiError} from '../../../errors.ts';

/** Where the tickets of this API were said to be besides, by their prefix. */
const PREFIXES = [
  '/support/v2/tickets',
  '/supportv2/tickets',
  '/ticketsv2/tickets',
  '/tickets/v2/tickets',
  '/v2/tickets',
];

/** Other paths that an operation may have, those that were never tried; the usual ones of its siblings. */
export function alternativesOf(id: OperationId, endpoints: Endpoints): readonly string[] {
  const {path} = ENDPOINTS[id];
  const below = /^\/support\/v[12]\/tickets(.*)$/.exec(path)?.[1];
  if (below === undefined) return [];
  const versions = [
    path.replace('/support/v1/', '/support/v2/'),
    path.replace('/support/v2/', '/support/v1/'),
  ];
  const all = [...versions, ...PREFIXES.map((prefix) => `${prefix}${below}`)];
  return [...new Set(all)].filter((one) => one !== endpoints[id].path);
}

/** What lies beside a path that worked: where reading is, writing is likely to be, too. */
export function siblingsOf(getTicketPath: string): Readonly<Partial<Record<OperationId, string>>> {
  const prefix = getTicketPath.replace(/\/\{id\}$/, '');
  return {
    createTicket: prefix,
    addTicketNote: `${prefix}/{id}/notes`,
    cancelTicket: `${prefix}/{id}/cancel`,
  };
}

/** True where nobody of the service spoke: a gateway knows no such path. A ticket that is not known has words of the service. */
export function isNoSuchPath(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const {code, correlationId, status} = error instanceof ApiError ? error : {};
  const isOwn = correlationId !== undefined || /^EQ/i.test(code ?? '');
  return (status === 404 || status === 405) && !isOwn;
}
