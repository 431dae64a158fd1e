import { DRAWS, type Identity, RETRIES, philox } from "./philox.js";

/** Where a draw begins in its stream. */
export interface Start {
  readonly id: Identity;
  /** Number of its first block. */
  readonly first: number;
}

const CHUNK = 4096;
const chunk: Int32Array = /* @__PURE__ */ new Int32Array(CHUNK);
const block: Int32Array = /* @__PURE__ */ new Int32Array(4);

/** Hands out the words of a draw of `count` words, in chunks of a multiple of four. `each` gets them with the number of the first. */
export function eachChunk(
  start: Start,
  count: number,
  each: (words: Int32Array, from: number, n: number) => void,
): void {
  for (let from = 0; from < count; from += CHUNK) {
    const n = Math.min(CHUNK, count - from);
    const words = n === CHUNK ? chunk : chunk.subarray(0, 4 * Math.ceil(n / 4));
    philox(start.id, DRAWS, start.first + from / 4, words);
    each(words, from, n);
  }
}

/**
 * Four more words for the element whose words a method of rejection refused, by the position of its first word in the
 * draw and the number of the attempt: elements stay independent of one another, so that any part of a draw can be
 * computed alone. The result lives until the next call.
 */
export function retryWords({ id, first }: Start, position: number, attempt: number): Int32Array {
  philox(id, RETRIES | (attempt << 21), 4 * first + position, block);
  return block;
}
