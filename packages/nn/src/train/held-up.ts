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
