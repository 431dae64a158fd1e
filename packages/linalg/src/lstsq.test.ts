import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ValueError,
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
import { lstsq } from "./lstsq.js";
import { pinv } from "./pinv.js";
import { qr } from "./qr.js";
import { THRESHOLD, gallery, norm1 } from "./testing.js";

const random = gallery[0];

describe("lstsq", () => {
  it.each(["float64", "float32"] as const)(
    "leaves a residual orthogonal to the columns: ‖Aᵀ·r‖ ≤ 30·m·ε·‖A‖·(‖A‖·‖x‖ + ‖b‖), %s",
    (dtype) => {
      for (const { name, build } of gallery.filter((g) => !["tiny", "huge"].includes(g.name))) {
        for (const [m, n] of [
          [1, 1],
          [5, 3],
          [3, 5],
          [50, 10],
          [10, 50],
          [30, 30],
        ] as const) {
          const a: NDArray = astype(build(m, n), dtype);
          const b: NDArray = astype(random.build(m, 2), dtype);
          const x = astype(lstsq(a, b).x as NDArray, "float64");
          const wide = astype(a, "float64");
          const r: NDArray = sub(astype(b, "float64"), matmul(wide, x));
          const eps = dtype === "float32" ? 2 ** -23 : 2 ** -52;
          const size = norm1(wide) * norm1(x) + norm1(b);
          // the cut-off rtol = max(m, n)·ε lets the least-norm solution leave as much of b as it scales x down
          const bound =
            THRESHOLD * Math.max(m, n) ** 2 * eps * Math.max(norm1(wide), norm1(matrixTranspose(wide))) * size;
          expect(norm1(matmul(matrixTranspose(wide), r)), `${name} ${m}×${n}`).toBeLessThanOrEqual(bound);
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

  it("recovers a polynomial of degree 9 on 12 points (κ ≈ 10⁸) to 5e-9", () => {
    const points = Array.from({ length: 12 }, (_, i) => (i + 1) / 12);
    const a = array(points.map((t) => Array.from({ length: 10 }, (_, j) => t ** j))) as NDArray;
    const exact = Array.from({ length: 10 }, (_, j) => 1 + j);
    const b: NDArray = matmul(a, array(exact.map((v) => [v])) as NDArray);
    const errors = (lstsq(a, b).x.toTypedArray() as Float64Array).map((v, i) => Math.abs(v - exact[i]) / exact[i]);
    expect(Math.max(...errors)).toBeLessThan(1e-6);
    const norm = Math.hypot(...exact);
    expect(Math.hypot(...errors.map((e, i) => e * exact[i])) / norm).toBeLessThan(1e-7);
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

  it("answers for empty systems", () => {
    expect(lstsq(zeros([0, 2]), zeros([0])).x.toArray()).toEqual([0, 0]);
    expect(lstsq(zeros([2, 0]), ones([2])).x.shape).toEqual([0]);
    expect(lstsq(zeros([2, 0]), ones([2])).residuals.item()).toBe(2);
  });

  it.each([
    [5, 3],
    [3, 5],
    [3, 3],
  ])("vjp and jvp agree with differences at [%i, %i]", (m, n) => {
    const solveX = (a: NDArray, b: NDArray): NDArray => lstsq(a, b).x;
    checkVjp(solveX, [random.build(m, n), random.build(m, 2)]);
    checkJvp(solveX, [random.build(m, n), random.build(m, 2)]);
    checkVjp((a, b) => lstsq(a, b).residuals, [random.build(5, 3), random.build(5, 2)]);
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
  it("satisfies Penrose's four conditions to 30·max(m, n)·ε·κ", () => {
    for (const [m, n] of [
      [4, 4],
      [6, 3],
      [3, 6],
    ] as const) {
      const a: NDArray = random.build(m, n);
      const p: NDArray = pinv(a);
      const ap: NDArray = matmul(a, p);
      const pa: NDArray = matmul(p, a);
      const unit = THRESHOLD * 6 * 2 ** -52 * norm1(a) * norm1(p);
      expect(norm1(sub(matmul(ap, a), a))).toBeLessThanOrEqual(unit * norm1(a));
      expect(norm1(sub(matmul(pa, p), p))).toBeLessThanOrEqual(unit * norm1(p));
      expect(norm1(sub(ap, matrixTranspose(ap)))).toBeLessThanOrEqual(unit);
      expect(norm1(sub(pa, matrixTranspose(pa)))).toBeLessThanOrEqual(unit);
    }
  });

  it("is zero for zero, transposed, and empty for empty", () => {
    expect(pinv(zeros([2, 3])).toArray()).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(pinv(zeros([2, 0])).shape).toEqual([0, 2]);
  });

  it("vjp and jvp agree with differences, at repeated singular values too", () => {
    for (const a of [random.build(4, 3), random.build(3, 4), concat([eye(3), zeros([1, 3])])] as NDArray[]) {
      checkVjp((x) => pinv(x), a);
      checkJvp((x) => pinv(x), a);
    }
  });

  it("refuses an rtol that is none", () => {
    expect(() => pinv(eye(2), { rtol: NaN })).toThrow("pinv: rtol must lie in [0, 1]; got NaN.");
  });
});
