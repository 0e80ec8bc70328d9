import {AppError} from '../errors.ts';
import type {Services} from './services.ts';
import {parseOrderQuery} from '../domain/orders/order-query.ts';
import {createPicker, type PickerState} from './picker-state.ts';
import {createState, type State} from './state.ts';
import type {TransferState} from './transfer-state.ts';

export type RemoteResult = {
  /** What was typed for it. */
  readonly query: string;
  readonly ids: readonly string[];
};

/** The search on the service, as it was left. */
export type RemoteState = {
  readonly line: PickerState;
  readonly result: State<RemoteResult | undefined>;
  /** Asks the service for what is typed; throws an AppError. */
  readonly ask: () => Promise<void>;
};

export function createRemoteState(
  searchOrders: Services['searchOrders'],
  transfer: TransferState,
): RemoteState {
  const line = createPicker();
  const result = createState<RemoteResult | undefined>(undefined);
  return {
    line,
    result,
    async ask() {
      const query = line.text().trim();
      const parsed = parseOrderQuery(query);
      if ('problem' in parsed) throw new AppError('input', parsed.problem, {hint: 'Nothing was asked.'});
      const ids = await transfer.run('Asking the service…', ({signal, say}) =>
        searchOrders(parsed.search, {
          signal,
          onProgress: (done, total) => say(`${done} of ${total} tickets`),
        }),
      );
      line.pointer.reset();
      result.set({query, ids});
    },
  };
}
