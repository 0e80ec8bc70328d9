import type {PollerDeps} from './poller-deps.ts';

/** Whether this machine's network has changed since the service was last seen to be away. */
export class NetworkWatch {
  readonly #deps: Pick<PollerDeps, 'gate' | 'networkKey'>;
  #key: string | undefined;

  constructor(deps: Pick<PollerDeps, 'gate' | 'networkKey'>) {
    this.#deps = deps;
  }

  note(): void {
    this.#key = this.#deps.networkKey?.();
  }

  hasChanged(): boolean {
    const {gate, networkKey} = this.#deps;
    return gate.state().state === 'offline' && networkKey !== undefined && networkKey() !== this.#key;
  }
}
