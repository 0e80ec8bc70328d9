import {AppError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';

/** Whose token is in use, as the service calls that user; unknown until the first one. */
export class SignedInAs {
  userName: string | undefined;
  readonly #store: Pick<Store, 'setUser'>;

  constructor(store: Pick<Store, 'setUser'>) {
    this.#store = store;
  }

  /** Whose tickets are "mine". A store that fails, or was closed meanwhile, is no reason to refuse the sign-in. */
  keep(userName: string): void {
    this.userName = userName;
    try {
      this.#store.setUser(userName);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}
