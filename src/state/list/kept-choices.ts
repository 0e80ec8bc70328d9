import {AppError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';
import type {ListGroup, ListOrder, ViewChoice} from '../../domain/views.ts';

/** What the user has chosen for each view, by the view's id. */
export type Choices = Readonly<Record<string, ViewChoice>>;

export const NO_CHOICE: ViewChoice = {filter: '', order: undefined, group: undefined};

const NAME = 'console.views';
const SORTS = ['attention', 'updated', 'created', 'status', 'ibx', 'id'] as const;
const GROUPS = ['none', 'ibx', 'status'] as const;

/** What was kept at an earlier run; whatever else stands there is left out. */
export function keptChoices(store: Pick<Store, 'meta'>): Choices {
  const kept = parsed(store.meta(NAME));
  return Object.fromEntries(Object.entries(kept).map(([id, value]) => [id, choiceOf(value)]));
}

/** Keeps them for the next start. That a full disk or a read-only home has no room for them is no trouble. */
export function keepChoices(store: Pick<Store, 'meta' | 'setMeta'>, choices: Choices): void {
  const chosen = Object.entries(choices).filter(
    ([, {filter, order, group}]) => filter !== '' || order !== undefined || group !== undefined,
  );
  const text = JSON.stringify(Object.fromEntries(chosen));
  try {
    if (text !== (store.meta(NAME) ?? '{}')) store.setMeta(NAME, text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function choiceOf(value: unknown): ViewChoice {
  const {filter, order, group} = fields(value);
  return {
    filter: typeof filter === 'string' ? filter : '',
    order: orderIn(order),
    group: GROUPS.find((name): name is ListGroup => name === group),
  };
}

function orderIn(value: unknown): ListOrder | undefined {
  const {sort, descending} = fields(value);
  const known = SORTS.find((name) => name === sort);
  return known === undefined ? undefined : {sort: known, descending: descending === true};
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return text === undefined ? {} : fields(JSON.parse(text));
  } catch {
    return {};
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? {...value} : {};
}
