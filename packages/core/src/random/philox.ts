/**
 * Philox4x32-10, a counter-based generator: a block of four words is a function of its number and a key, so any part of
 * a stream can be computed alone, in any order, on any platform, with the same bits.
 *
 * @see Salmon, Moraes, Dror & Shaw, *Parallel Random Numbers: As Easy as 1, 2, 3*, SC 2011
 */

/** What tells a stream from all others: the two words of the key and the upper two of the counter. */
export type Identity = readonly [key0: number, key1: number, stream0: number, stream1: number];

/** Uses of one identity, kept apart by the upper bits of the counter's second word, as blocks number less than 2⁵¹. */
export const DRAWS: number = 0;
export const RETRIES: number = 1 << 29;
export const CHILDREN: number = 2 << 29;
export const FOLDS: number = 3 << 29;

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const WEYL0 = 0x9e3779b9;
const WEYL1 = 0xbb67ae85;

/** Fills `out`, four words a block, from block number `first` on. Words are signed here: integer arithmetic is faster so. */
export function philox(id: Identity, use: number, first: number, out: Int32Array): void {
  const [key0, key1, stream0, stream1] = id;
  let low = first | 0;
  let high = Math.floor(first / 2 ** 32);
  for (let at = 0; at < out.length; at += 4) {
    let c0 = low;
    let c1 = high | use;
    let c2 = stream0;
    let c3 = stream1;
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < 10; round++) {
      const high0 = mulHigh(c0, M0);
      const high1 = mulHigh(c2, M1);
      const low0 = Math.imul(c0, M0);
      const low1 = Math.imul(c2, M1);
      c0 = high1 ^ c1 ^ k0;
      c1 = low1;
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 = (k0 + WEYL0) | 0;
      k1 = (k1 + WEYL1) | 0;
    }
    out[at] = c0;
    out[at + 1] = c1;
    out[at + 2] = c2;
    out[at + 3] = c3;
    low = (low + 1) | 0;
    if (low === 0) high++;
  }
}

/**
 * The upper 32 bits of a · b, of 32-bit words. The product as a float64 is off by at most 2¹⁰, and so is its difference to
 * the lower half, which is known exactly: that leaves the upper half within 2⁻²⁰.
 */
export function mulHigh(a: number, b: number): number {
  const low = Math.imul(a, b) >>> 0;
  return (((a >>> 0) * b - low) * 2 ** -32 + 0.5) | 0;
}
