import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  add,
  adjoint,
  array,
  eye,
  fromFunction,
  matmul,
  mul,
  ones,
  reshape,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { epsilonOf } from "../operand/epsilon.js";
import { SingularMatrixError } from "../errors.js";
import { factorize } from "./factorize.js";
import type { Refined } from "./factored-solve.js";
import { solve } from "./solve.js";
import type { MatrixKind } from "./structured-factor.js";
import { THRESHOLD, gallery, generalTypes, inDtype, inexactTypes, norm1, residualRatio, uniform } from "../testing.js";
import type { IllConditioned } from "../operand/working-precision.js";

const random = gallery[0];

describe("solve", () => {
  it.each(inexactTypes)("leaves a residual below 30·n·ε·‖A‖·‖X‖ in %s, whatever the structure", (dtype) => {
    for (const { name, build } of gallery) {
      for (const n of dtype === "float64" ? [1, 2, 3, 5, 10, 50, 100] : [1, 2, 3, 5, 10, 50]) {
        const g: NDArray = inDtype(build(n, n), dtype);
        const b: NDArray = inDtype(random.build(n, 1 + (n % 2)), dtype);
        const gram = matmul(adjoint(g), g);
        for (const a of [g, add(g, adjoint(g)), add(gram, mul(eye(n, { dtype }), norm1(gram)))] as NDArray[]) {
          if (!a.toTypedArray().every(Number.isFinite)) continue; // squares of huge entries
          const x = solvedUnlessSingular(a, b);
          // solutions of nearly singular systems may overflow in float32
          if (x !== null && x.toTypedArray().every(Number.isFinite)) {
            expect(residualRatio(a, x, b), `${name} ${n}`).toBeLessThan(THRESHOLD);
          }
        }
      }
    }
  });

  it("answers LAPACK's matrix types, near over- and underflow too, with a ratio < 30, and refuses zero columns", () => {
    for (const { name, build } of generalTypes) {
      const a = build(20, 20, "float64");
      const b: NDArray = random.build(20, 2);
      const x = solvedUnlessSingular(a, b);
      expect(x === null, `${name}`).toBe(/zero .* column/.test(name));
      if (x !== null) expect(residualRatio(a, x, b), `${name}`).toBeLessThan(THRESHOLD);
    }
    const large: NDArray = random.build(300, 300);
    const b: NDArray = ones([300, 1]);
    expect(residualRatio(large, solve(large, b), b)).toBeLessThan(THRESHOLD);
  });

  it("undoes multiplication: A = I + E with ‖E‖ < ½ has κ ≤ 3", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(1000), (n, seed) => {
        const entry = uniform(n, n, seed);
        const a = array(
          Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (_, j) => Number(i === j) + entry(i, j) / (2 * n)),
          ),
        ) as NDArray;
        const x = random.build(n, 2).toTypedArray();
        const y = solve(a, matmul(a, random.build(n, 2)) as NDArray).toTypedArray() as Float64Array;
        y.forEach((v, i) => expect(Math.abs(v - x[i])).toBeLessThanOrEqual(THRESHOLD * n * 3 * 2 ** -52));
      }),
    );
  });

  it("takes a vector as a vector, and columns as columns", () => {
    const a = array([
      [2, 1],
      [1, 3],
    ]);
    expect(solve(a, array([3, 5])).toArray()).toEqual([expect.closeTo(0.8, 14), expect.closeTo(1.4, 14)]);
    expect(solve(a, array([[3], [5]])).shape).toEqual([2, 1]);
  });

  it("broadcasts leading axes of A and B, and solves a vector with every matrix", () => {
    const a = stack([
      eye(2),
      array([
        [2, 0],
        [0, 4],
      ]),
    ]);
    expect(solve(a as NDArray, array([2, 4])).toArray()).toEqual([
      [2, 4],
      [1, 1],
    ]);
    const b: NDArray = reshape(array([1, 2, 3, 4, 5, 6]), [3, 1, 2, 1]);
    expect(solve(a as NDArray, b).shape).toEqual([3, 2, 2, 1]);
    expect(solve(eye(2), b).toArray()).toEqual(b.toArray());
  });

  it("solves a batch of general matrices, transposed or not, as one by one", () => {
    for (const n of [3, 20, 65]) {
      const a: NDArray = stack([random.build(n, n), add(eye(n), random.build(n, n))]);
      const b: NDArray = stack([random.build(n, 1), ones([n, 1])]);
      const gram: NDArray = add(matmul(a, adjoint(a)), eye(n));
      for (const matrices of [a, adjoint(a), gram]) {
        const x: NDArray = solve(matrices, b);
        for (const i of [0, 1]) {
          expect(x.at(i).toArray()).toEqual(solve(matrices.at(i), b.at(i)).toArray());
        }
        const wide: NDArray = solve(matrices, b.at(1));
        expect(wide.at(0).toArray()).toEqual(solve(matrices.at(0), b.at(1)).toArray());
      }
    }
  });

  it("promotes: integers to float64, float32 with float64 to float64", () => {
    expect(solve(array([[2]], { dtype: "int32" }), array([3], { dtype: "int32" })).toArray()).toEqual([1.5]);
    expect(solve(ones([1, 1], { dtype: "float32" }), ones([1], { dtype: "float32" })).dtype).toBe("float32");
    expect(solve(ones([1, 1], { dtype: "float32" }), ones([1])).dtype).toBe("float64");
  });

  it("answers for empty systems", () => {
    expect(solve(zeros([0, 0]), zeros([0])).shape).toEqual([0]);
    expect(solve(eye(2), zeros([2, 0])).shape).toEqual([2, 0]);
    expect(solve(zeros([0, 2, 2]), zeros([2, 1])).shape).toEqual([0, 2, 1]);
  });

  it("vjp and jvp agree with differences, broadcast too", () => {
    checkVjp(solve as (a: NDArray, b: NDArray) => NDArray, [random.build(4, 4), random.build(4, 2)]);
    checkJvp(solve as (a: NDArray, b: NDArray) => NDArray, [random.build(4, 4), random.build(4, 2)]);
    const batch: NDArray = stack([random.build(3, 3), eye(3)]);
    checkVjp((a, b) => solve(a, b), [batch, array([1, 2, 3])]);
    checkVjp((a, b) => solve(a, b), [random.build(3, 3), stack([ones([3, 2]), random.build(3, 2)])]);
  });

  it("differentiates by a general A whatever its structure", () => {
    const f = solve as (a: NDArray, b: NDArray) => NDArray;
    const b: NDArray = random.build(20, 2);
    for (const [kind, a] of structured(20)) {
      expect(factorize(a).kind).toBe(kind);
      checkVjp(f, [a, b]);
      checkJvp(f, [a, b]);
    }
    const indefinite: NDArray = array([
      [1, 3],
      [3, 1],
    ]);
    checkVjp(f, [indefinite, array([1, 2])]);
    checkJvp(f, [indefinite, array([1, 2])]);
  });

  it("differentiates complex systems of every structure by a general A", () => {
    const b = inDtype(random.build(12, 1), "complex128");
    for (const [kind, x] of structured(12)) {
      const twisted = inDtype(x, "complex128");
      const hermitian = kind === "positiveDefinite" || kind === "symmetricIndefinite";
      const a = hermitian ? add(twisted, adjoint(twisted)) : twisted;
      checkVjp((p, q) => solve(p, q), [a, b]);
      checkJvp((p, q) => solve(p, q), [a, b]);
    }
  });

  it("refuses matrices that are singular to working precision, with the estimate", () => {
    const nearly = array([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9 + 4e-15],
    ]);
    const error = thrownBy(() => solve(nearly, ones([3])));
    expect(error).toBeInstanceOf(SingularMatrixError);
    const { rcond, batch } = error as SingularMatrixError;
    expect(rcond).toBeGreaterThan(0);
    expect(rcond).toBeLessThan(2 ** -52);
    expect(batch).toEqual([]);
    expect((error as Error).message).toBe(
      `solve: a must be nonsingular to working precision; got reciprocal condition ${rcond.toPrecision(3)}. ` +
        "Use lstsq or pinv for the solution of least norm, or onIllConditioned to be told and have an answer.",
    );
    const pair: NDArray = stack([eye(3), nearly]);
    expect((thrownBy(() => solve(pair, ones([3]))) as SingularMatrixError).batch).toEqual([1]);
    expect(() => solve(pair, ones([3]))).toThrow("of matrix [1]. Use lstsq");
  });

  it("answers nevertheless where onIllConditioned is told", () => {
    const hilbert: NDArray = gallery.find(({ name }) => name === "Hilbert")?.build(14, 14) ?? expect.unreachable();
    const told: IllConditioned[] = [];
    const b: NDArray = ones([14, 1]);
    const x: NDArray = solve(hilbert, b, { onIllConditioned: (info) => told.push(info) });
    expect(residualRatio(hilbert, x, b)).toBeLessThan(THRESHOLD);
    expect(told).toHaveLength(1);
    expect(told[0].rcond).toBeLessThan(2 ** -52);
    expect(told[0].message).toContain("a must be nonsingular to working precision");
    expect(() => solve(ones([2, 2]), ones([2]), { onIllConditioned: () => expect.unreachable() })).toThrow(
      SingularMatrixError,
    );
  });

  it("minds what rows and columns depend on, not what units they are in", () => {
    const entries = random.build(6, 6).toTypedArray();
    const scaled: NDArray = fromFunction([6, 6], (i, j) => Number(entries[6 * i + j]) * 10 ** (4 * j - 7 * i));
    const exact: NDArray = fromFunction([6, 1], (j) => 10 ** (-4 * j));
    const x = solve(scaled, matmul(scaled, exact) as NDArray).toTypedArray();
    x.forEach((v, j) => expect(Math.abs(Number(v) / 10 ** (-4 * j) - 1)).toBeLessThan(1e-12));
    expect(
      solve(
        array([
          [1e-200, 0],
          [0, 1e200],
        ]),
        array([1e-200, 1e200]),
      ).toArray(),
    ).toEqual([1, 1]);
  });

  it.each(inexactTypes)(
    "refines until the componentwise backward error is at most 2·ε, and bounds the error, in %s",
    (dtype) => {
      for (const name of ["random", "graded rows", "Frank", "Grcar", "Moler"]) {
        const build = gallery.find((family) => family.name === name)?.build ?? expect.unreachable();
        const a: NDArray = inDtype(build(6, 6), dtype);
        const exact: NDArray = ones([6, 1], { dtype });
        const b: NDArray = matmul(a, exact);
        const reached: Refined[] = [];
        const x: NDArray = solve(a, b, { refine: (info) => reached.push(info) });
        const epsilon = epsilonOf(x.type);
        expect(reached).toHaveLength(1);
        expect(reached[0].backwardError, `${name}`).toBeLessThanOrEqual(2 * epsilon);
        expect(reached[0].steps).toBeLessThanOrEqual(5);
        expect(reached[0].batch).toEqual([]);
        const error = norm1(sub(x, exact) as NDArray);
        // b itself was rounded: a bound of its effect is in the forward error, which covers (n + 1)·ε·(|A|·|x| + |b|)
        expect(error / 6, `${name}`).toBeLessThanOrEqual(reached[0].forwardError * 1.01);
        expect(solve(a, b, { refine: true }).toArray()).toEqual(x.toArray());
      }
      checkVjp((p, q) => solve(p, q, { refine: true }), [random.build(4, 4), random.build(4, 1)]);
    },
  );

  it("refuses singular matrices with the pivot", () => {
    expect(() =>
      solve(
        array([
          [1, 2],
          [2, 4],
        ]),
        array([1, 1]),
      ),
    ).toThrow(SingularMatrixError);
    expect(() =>
      solve(
        array([
          [1, 2],
          [2, 4],
        ]),
        array([1, 1]),
      ),
    ).toThrow(
      "solve: a must be nonsingular; got pivot 0 at index 1. Use lstsq or pinv for the solution of least norm.",
    );
  });

  it("refuses shapes that do not fit, NaN, and bools, with full sentences", () => {
    const rectangular: NDArray = ones([2, 3]);
    expect(() => solve(rectangular, ones([2]))).toThrow(ShapeError);
    expect(() => solve(rectangular, ones([2]))).toThrow("solve: the last two axes must be equal; got a [2, 3].");
    const long: NDArray = ones([4]);
    expect(() => solve(eye(3), long)).toThrow("solve: rows 3 of a and 4 of b differ; got a [3, 3] and b [4].");
    const scalar: NDArray = array(1);
    expect(() => solve(eye(1), scalar)).toThrow("solve: b must have at least one axis; got b [].");
    expect(() => solve(array([[NaN]]), ones([1]))).toThrow(
      "solve: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => solve(eye(2), array([1, Infinity]))).toThrow(
      "solve: b must be finite; got Infinity at index [1, 0]. Remove or impute such entries.",
    );
    expect(() => solve(eye(1), ones([1]), { refine: 1 as unknown as boolean })).toThrow(
      "solve: refine must be a function; got 1.",
    );
    expect(() => solve(eye(1), ones([1]), { onIllConditioned: "log" as unknown as () => void })).toThrow(
      'solve: onIllConditioned must be a function; got "log".',
    );
    expect(() => solve(eye(1), array([true]))).toThrow(DTypeError);
    expect(() => solve(eye(1), array([true]))).toThrow(
      'solve: b must be real or complex numbers; got b bool. Convert it first: x.astype("float64").',
    );
  });
});

/** One matrix of each kind. */
function structured(n: number): readonly (readonly [MatrixKind, NDArray])[] {
  const entry = uniform(n, n, 9);
  const build = (keep: (i: number, j: number) => number): NDArray => fromFunction([n, n], keep);
  const shifted = (i: number, j: number): number => entry(i, j) + (i === j ? 4 : 0);
  const symmetric = (i: number, j: number): number => entry(Math.max(i, j), Math.min(i, j));
  return [
    ["diagonal", build((i, j) => (i === j ? shifted(i, j) : 0))],
    ["lowerTriangular", build((i, j) => (i >= j ? shifted(i, j) : 0))],
    ["upperTriangular", build((i, j) => (i <= j ? shifted(i, j) : 0))],
    ["banded", build((i, j) => (Math.abs(i - j) <= 1 ? shifted(i, j) : 0))],
    ["positiveDefinite", build((i, j) => symmetric(i, j) + (i === j ? n : 0))],
    ["symmetricIndefinite", build(symmetric)],
    ["general", build(shifted)],
  ];
}

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return null;
}

function solvedUnlessSingular(a: NDArray, b: NDArray): NDArray | null {
  try {
    return solve(a, b, { onIllConditioned: () => undefined });
  } catch (error) {
    if (error instanceof SingularMatrixError) return null;
    throw error;
  }
}
