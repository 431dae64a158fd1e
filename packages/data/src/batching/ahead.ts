import type { Ending } from "./chunks.js";

/**
 * What a generator yields, with up to `n` values made while the reader works. Errors come in their turn.
 *
 * @param ending is asked for when the reader goes, so that nothing more is made
 */
export async function* ahead<T>(
  made: AsyncGenerator<T>,
  n: number,
  ending: Ending,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  const asked: Promise<IteratorResult<T, unknown>>[] = []; // a generator answers them one after the other
  const ask = (): void => {
    const next = made.next();
    next.catch(() => {}); // it is told when its turn comes
    asked.push(next);
  };
  try {
    for (;;) {
      if (asked.length === 0) ask();
      const result = await asked.shift();
      signal?.throwIfAborted();
      if (result === undefined || result.done === true) return;
      while (asked.length < n) ask();
      yield result.value;
      signal?.throwIfAborted();
    }
  } finally {
    ending.asked = true;
    await made.return(undefined);
  }
}
