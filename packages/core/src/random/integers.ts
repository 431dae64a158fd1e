import { mulHigh } from "./philox.js";
import { type Start, eachChunk, retryWords } from "./words.js";

/** Fills with integers of [low, low + range), all equally likely; one word an element. `range` is in [1, 2³²]. */
export function fillIntegers(start: Start, out: Int32Array, low: number, range: number): void {
  eachChunk(start, out.length, (words, from, count) => {
    for (let w = 0; w < count; w++) out[from + w] = low + bounded(start, from + w, words[w], range);
  });
}

/**
 * `count` distinct integers of [0, n) in random order: the first steps of a Fisher–Yates shuffle of 0, 1, …, n − 1. One
 * word each.
 */
export function fillShuffled(start: Start, out: Int32Array, n: number): void {
  const pool = out.length === n ? out : new Int32Array(n);
  for (let i = 0; i < n; i++) pool[i] = i;
  eachChunk(start, out.length, (words, from, count) => {
    for (let w = 0; w < count; w++) {
      const i = from + w;
      const j = i + bounded(start, i, words[w], n - i);
      const chosen = pool[j];
      pool[j] = pool[i];
      pool[i] = chosen;
      out[i] = chosen;
    }
  });
}

/**
 * An integer of [0, range): the upper half of word · range, where words whose lower half falls among the 2³² mod range
 * smallest are refused, as they are what would make some results likelier.
 *
 * @see Lemire, *Fast Random Integer Generation in an Interval*, ACM TOMACS 29(1), 2019
 */
function bounded(start: Start, position: number, word: number, range: number): number {
  if (range === 2 ** 32) return word >>> 0;
  let low = Math.imul(word, range) >>> 0;
  if (low < range) {
    const refused = 2 ** 32 % range;
    for (let attempt = 1; low < refused; attempt++) {
      word = retryWords(start, position, attempt)[0];
      low = Math.imul(word, range) >>> 0;
    }
  }
  return mulHigh(word, range) >>> 0;
}
