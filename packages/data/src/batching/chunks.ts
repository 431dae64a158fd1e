/** Whether the one who reads has gone. */
export interface Ending {
  asked: boolean;
}

/**
 * The chunks of a source, until they end, an abort, or `ending` is asked for; then the source is closed. An abort does not wait for
 * the chunk that is on its way.
 */
export async function* chunksOf<T>(
  source: AsyncIterable<T>,
  ending: Ending,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  signal?.throwIfAborted();
  const iterator = source[Symbol.asyncIterator]();
  let isOpen = true;
  const pull = async (): Promise<IteratorResult<T, unknown>> => {
    try {
      const result = await iterator.next();
      isOpen = result.done !== true;
      return result;
    } catch (error) {
      isOpen = false; // a source that has failed has closed itself
      throw error;
    }
  };
  try {
    while (!ending.asked) {
      const result = await unlessAborted(pull(), signal);
      if (result.done === true) return;
      yield result.value;
      signal?.throwIfAborted();
    }
  } finally {
    const closed = isOpen ? closing(iterator) : undefined;
    if (signal?.aborted === true) closed?.catch(() => {}); // the abort is what is told
    else await closed;
  }
}

async function closing(iterator: AsyncIterator<unknown>): Promise<void> {
  await iterator.return?.();
}

/** What a promise becomes, or the reason of an abort, whichever is first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
