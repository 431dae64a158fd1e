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

declare const setImmediate: ((task: () => void) => unknown) | undefined; // Node's; pages have MessageChannel
