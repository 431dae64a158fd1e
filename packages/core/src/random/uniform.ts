import type { Draw } from "./draw.js";

/** [0, 1) from two words: 53 bits, as many as a float64 holds. */
export function unit53(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53;
}

/** Fills with numbers of [low, high). float64: 53 bits, two words an element. */
export function fillUniform64(draw: Draw, out: Float64Array, low: number, high: number): void {
  const width = high - low;
  draw.each(2 * out.length, (words, from, count) => {
    for (let w = 0; w < count; w += 2) {
      const x = low + unit53(words[w], words[w + 1]) * width;
      out[(from + w) / 2] = x < high ? x : low; // what rounds up to high wraps round: neighbours stay equally likely
    }
  });
}

/** Fills with numbers of [low, high), both of which float32 holds: 24 bits, one word an element. */
export function fillUniform32(draw: Draw, out: Float32Array, low: number, high: number): void {
  const width = high - low;
  draw.each(out.length, (words, from, count) => {
    for (let w = 0; w < count; w++) {
      const x = Math.fround(low + (words[w] >>> 8) * 2 ** -24 * width);
      out[from + w] = x < high ? x : low; // as above
    }
  });
}

/** Fills with 1 with probability p, else 0; two words an element. */
export function fillBernoulli(draw: Draw, out: Uint8Array, p: number): void {
  draw.each(2 * out.length, (words, from, count) => {
    for (let w = 0; w < count; w += 2) out[(from + w) / 2] = unit53(words[w], words[w + 1]) < p ? 1 : 0;
  });
}
