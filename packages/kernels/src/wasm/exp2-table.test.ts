import { expect, it } from "vitest";
import { expWasm } from "../generated/exp.js";
import { hyperbolicWasm } from "../generated/hyperbolic.js";
import { logisticWasm } from "../generated/logistic.js";
import { decode } from "./text.js";

const ENTRIES = 128;
/** Fractional bits of the integers that stand for numbers here. */
const BITS = 220n;

/** The table that `assembly/math/exp2-table.ts` fills on instantiation: the last bytes that this writes, but for `after`. */
function tableOf(text: string, after: number): DataView {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65535, shared: true });
  void new WebAssembly.Instance(new WebAssembly.Module(decode(text)), { env: { memory } });
  const end = new Uint8Array(memory.buffer).findLastIndex((byte) => byte !== 0) + 1;
  return new DataView(memory.buffer, end - after - ENTRIES * 16, ENTRIES * 16);
}

/** x¹²⁸ in 220 fractional bits. */
function power128(x: bigint): bigint {
  let power = x;
  for (let squarings = 0; squarings < 7; squarings++) power = (power * power) >> BITS;
  return power;
}

it.each([
  ["exp", expWasm, 0],
  ["hyperbolic", hyperbolicWasm, 0],
  ["logistic", logisticWasm, 293 * 16], // the table of tanh comes after it
])("%s has a table of the float64 nearest to 2^(j/128), with the rests to 95 bits of it", (_, text, after) => {
  const table = tableOf(text, after);
  for (let j = 0; j < ENTRIES; j++) {
    const tail = table.getFloat64(j * 16, true);
    const bits = table.getBigUint64(j * 16 + 8, true) + (BigInt(j) << 45n);
    const value = (bits - (1022n << 52n)) << (BITS - 52n); // of [1, 2), so the exponent is 1023
    const whole = (value * ((1n << BITS) + BigInt(tail * 2 ** 160) * (1n << (BITS - 160n)))) >> BITS;
    expect(Math.abs(tail)).toBeLessThanOrEqual(2 ** -53); // half an ulp, so value is the nearest
    expect(bits >> 52n).toBe(1023n);
    const error = power128(whole) - (1n << (BITS + BigInt(j))); // a relative error ε has become 128·ε
    const bound = 1n << (BITS + BigInt(j) + 7n - 95n);
    expect(error).toBeLessThan(bound);
    expect(error).toBeGreaterThan(-bound);
  }
});
