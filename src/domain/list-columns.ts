/** What the list can show of a ticket; `columns` of a view in the configuration names them. */
export const COLUMN_NAMES = [
  'status',
  'id',
  'account',
  'ibx',
  'summary',
  'age',
  'opened',
  'turn',
  'reference',
  'who',
  'kind',
  'new',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];
