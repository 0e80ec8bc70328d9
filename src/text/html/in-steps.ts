const SLICE_MS = 5;

/** Runs all steps of a task without a pause. */
export function runToEnd<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Runs the steps of a task a few milliseconds at a time; keys are handled in between. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const end = performance.now() + SLICE_MS;
    while (performance.now() < end) {
      const step = work.next();
      if (step.done === true) return step.value;
    }
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
