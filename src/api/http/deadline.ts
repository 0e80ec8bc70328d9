/** A time limit and the caller's own signal as one signal. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** True once the limit, and not the caller, ended it. */
  readonly expired: () => boolean;
  /** Starts the limit anew: something moved. */
  readonly touch: () => void;
  /** Stops the clock; the caller's signal still counts. */
  readonly pause: () => void;
  /** Lets go of the timer and of the caller's signal. */
  readonly stop: () => void;
};

/** `limitMs` in milliseconds, from now and from each `touch`. */
export function startDeadline(limitMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let expired = false;
  let timer: NodeJS.Timeout | undefined;
  const onCallerAbort = () => controller.abort(caller?.reason);
  const pause = () => clearTimeout(timer);
  const touch = () => {
    pause();
    timer = setTimeout(() => {
      expired = true;
      controller.abort(new DOMException('The time limit passed.', 'TimeoutError'));
    }, limitMs);
  };
  if (caller?.aborted) onCallerAbort();
  else caller?.addEventListener('abort', onCallerAbort, {once: true});
  touch();
  return {
    signal: controller.signal,
    expired: () => expired,
    touch,
    pause,
    stop: () => {
      pause();
      caller?.removeEventListener('abort', onCallerAbort);
    },
  };
}
