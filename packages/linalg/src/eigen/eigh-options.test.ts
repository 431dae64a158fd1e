import { describe, expect, it } from "vitest";
import {
  type NDArray,
  add,
  array,
  complex,
  diag,
  eye,
  matrixTranspose,
  mul,
  ones,
  real,
  stack,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { eigh, eigvalsh } from "./eigh.js";
import { THRESHOLD, eigenRatio, gallery, inDtype, norm1, orthogonalityRatio } from "../testing.js";

type Numbers = { values: NDArray; vectors: NDArray };

describe("a range of the spectrum", () => {
  const b = inDtype(gallery[0].build(40, 40), "complex128");
  const matrices: readonly NDArray[] = [diag(array([3, 1, 2])), real(add(b, adjoint(b))), add(b, adjoint(b))];

  it("by index answers those eigenpairs, to 30·n·ε, first and last ones, none and all", () => {
    for (const a of matrices) {
      const n = a.shape[0];
      const all: NDArray = eigvalsh(a);
      for (const [start, end] of [
        [0, 1],
        [1, n],
        [n - 1, n],
        [2, 2],
        [0, n],
      ] as const) {
        const { values, vectors }: Numbers = eigh(a, { range: { index: [start, end] } });
        expect([values.shape, vectors.shape]).toEqual([[end - start], [n, end - start]]);
        expect(eigvalsh(a, { range: { index: [start, end] } }).toArray()).toEqual(all.toArray().slice(start, end));
        if (start === end) continue;
        expect(eigenRatio(a, values, vectors)).toBeLessThan(THRESHOLD);
        expect(orthogonalityRatio(vectors)).toBeLessThan(THRESHOLD);
        const bound = THRESHOLD * n * 2 ** -52 * norm1(a);
        const expected = all.toTypedArray().slice(start, end);
        values.toTypedArray().forEach((x, i) => expect(Math.abs(x - expected[i])).toBeLessThanOrEqual(bound));
      }
    }
  });

  it("by value answers those in (above, upTo]", () => {
    const [a] = matrices;
    const within = (above: number, upTo: number): unknown => eigvalsh(a, { range: { value: [above, upTo] } }).toArray();
    expect(within(1, 3)).toEqual([2, 3]);
    expect(within(-Infinity, 1)).toEqual([1]);
    expect(within(5, Infinity)).toEqual([]);
    const { values, vectors }: Numbers = eigh(a, { range: { value: [1.5, 2.5] } });
    expect([values.toArray(), vectors.shape]).toEqual([[2], [3, 1]]);
  });

  it("is batched by index", () => {
    const a: NDArray = stack([matrices[0], mul(matrices[0], -2)]);
    expect(eigh(a, { range: { index: [0, 1] } }).values.toArray()).toEqual([[1], [-6]]);
  });

  it("has the derivatives of those values and vectors", () => {
    const c = gallery[0].build(5, 5);
    const a: NDArray = add(c, matrixTranspose(c));
    const symmetric = (v: NDArray): NDArray => add(v, matrixTranspose(v));
    const part = (x: NDArray): NDArray[] => {
      const { values, vectors }: Numbers = eigh(x, { range: { index: [1, 3] } });
      return [values, vectors];
    };
    checkVjp(part, a, symmetric);
    checkJvp(part, a, symmetric);
    checkVjp((x) => part(x)[1], a, symmetric);
    checkVjp((x) => eigh(x, { range: { value: [-100, 0] } }).values, a, symmetric);
  });

  it.each([
    [{ index: [1, 4] }, "eigh: range.index must be [start, end] with 0 ≤ start ≤ end ≤ 3; got [1, 4]."],
    [{ index: [2, 1] }, "eigh: range.index must be [start, end] with 0 ≤ start ≤ end ≤ 3; got [2, 1]."],
    [{ index: [0.5, 1] }, "eigh: range.index must be [start, end] with 0 ≤ start ≤ end ≤ 3; got [0.5, 1]."],
    [{ value: [1, NaN] }, "eigh: range.value must be [above, upTo] with above < upTo; got [1, NaN]."],
    [{}, "eigh: range must name index or value; got {}. Give one of them."],
  ])("refuses %j", (range, message) => {
    expect(() => eigh(matrices[0], { range: range as { index: [number, number] } })).toThrow(message);
  });

  it("by value refuses batches", () => {
    expect(() => eigvalsh(zeros([2, 3, 3]), { range: { value: [0, 1] } })).toThrow(
      "eigvalsh: range.value needs a single matrix, because each may have another number of eigenvalues there; " +
        "got a [2, 3, 3]. Use range.index, or take the matrices one by one.",
    );
  });
});

describe("check", () => {
  it("accepts what is symmetric up to rounding, n·ε·max|a|, and does not change the answer", () => {
    const a: NDArray = array([
      [2, 1 + 2 ** -52],
      [1, 3],
    ]);
    expect(eigvalsh(a, { check: true }).toArray()).toEqual(eigvalsh(a).toArray());
    expect(eigh(complex(eye(2), mul(eye(2), 2 ** -53)), { check: true }).values.toArray()).toEqual([1, 1]);
  });

  it("refuses the rest, with the entries that differ most", () => {
    const a: NDArray = array([
      [2, 1, 0],
      [1.5, 3, 7],
      [0, 4, 1],
    ]);
    expect(() => eigh(a, { check: true })).toThrow(
      "eigh: a must be symmetric up to rounding; got 4 at index [2, 1] and 7 at index [1, 2]. " +
        "Take the mean of a and its transpose, or leave out check: the lower triangle is read.",
    );
    expect(() => eigvalsh(stack([eye(3), a]), { check: true })).toThrow(
      "got 4 at index [1, 2, 1] and 7 at index [1, 1, 2].",
    );
    expect(() => eigh(complex(eye(2), eye(2)), { check: true })).toThrow(
      "eigh: a must be Hermitian up to rounding; got 1+1j at index [0, 0]. " +
        "Take the mean of a and its adjoint, or leave out check: the lower triangle is read.",
    );
    expect(() => eigh(complex(zeros([2, 2]), ones([2, 2])), { check: true })).toThrow(
      "a must be Hermitian up to rounding",
    );
  });
});
