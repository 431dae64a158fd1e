import type { Refuse } from "./refuse.js";

/**
 * Integers of 64 bits as doubles that are equal to them.
 *
 * @param values a BigInt64Array or BigUint64Array, or any list that covers as many bytes
 * @param isMissing of an index: what is there is not looked at
 * @throws what `refuse` makes of the first one that no double is equal to
 */
export function exactDoubles(
  name: string,
  { buffer, byteOffset }: ArrayBufferView,
  length: number,
  signed: boolean,
  refuse: Refuse,
  isMissing?: (index: number) => boolean,
): Float64Array {
  const low = new Uint32Array(buffer, byteOffset, 2 * length);
  const high = signed ? new Int32Array(buffer, byteOffset, 2 * length) : low;
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const upper = high[2 * i + 1] * 2 ** 32;
    const value = upper + low[2 * i];
    if (value - upper !== low[2 * i] && isMissing?.(i) !== true) {
      throw inexact(name, (BigInt(high[2 * i + 1]) << 32n) + BigInt(low[2 * i]), i, refuse);
    }
    out[i] = value;
  }
  return out;
}

/** One such integer. */
export function exactDouble(name: string, value: bigint, row: number, refuse: Refuse): number {
  const double = Number(value);
  if (BigInt(double) !== value) throw inexact(name, value, row, refuse);
  return double;
}

function inexact(name: string, value: bigint, row: number, refuse: Refuse): Error {
  const expected = `column "${name}" must hold integers that float64 holds`;
  return refuse(expected, `${value} in row ${row} of its chunk`, "Store it as text, or leave it out.");
}
