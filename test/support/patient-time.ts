import {Readable} from 'node:stream';
import type {SendRequest} from '../../src/api/http/message.ts';
import {FakeTime, settle} from '../sync/fake-time.ts';

/** Over real connections: time passes only while no request is under way, so a slow machine and a fast one live through the same. */
export class PatientTime extends FakeTime {
  underWay = 0;
  #answered = Promise.withResolvers<void>();

  /** Sends over `send`, and waits for whole answers. */
  sender(send: SendRequest): SendRequest {
    return async (request) => {
      this.underWay += 1;
      try {
        const answer = await send(request);
        const parts: Uint8Array[] = [];
        for await (const part of answer.body) parts.push(part);
        return {...answer, body: Readable.from(parts)};
      } finally {
        this.underWay -= 1;
        this.#answered.resolve();
        this.#answered = Promise.withResolvers();
      }
    };
  }

  protected override async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await settle();
      if (this.underWay === 0) continue;
      await this.#answered.promise;
      quiet = 0;
    }
  }
}
