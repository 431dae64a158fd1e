/**
 * Lets the event loop turn: a macrotask, so that input is handled, pages are painted, timers fire and finalizers run
 * (they do not after a microtask).
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** Waits for what holds a run up, at most until it is aborted. Rejects as `held` does. */
export async function heldUp(held: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return held;
  if (signal.aborted) return;
  let stop = (): void => {};
  const aborted = new Promise<void>((resolve) => (stop = resolve));
  signal.addEventListener("abort", stop);
  try {
    await Promise.race([held, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

declare const setImmediate: ((task: () => void) => unknown) | undefined; // Node's; pages have MessageChannel
