import { describe, expect, it } from "vitest";
import { type NDArray, abs, array, ones, stack, zeros } from "@linnet/core";
import { checkVjp } from "@linnet/core/testing";
import { DerivativeError } from "../errors.js";
import { hessenberg } from "./hessenberg.js";
import {
  THRESHOLD,
  inexactTypes,
  orthogonalityRatio,
  reconstructionRatio,
  squareMatrices,
  squareMatricesFor,
} from "../testing.js";

describe.each(inexactTypes)("hessenberg in %s", (dtype) => {
  it.each([1, 2, 3, 5, 10, 50, 100])(
    "takes matrices of order %i to Q·H·Qᴴ, Q unitary, both to 30·n·ε, H zero below its subdiagonal",
    (n) => {
      for (const [name, build] of squareMatricesFor(n, dtype)) {
        const a = build(n, dtype);
        const f = hessenberg(a);
        const { Q, H }: { Q: NDArray; H: NDArray } = f;
        expect.soft(reconstructionRatio(a, f.reconstruct()), name).toBeLessThan(THRESHOLD);
        expect.soft(orthogonalityRatio(Q), name).toBeLessThan(THRESHOLD);
        expect.soft(largestBelow(H, 1), name).toBe(0);
      }
    },
    60_000,
  );
});

describe("hessenberg", () => {
  it("is batched over leading axes as a loop is", () => {
    const parts = [squareMatrices[0][1](5, "complex128"), squareMatrices[5][1](5, "complex128")];
    const { H } = hessenberg(stack(parts) as NDArray);
    parts.forEach((part, i) => expect(H.at(i).toArray()).toEqual(hessenberg(part).H.toArray()));
  });

  it("answers for empty matrices and integers", () => {
    expect(hessenberg(zeros([0, 0])).Q.shape).toEqual([0, 0]);
    expect(hessenberg(zeros([2, 0, 0])).H.shape).toEqual([2, 0, 0]);
    expect(hessenberg(zeros([0, 3, 3])).H.shape).toEqual([0, 3, 3]);
    expect(hessenberg(array([[7]], { dtype: "int32" })).H.dtype).toBe("float64");
  });

  it("refuses rectangular matrices, NaN and bools", () => {
    expect(() => hessenberg(ones([2, 3]) as NDArray)).toThrow(
      "hessenberg: the last two axes must be equal; got a [2, 3].",
    );
    expect(() => hessenberg(array([[NaN]]))).toThrow(
      "hessenberg: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => hessenberg(ones([2, 2], { dtype: "bool" }))).toThrow(
      'hessenberg: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    );
  });

  it("has no derivative, and says so", () => {
    const differentiate = (): void => checkVjp((x) => hessenberg(x).H, ones([2, 2]));
    expect(differentiate).toThrow(DerivativeError);
    expect(differentiate).toThrow(
      "hessenberg: a must not be differentiated through here; got a derivative that is asked for. " +
        "Use eig or eigvals, which have one.",
    );
  });
});

/** Largest magnitude of an entry more than k places below the diagonal. */
function largestBelow(a: NDArray, k: number): number {
  const n = a.shape[0];
  const data = abs(a).toTypedArray();
  let largest = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i - k; j++) largest = Math.max(largest, data[i * n + j]);
  return largest;
}
