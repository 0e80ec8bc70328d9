import {FormReader} from '../domain/new-ticket/form-reader.ts';
import type {Store} from '../store/store.ts';
import type {Contact} from './create/create-form.ts';

const NAME = 'new-ticket.contacts';
const MOST = 20;

/** Contacts of earlier new tickets, the last ones first. */
export function rememberedContacts(store: Pick<Store, 'meta'>): readonly Contact[] {
  try {
    const contacts: unknown = JSON.parse(store.meta(NAME) ?? '[]');
    return new FormReader().form({contacts}, {contacts}).contacts ?? [];
  } catch {
    return [];
  }
}

/** Puts these in front; those that are there already move up. */
export function rememberContacts(store: Pick<Store, 'meta' | 'setMeta'>, used: readonly Contact[]): void {
  if (used.length === 0) return;
  const all = [...used, ...rememberedContacts(store)].map((contact) => JSON.stringify(contact));
  store.setMeta(NAME, `[${[...new Set(all)].slice(0, MOST).join(',')}]`);
}
