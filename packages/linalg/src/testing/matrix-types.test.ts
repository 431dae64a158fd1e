import { describe, expect, it } from "vitest";
import { type NDArray, adjoint, astype, sub } from "@linnet/core";
import { definiteTypes, generalTypes, hermitianTypes } from "./matrix-types.js";
import { norm1 } from "./ratios.js";

const dtypes = ["float32", "float64", "complex64", "complex128"] as const;

describe.each(dtypes)("matrix types in %s", (dtype) => {
  it.each([...hermitianTypes, ...definiteTypes])("$name are Hermitian to the bit", ({ build }) => {
    const a = astype(build(7, 7, dtype), dtype.startsWith("c") ? "complex128" : "float64");
    expect(norm1(sub(a, adjoint(a)) as NDArray)).toBe(0);
  });

  it.each(generalTypes)("$name are finite, of the shape asked for, and the same each time", ({ build }) => {
    for (const [m, n] of [
      [5, 3],
      [3, 5],
      [1, 1],
    ]) {
      const a = build(m, n, dtype);
      expect([a.shape, a.dtype]).toEqual([[m, n], dtype]);
      expect(norm1(a)).toBeLessThan(Infinity);
      expect(build(m, n, dtype).toArray()).toEqual(a.toArray());
    }
  });
});

it("have the singular values that they are named by: the Frobenius norm is theirs, to 4·m·ε", () => {
  // each of the 2·m reflections errs by a few ε of the norm (Higham, Accuracy and Stability, lemma 19.2)
  const geometric = generalTypes.find(({ name }) => name === "geometric values, κ = 2");
  const squares = [0, 1, 2, 3].reduce((sum, i) => sum + 4 ** (-i / 3), 0);
  let found = 0;
  for (const x of geometric?.build(6, 4, "complex128").toTypedArray() ?? []) found += x * x;
  expect(Math.abs(found / squares - 1)).toBeLessThan(4 * 12 * 2 ** -52);
});
