import { describe, expect, it } from "vitest";
import { type NDArray, add, array, eye, matmul, mul, ones, stack, sub, tril, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { eighGeneralized } from "./eigh-generalized.js";
import { eigvalsh } from "./eigh.js";
import { epsilonOf } from "../operand/epsilon.js";
import { NotPositiveDefiniteError } from "../errors.js";
import { THRESHOLD, definiteTypes, gallery, inDtype, inexactTypes, norm1 } from "../testing.js";

type Pairs = { values: NDArray; vectors: NDArray };

const random = gallery[0].build;
const hermitian = (v: NDArray): NDArray => add(v, adjoint(v));

/** LAPACK's ratios for generalized problems, xDRVSG: residual and orthogonality in the inner product of B. */
function ratios(a: NDArray, b: NDArray, { values, vectors: V }: Pairs): readonly [number, number] {
  const n = a.shape[0];
  const unit = n * epsilonOf(a.type);
  const residual = norm1(sub(matmul(a, V), mul(matmul(b, V), values)));
  const skew = norm1(sub(matmul(matmul(adjoint(V), b), V), eye(n)));
  return [residual / (unit * norm1(a) * norm1(V)), skew / (unit * norm1(b) * norm1(V) ** 2)];
}

describe.each(inexactTypes)("eighGeneralized in %s", (dtype) => {
  it("solves A·V = B·V·Λ with Vᴴ·B·V = I, to 30·n·ε in norms, for well-conditioned B", () => {
    const [wellConditioned] = definiteTypes;
    for (const n of [1, 2, 3, 5, 10, 50, 100]) {
      const a = hermitian(inDtype(random(n, n), dtype));
      const b = wellConditioned.build(n, n, dtype);
      const pairs: Pairs = eighGeneralized(a, b);
      for (const ratio of ratios(a, b, pairs)) expect(ratio).toBeLessThan(THRESHOLD);
      const w = pairs.values.toTypedArray();
      expect(w.every((x, i) => i === 0 || x >= w[i - 1])).toBe(true);
    }
  });
});

describe("eighGeneralized", () => {
  const a: NDArray = hermitian(random(4, 4));
  const c: NDArray = random(4, 4);
  const b: NDArray = add(matmul(c, adjoint(c)), eye(4));

  it("is eigh for B = I, and scales inversely with B", () => {
    const plain = eigvalsh(a).toTypedArray();
    const { values }: Pairs = eighGeneralized(a, mul(eye(4), 4));
    values.toTypedArray().forEach((x, i) => expect(4 * x).toBeCloseTo(plain[i], 14));
  });

  it("reads lower triangles only", () => {
    const spoiled = (x: NDArray): NDArray => add(tril(x), mul(sub(ones([4, 4]), tril(ones([4, 4]))), 99));
    expect(eighGeneralized(spoiled(a), spoiled(b)).values.toArray()).toEqual(eighGeneralized(a, b).values.toArray());
  });

  it("takes a range, broadcasts a batch, and answers for empty matrices", () => {
    const all: Pairs = eighGeneralized(a, b);
    const { values, vectors }: Pairs = eighGeneralized(a, b, { range: { index: [1, 3] } });
    expect(values.toArray()).toEqual(all.values.toArray().slice(1, 3));
    expect(vectors.shape).toEqual([4, 2]);
    const both: Pairs = eighGeneralized(stack([a, mul(a, 2)]) as NDArray, b);
    expect(both.values.at(0).toArray()).toEqual(all.values.toArray());
    expect(both.vectors.shape).toEqual([2, 4, 4]);
    expect(eighGeneralized(zeros([0, 0]), zeros([0, 0])).vectors.shape).toEqual([0, 0]);
  });

  it("has derivatives by both matrices, along symmetric directions", () => {
    const values = (x: NDArray): NDArray => eighGeneralized(x, b).values as NDArray;
    checkVjp(values, a, hermitian);
    checkJvp(values, a, hermitian);
    checkVjp((x) => eighGeneralized(a, x).values as NDArray, b, hermitian);
    checkVjp((x) => eighGeneralized(a, x).vectors as NDArray, b, hermitian);
  });

  it("refuses a B that is not positive definite, with its pivot, and what does not fit", () => {
    const bad: NDArray = array([
      [1, 2],
      [2, 1],
    ]);
    const call = (x: NDArray, y: NDArray): unknown => eighGeneralized(x, y);
    expect(() => call(eye(2), bad)).toThrow(NotPositiveDefiniteError);
    expect(() => call(eye(2), bad)).toThrow(
      "eighGeneralized: b must be positive definite; got pivot -3.00 at index 1. " +
        "Add a ridge (b + λI), or factor it with ldlt.",
    );
    expect(() => call(eye(2), stack([eye(2), bad]))).toThrow("got pivot -3.00 at index 1 of matrix [1].");
    expect(() => call(ones([2, 3]), eye(2))).toThrow("eighGeneralized: the last two axes must be equal; got a [2, 3].");
    expect(() => call(eye(2), ones([2, 3]))).toThrow("eighGeneralized: the last two axes must be equal; got b [2, 3].");
    expect(() => call(eye(2), eye(3))).toThrow(
      "eighGeneralized: rows 2 of a and 3 of b differ; got a [2, 2] and b [3, 3].",
    );
    expect(() => call(eye(1), array([[NaN]]))).toThrow(
      "eighGeneralized: b must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() =>
      eighGeneralized(
        bad,
        array([
          [1, 0],
          [0.5, 1],
        ]),
        { check: true },
      ),
    ).toThrow("eighGeneralized: b must be symmetric up to rounding; got 0.5 at index [1, 0] and 0 at index [0, 1].");
  });
});
