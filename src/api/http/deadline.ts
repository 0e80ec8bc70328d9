/** A time limit and the caller's own signal as one signal. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** True once the limit, and not the caller, ended it. */
  readonly expired: () => boolean;
  /** Whether the time is up, even if no timer could run yet; then ends it. */
  readonly isPast: () => boolean;
  /** Starts the limit anew: something moved. */
  readonly touch: () => void;
  /** Stops the clock; the caller's signal still counts. */
  readonly pause: () => void;
  /** Goes on with the time that was left. */
  readonly resume: () => void;
  /** Lets go of the timer and of the caller's signal. */
  readonly stop: () => void;
};

/** `limitMs` in milliseconds, from now and from each `touch`. */
export function startDeadline(limitMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let expired = false;
  let timer: NodeJS.Timeout | undefined;
  let endsAt = Number.POSITIVE_INFINITY;
  let leftMs = limitMs;
  const onCallerAbort = () => controller.abort(caller?.reason);
  const pause = () => {
    clearTimeout(timer);
    leftMs = Math.min(leftMs, endsAt - performance.now());
    endsAt = Number.POSITIVE_INFINITY;
  };
  const expire = () => {
    expired = true;
    controller.abort(new DOMException('The time limit passed.', 'TimeoutError'));
  };
  const resume = () => {
    clearTimeout(timer);
    endsAt = performance.now() + leftMs;
    timer = setTimeout(expire, Math.max(0, leftMs));
  };
  const touch = () => {
    leftMs = limitMs;
    resume();
  };
  if (caller?.aborted) onCallerAbort();
  else caller?.addEventListener('abort', onCallerAbort, {once: true});
  touch();
  return {
    signal: controller.signal,
    expired: () => expired,
    isPast: () => {
      if (!expired && performance.now() > endsAt) expire();
      return expired;
    },
    touch,
    pause,
    resume,
    stop: () => {
      pause();
      caller?.removeEventListener('abort', onCallerAbort);
    },
  };
}
