import { describe, expect, it } from "vitest";
import { type DType, DTypeError, array, astype } from "../index.js";
import { checkVjp } from "../testing.js";
import { pullback } from "../testing/record.js";

describe("astype", () => {
  it("converts as typed arrays do: toward zero, then modulo 2ⁿ", () => {
    const values = [1.7, -1.7, 300, 3e9, Number.NaN, Infinity];
    for (const [dtype, kind] of [
      ["int8", Int8Array],
      ["uint8", Uint8Array],
      ["int16", Int16Array],
      ["uint16", Uint16Array],
      ["int32", Int32Array],
      ["uint32", Uint32Array],
      ["float32", Float32Array],
    ] as const) {
      expect(Array.from(astype(array(values), dtype).toTypedArray())).toEqual(Array.from(kind.from(values)));
    }
  });

  it("makes true of whatever is not zero, NaN too", () => {
    expect(astype(array([0, -0, 0.1, Number.NaN]), "bool").toArray()).toEqual([false, false, true, true]);
    expect(astype(array([true, false]), "float32").toArray()).toEqual([1, 0]);
  });

  it("reads views in their order, and answers a new array even for the same dtype", () => {
    const x = array([
      [1, 2],
      [3, 4],
    ]);
    expect(astype(x.T, "int8").toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(astype(x, "float64").storage).not.toBe(x.storage);
  });

  it("brings cotangents back in the dtype that they came from", () => {
    const x = array([1, 2], { dtype: "float32" });
    checkVjp((y) => astype(y, "float64"), x);
    const [ct] = pullback(([y]) => [astype(y, "float64")], [x], [array([0.1, 1])]);
    expect([ct.dtype, ct.toArray()]).toEqual(["float32", [Math.fround(0.1), 1]]);
  });

  it("refuses dtypes that do not exist, and to drop imaginary parts", () => {
    const x = array([1]);
    expect(() => astype(x, "int64" as DType)).toThrow(DTypeError);
    expect(() => astype(x, "int64" as DType)).toThrow(
      'astype: dtype must be a name that Linnet knows; got dtype "int64". Known: bool, int8, uint8, int16, uint16, int32, uint32, float32, float64, complex64, complex128.',
    );
    expect(() => astype(x.astype("complex64"), "float32")).toThrow(
      "astype: complex numbers cannot become real ones; got x complex64 and dtype float32.",
    );
  });
});
