import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ValueError,
  abs,
  add,
  array,
  astype,
  concat,
  eye,
  matmul,
  matrixTranspose,
  mul,
  ones,
  stack,
  sub,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { DerivativeError } from "../errors.js";
import { adjoint } from "../operand/adjoint.js";
import { cond } from "../norms/cond.js";
import { epsilonOf } from "../operand/epsilon.js";
import { LeastSquares, lstsq } from "./lstsq.js";
import { pinv } from "./pinv.js";
import { qr } from "../qr/qr.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, norm1 } from "../testing.js";

const random = gallery[0];

describe("lstsq", () => {
  it.each(inexactTypes.flatMap((dtype) => (["orthogonal", "svd"] as const).map((method) => [dtype, method] as const)))(
    "leaves a residual orthogonal to the columns: ‖Aᴴ·r‖ ≤ 30·m·ε·‖A‖·(‖A‖·‖x‖ + ‖b‖), %s, %s",
    (dtype, method) => {
      for (const { name, build } of gallery.filter((g) => !["tiny", "huge"].includes(g.name))) {
        for (const [m, n] of [
          [1, 1],
          [5, 3],
          [3, 5],
          [30, 30],
          ...(dtype === "float64"
            ? ([
                [50, 10],
                [10, 50],
              ] as const)
            : []),
        ] as const) {
          const a = inDtype(build(m, n), dtype);
          const b = inDtype(random.build(m, 2), dtype);
          const double = a.type.kind === "complex" ? "complex128" : "float64";
          const x: NDArray = astype(lstsq(a, b, { method }).x as NDArray, double);
          const wide: NDArray = astype(a, double);
          const r: NDArray = sub(astype(b, double), matmul(wide, x));
          const eps = epsilonOf(a.type);
          const size = norm1(wide) * norm1(x) + norm1(b);
          // the cut-off rtol = max(m, n)·ε lets the least-norm solution leave as much of b as it scales x down
          const bound =
            THRESHOLD * Math.max(m, n) ** 2 * eps * Math.max(norm1(wide), norm1(matrixTranspose(wide))) * size;
          expect(norm1(matmul(adjoint(wide), r)), `${name} ${m}×${n}`).toBeLessThanOrEqual(bound);
        }
      }
    },
  );

  it("fits a line, and says what is left", () => {
    const { x, residuals, rank, singularValues } = lstsq(
      array([
        [1, 0],
        [1, 1],
        [1, 2],
      ]),
      array([1, 3, 6]),
    );
    expect(x.toArray()).toEqual([expect.closeTo(5 / 6, 13), expect.closeTo(2.5, 13)]);
    expect(residuals.item()).toBeCloseTo(1 / 6, 13);
    expect(rank.item()).toBe(2);
    expect(singularValues.shape).toEqual([2]);
  });

  it("gives the solution of least norm where many fit", () => {
    expect(lstsq(array([[1, 1]]), array([2])).x.toArray()).toEqual([expect.closeTo(1, 14), expect.closeTo(1, 14)]);
    const { x, rank } = lstsq(
      array([
        [1, 1],
        [1, 1],
        [0, 0],
      ]),
      array([2, 2, 7]),
    );
    expect(rank.item()).toBe(1);
    expect(x.toArray()).toEqual([expect.closeTo(1, 14), expect.closeTo(1, 14)]);
    expect(lstsq(zeros([2, 2]), ones([2])).x.toArray()).toEqual([0, 0]);
  });

  it.each(["orthogonal", "svd"] as const)(
    "recovers the 10 coefficients of a polynomial from 12 points of [−1, 1] (κ ≈ 4·10³) to 5e-9, %s",
    (method) => {
      const points = Array.from({ length: 12 }, (_, i) => -1 + (2 * i) / 11);
      const a = array(points.map((t) => Array.from({ length: 10 }, (_, j) => t ** j))) as NDArray;
      const exact = Array.from({ length: 10 }, (_, j) => 1 + j);
      const b: NDArray = matmul(a, array(exact.map((v) => [v])) as NDArray);
      const errors = (lstsq(a, b, { method }).x.toTypedArray() as Float64Array).map((v, i) => Math.abs(v - exact[i]));
      expect(Math.max(...errors)).toBeLessThan(5e-9);
    },
  );

  it("recovers them from 12 points of [0, 1], where κ ≈ 10⁸, to 30·κ·ε", () => {
    const points = Array.from({ length: 12 }, (_, i) => (i + 1) / 12);
    const a = array(points.map((t) => Array.from({ length: 10 }, (_, j) => t ** j))) as NDArray;
    const exact = Array.from({ length: 10 }, (_, j) => 1 + j);
    const b: NDArray = matmul(a, array(exact.map((v) => [v])) as NDArray);
    const errors = (lstsq(a, b).x.toTypedArray() as Float64Array).map((v, i) => Math.abs(v - exact[i]));
    const condition = Number(cond(a).item());
    expect(Math.hypot(...errors) / Math.hypot(...exact)).toBeLessThan(THRESHOLD * condition * 2 ** -52);
  });

  it("agrees with QR at full rank", () => {
    const a: NDArray = random.build(8, 3);
    const b: NDArray = random.build(8, 2);
    const [p, q] = [lstsq(a, b).x.toTypedArray(), qr(a).solve(b).toTypedArray()];
    p.forEach((v, i) => expect(Math.abs(v - q[i])).toBeLessThan(1e-13));
  });

  it("counts singular values above rtol·s₁", () => {
    const a = array([
      [1, 0],
      [0, 1e-6],
    ]);
    expect(lstsq(a, ones([2]), { rtol: 1e-3 }).x.toArray()).toEqual([1, 0]);
    expect(lstsq(a, ones([2]), { rtol: 1e-3 }).rank.item()).toBe(1);
    expect(() => lstsq(a, ones([2]), { rtol: -1 })).toThrow(ValueError);
    expect(() => lstsq(a, ones([2]), { rtol: -1 })).toThrow("lstsq: rtol must lie in [0, 1]; got -1.");
  });

  it("broadcasts leading axes", () => {
    const { x, residuals, rank } = lstsq(stack([eye(2), mul(eye(2), 2)]) as NDArray, array([2, 4]));
    expect(x.toArray()).toEqual([
      [2, 4],
      [1, 2],
    ]);
    expect(residuals.shape).toEqual([2]);
    expect(rank.toArray()).toEqual([2, 2]);
  });

  it("answers a batch of which one matrix is of deficient rank", () => {
    const { x, residuals, rank } = lstsq(stack([eye(2), ones([2, 2])]) as NDArray, array([2, 4]));
    expect(rank.toArray()).toEqual([2, 1]);
    const expected = [2, 4, 1.5, 1.5, 0, 2];
    const values = [...x.toTypedArray(), ...residuals.toTypedArray()];
    values.forEach((v, i) => expect(Number(v)).toBeCloseTo(expected[i], 14));
  });

  it("answers for empty systems", () => {
    expect(lstsq(zeros([0, 2]), zeros([0])).x.toArray()).toEqual([0, 0]);
    expect(lstsq(zeros([2, 0]), ones([2])).x.shape).toEqual([0]);
    expect(lstsq(zeros([2, 0]), ones([2])).residuals.item()).toBe(2);
  });

  it("has the singular values of A by either method, computed when they are read", () => {
    const a = inDtype(random.build(6, 4), "complex128");
    const b = inDtype(random.build(6, 1), "complex128");
    const [s, t] = (["orthogonal", "svd"] as const).map((method) => lstsq(a, b, { method }).singularValues);
    expect(lstsq(a, b)).toBeInstanceOf(LeastSquares);
    s.toTypedArray().forEach((v, i) => expect(Math.abs(v - t.toTypedArray()[i])).toBeLessThan(1e-13));
  });

  it("weights rows: a row of weight w counts as often as w equal ones", () => {
    const a: NDArray = random.build(4, 2);
    const b: NDArray = random.build(4, 1);
    const twice = lstsq(concat([a, a.slice("0:1", ":")]), concat([b, b.slice("0:1", ":")]));
    const { x, residuals } = lstsq(a, b, { weights: array([2, 1, 1, 1]) as NDArray });
    expect(x.toArray().flat()).toEqual(
      twice.x
        .toArray()
        .flat()
        .map((v: number) => expect.closeTo(v, 13)),
    );
    expect(residuals.at(0).item()).toBeCloseTo(twice.residuals.at(0).item() as number, 13);
    expect(
      lstsq(a, b, { weights: array([1, 1, 0, 0]) as NDArray })
        .residuals.at(0)
        .item(),
    ).toBeCloseTo(0, 14);
    expect(() => lstsq(a, b, { weights: array([1, 1, -2, 0]) as NDArray })).toThrow(
      "lstsq: weights must not be negative; got -2.",
    );
    expect(() => lstsq(a, b, { weights: ones([3]) as NDArray })).toThrow(
      "lstsq: weights must have one number for each of the 4 rows of a; got weights [3].",
    );
    expect(() => lstsq(a, b, { weights: array([1, 1, NaN, 0]) as NDArray })).toThrow(
      "lstsq: weights must be finite; got NaN at index [2]. Remove or impute such entries.",
    );
  });

  it.each([
    [5, 3],
    [3, 5],
    [3, 3],
  ])("vjp and jvp agree with differences at [%i, %i], real and complex, by both methods", (m, n) => {
    for (const dtype of ["float64", "complex128"] as const) {
      for (const method of ["orthogonal", "svd"] as const) {
        const solveX = (a: NDArray, b: NDArray): NDArray => lstsq(a, b, { method }).x;
        const xs = [inDtype(random.build(m, n), dtype), inDtype(random.build(m, 2), dtype)];
        checkVjp(solveX, xs);
        checkJvp(solveX, xs);
      }
    }
    const squares = (a: NDArray, b: NDArray): NDArray => lstsq(a, b).residuals;
    const pair: NDArray = stack([random.build(5, 3), add(random.build(5, 3), ones([5, 3]))]);
    for (const a of [random.build(5, 3), pair] as NDArray[]) {
      checkVjp(squares, [a, random.build(5, 2)]);
      checkJvp(squares, [a, random.build(5, 2)]);
      checkVjp((x, y) => lstsq(x, y).x, [a, random.build(5, 2)]);
    }
    const weights: NDArray = array([1, 2, 3, 4, 5]);
    checkVjp((a, b, w) => lstsq(a, b, { weights: w }).x, [random.build(5, 3), random.build(5, 2), weights]);
    const byWeights = (w: NDArray): NDArray => lstsq(random.build(5, 3), random.build(5, 2), { weights: w }).x;
    const withZero: NDArray = array([1, 2, 0, 4, 5]);
    checkVjp((a, b) => lstsq(a, b, { weights: withZero }).x, [random.build(5, 3), random.build(5, 2)]);
    expect(() => checkVjp(byWeights, withZero, { direction: abs })).toThrow(DerivativeError);
    expect(() => checkVjp(byWeights, withZero, { direction: abs })).toThrow(
      "lstsq: the derivative by weights needs positive ones, of whose roots the rows are multiples; got a weight of 0. " +
        "Leave its row out, or keep the weights constant.",
    );
  });

  it("has no derivative by A at deficient rank, one by b everywhere", () => {
    const a: NDArray = stack([eye(2), ones([2, 2])]);
    const b: NDArray = random.build(2, 2);
    const message =
      "lstsq: the derivative by a needs full rank, since the solution of least norm jumps where the rank grows; got rank 1 of 2 of " +
      "matrix [1]. Use ridge, whose solution is smooth, or pinv(a)·b, whose derivative is that of changes that keep the rank.";
    for (const method of ["orthogonal", "svd"] as const) {
      expect(() => checkVjp((x) => lstsq(x, b, { method }).x, a)).toThrow(DerivativeError);
      expect(() => checkVjp((x) => lstsq(x, b, { method }).x, a)).toThrow(message);
      expect(() => checkJvp((x) => lstsq(x, b, { method }).x, a)).toThrow(message);
      expect(() => checkVjp((x) => lstsq(x, b, { method }).residuals, a)).toThrow(message);
      checkVjp((y) => lstsq(a, y, { method }).x, b);
      checkJvp((y) => lstsq(a, y, { method }).x, b);
    }
  });

  it("refuses a method that is none", () => {
    const options: unknown = { method: "qr" };
    expect(() => lstsq(eye(2), ones([2]), options as object)).toThrow(
      'lstsq: method must be "orthogonal" or "svd"; got "qr".',
    );
  });

  it("refuses rows that differ, and NaN", () => {
    const long: NDArray = ones([3]);
    expect(() => lstsq(eye(2), long)).toThrow("lstsq: rows 2 of a and 3 of b differ; got a [2, 2] and b [3].");
    expect(() => lstsq(array([[NaN]]), ones([1]))).toThrow(
      "lstsq: a must be finite; got NaN at index [0, 0]. Remove or impute such entries.",
    );
    expect(() => lstsq(eye(1), array([NaN]))).toThrow(
      "lstsq: b must be finite; got NaN at index [0]. Remove or impute such entries.",
    );
  });
});

describe("pinv", () => {
  it.each(["float64", "complex128"] as const)(
    "satisfies Penrose's four conditions to 30·max(m, n)·ε·κ, %s",
    (dtype) => {
      for (const [m, n] of [
        [4, 4],
        [6, 3],
        [3, 6],
      ] as const) {
        const a = inDtype(random.build(m, n), dtype);
        const p: NDArray = pinv(a);
        const ap: NDArray = matmul(a, p);
        const pa: NDArray = matmul(p, a);
        const unit = THRESHOLD * 6 * 2 ** -52 * norm1(a) * norm1(p);
        expect(norm1(sub(matmul(ap, a), a))).toBeLessThanOrEqual(unit * norm1(a));
        expect(norm1(sub(matmul(pa, p), p))).toBeLessThanOrEqual(unit * norm1(p));
        expect(norm1(sub(ap, adjoint(ap)))).toBeLessThanOrEqual(unit);
        expect(norm1(sub(pa, adjoint(pa)))).toBeLessThanOrEqual(unit);
      }
    },
  );

  it("is zero for zero, transposed, and empty for empty", () => {
    expect(pinv(zeros([2, 3])).toArray()).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(pinv(zeros([2, 0])).shape).toEqual([0, 2]);
  });

  it("vjp and jvp agree with differences, at repeated singular values too", () => {
    for (const a of [
      random.build(4, 3),
      random.build(3, 4),
      concat([eye(3), zeros([1, 3])]),
      inDtype(random.build(4, 3), "complex128"),
    ] as NDArray[]) {
      checkVjp((x) => pinv(x), a);
      checkJvp((x) => pinv(x), a);
    }
  });

  it("refuses an rtol that is none", () => {
    expect(() => pinv(eye(2), { rtol: NaN })).toThrow("pinv: rtol must lie in [0, 1]; got NaN.");
  });
});
