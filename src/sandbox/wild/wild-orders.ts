import type {Random} from '../random.ts';
import {isJson, odd, type Json} from './wild-values.ts';

/** A page of order history that repeats rows and lies of how many there are, as long as it can be walked to its end. */
export function wildOrders(page: Json, random: Random): Json {
  const content = Array.isArray(page['content']) ? (page['content'] as readonly Json[]) : [];
  const rows = content.map((row) => withAccount(odd(row, random, ['orderNumber']), random));
  const repeated = rows.length > 0 && random.chance(0.2) ? [...rows, random.pick(rows)] : rows;
  return {
    ...page,
    content: repeated,
    ...(isJson(page['page']) ? {page: lying(page['page'], random)} : {}),
    ...(random.chance(0.2) ? {links: []} : {}),
  };
}

function withAccount(row: Json, random: Random): Json {
  const account = row['account'];
  const type = random.chance(0.2) ? {type: ['TROUBLE_TICKET']} : {};
  if (!isJson(account) || random.chance(0.6)) return {...row, ...type};
  const {accountNumber: number, accountName: name} = account;
  return {
    ...row,
    ...type,
    account: {...(number === undefined ? {} : {number}), ...(name === undefined ? {} : {name})},
  };
}

/** Numbers as text, or none; a total that is too low. */
function lying(page: Json, random: Random): Json {
  const {number, size, totalPages, totalElements} = page;
  switch (random.below(4)) {
    case 0:
      return {
        number: String(number),
        size: String(size),
        totalPages: String(totalPages),
        totalElements: String(totalElements),
      };
    case 1:
      return {number, size, totalElements};
    case 2:
      return {...page, totalElements: 0};
    default:
      return page;
  }
}
