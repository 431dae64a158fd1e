/**
 * The power of two that brings `largest` into [1, 2): multiplying by it is exact, and no square of an entry over- or
 * underflows afterwards. 1 for a zero matrix. Kept within 2^±1000, where it and its reciprocal are normal numbers.
 */
export function powerOfTwoScale(largest: number): number {
  if (largest === 0) return 1;
  const exponent = Math.floor(Math.log2(largest));
  return 2 ** -Math.max(-1000, Math.min(1000, exponent));
}
