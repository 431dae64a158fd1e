import type { Draw } from "./draw.js";

/** Fills with integers of [low, low + range), all equally likely; one word an element. `range` is in [1, 2³²]. */
export function fillIntegers(draw: Draw, out: Int32Array, low: number, range: number): void {
  draw.each(out.length, (words, from, count) => {
    for (let w = 0; w < count; w++) out[from + w] = low + bounded(draw, from + w, words[w], range);
  });
}

/**
 * `count` distinct integers of [0, n) in random order: the first steps of a Fisher–Yates shuffle of 0, 1, …, n − 1. One
 * word each.
 */
export function fillShuffled(draw: Draw, out: Int32Array, n: number): void {
  const pool = out.length === n ? out : new Int32Array(n);
  for (let i = 0; i < n; i++) pool[i] = i;
  draw.each(out.length, (words, from, count) => {
    for (let w = 0; w < count; w++) {
      const i = from + w;
      const j = i + bounded(draw, i, words[w], n - i);
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
function bounded(draw: Draw, position: number, word: number, range: number): number {
  if (range === 2 ** 32) return word >>> 0;
  let low = Math.imul(word, range) >>> 0;
  if (low < range) {
    const refused = 2 ** 32 % range;
    for (let attempt = 1; low < refused; attempt++) {
      const { words, at } = draw.retry(position, attempt);
      word = words[at];
      low = Math.imul(word, range) >>> 0;
    }
  }
  return mulHigh(word, range) >>> 0;
}

/**
 * The upper 32 bits of a · b, of 32-bit words, b unsigned. The product as a float64 is off by at most 2¹⁰, and so is its
 * difference to the lower half, which is known exactly: that leaves the upper half within 2⁻²⁰.
 */
export function mulHigh(a: number, b: number): number {
  const low = Math.imul(a, b) >>> 0;
  return (((a >>> 0) * b - low) * 2 ** -32 + 0.5) | 0;
}
