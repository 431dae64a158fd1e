import { describe, expect, it } from "vitest";
import { type NDArray, array, fromFunction, matmul, mul, random, stack, sub } from "@linnet/core";
import { checkVjp } from "@linnet/core/testing";
import { adjoint } from "../operand/adjoint.js";
import { svdRandomized } from "./svd-randomized.js";
import { svd, svdvals } from "./svd.js";
import { THRESHOLD, gallery, inDtype, inexactTypes, orthogonalityRatio, uniform } from "../testing.js";

/** Singular values 1, 1/2, 1/3, …: slow decay, which is hard. */
function slowlyDecaying(m: number, n: number): NDArray {
  const { U, Vh }: { U: NDArray; Vh: NDArray } = svd(fromFunction([m, n], uniform(m, n, 1)));
  return matmul(mul(U, array(Array.from({ length: Math.min(m, n) }, (_, i) => 1 / (i + 1)))), Vh);
}

/** (1 + √(k/(p − 1)) + e·√(k + p)/p·√(r − k))^(1/(2q + 1)). @see Halko, Martinsson & Tropp 2011, corollary 10.10 */
function expectedFactor(k: number, p: number, q: number, r: number): number {
  return (1 + Math.sqrt(k / (p - 1)) + ((Math.E * Math.sqrt(k + p)) / p) * Math.sqrt(r - k)) ** (1 / (2 * q + 1));
}

describe("svdRandomized", () => {
  it.each(inexactTypes)(
    "in %s: ‖A − U·S·Vh‖₂ ≤ (1 + c)·sₖ₊₁ with the c of corollary 10.10, orthonormal factors, ŝᵢ ≤ sᵢ",
    (dtype) => {
      for (const [m, n] of [
        [80, 50],
        [50, 80],
        [60, 60],
      ]) {
        const a = inDtype(slowlyDecaying(m, n), dtype);
        const epsilon = dtype === "float32" || dtype === "complex64" ? 2 ** -23 : 2 ** -52;
        for (const powerIterations of [0, 1, 2]) {
          const f = svdRandomized(a, 5, { rng: random(1), powerIterations });
          const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = f;
          expect([U.shape, S.shape, Vh.shape]).toEqual([[m, 5], [5], [5, n]]);
          expect([U.dtype, S.dtype]).toEqual([dtype, svdvals(a).dtype]);
          const factor = 1 + expectedFactor(5, 10, powerIterations, Math.min(m, n));
          const [error] = svdvals(sub(a, f.reconstruct() as NDArray)).toTypedArray();
          expect(error).toBeLessThanOrEqual(factor / 6 + THRESHOLD * m * epsilon);
          expect(orthogonalityRatio(U)).toBeLessThan(THRESHOLD);
          expect(orthogonalityRatio(adjoint(Vh))).toBeLessThan(THRESHOLD);
          S.toTypedArray().forEach((s, i) => expect(s * (i + 1)).toBeLessThanOrEqual(1 + THRESHOLD * m * epsilon));
        }
      }
    },
  );

  it("is exact for a matrix of rank k, and equal streams give equal factors", () => {
    const a: NDArray = matmul(fromFunction([40, 3], uniform(40, 3, 2)), fromFunction([3, 30], uniform(3, 30, 3)));
    const f = svdRandomized(a, 3, { rng: random(7), oversample: 2 });
    const [largest] = svdvals(a).toTypedArray();
    const [error] = svdvals(sub(a, f.reconstruct() as NDArray)).toTypedArray();
    expect(error).toBeLessThanOrEqual(THRESHOLD * 40 * 2 ** -52 * largest);
    expect(svdRandomized(a, 3, { rng: random(7), oversample: 2 }).U.toArray()).toEqual(f.U.toArray());
  });

  it("is svd's answer where k + p reaches min(m, n), and batched with one Ω", () => {
    const a: NDArray = gallery[0].build(9, 6);
    expect(svdRandomized(a, 2, { rng: random(0) }).S.toArray()).toEqual(svd(a, { rank: 2 }).S.toArray());
    const parts = [slowlyDecaying(30, 25), slowlyDecaying(30, 25).neg()];
    const { S }: { S: NDArray } = svdRandomized(stack(parts) as NDArray, 4, { rng: random(3) });
    parts.forEach((part, i) => {
      const one: { S: NDArray } = svdRandomized(part, 4, { rng: random(3) });
      const [x, y] = [S.toTypedArray().slice(4 * i, 4 * i + 4), one.S.toTypedArray()];
      x.forEach((s, j) => expect(Math.abs(s - y[j])).toBeLessThanOrEqual(THRESHOLD * 30 * 2 ** -52));
    });
    expect(svdRandomized(a, 0, { rng: random(0) }).U.shape).toEqual([9, 0]);
  });

  it("has the derivative of its steps", () => {
    const a: NDArray = gallery[0].build(8, 7);
    checkVjp((x) => svdRandomized(x, 2, { rng: random(5), oversample: 2, powerIterations: 1 }).S, a);
  });

  it.each([
    [{ k: 7 }, "svdRandomized: k must be an integer in [0, 6]; got 7."],
    [{ k: 1.5 }, "svdRandomized: k must be an integer in [0, 6]; got 1.5."],
    [{ oversample: -1 }, "svdRandomized: oversample must be a count; got -1."],
    [{ powerIterations: 0.5 }, "svdRandomized: powerIterations must be a count; got 0.5."],
    [{ rng: 3 }, "svdRandomized: rng must be a stream of random numbers; got 3. Make one: { rng: random(seed) }."],
  ])("refuses %j", (wrong, message) => {
    const { k, ...options } = { k: 2, rng: random(0), ...wrong };
    expect(() => svdRandomized(gallery[0].build(9, 6), k, options as { rng: ReturnType<typeof random> })).toThrow(
      message,
    );
  });

  it("refuses NaN with its place", () => {
    expect(() => svdRandomized(array([[1, Number.NaN]]) as NDArray, 1, { rng: random(0) })).toThrow(
      "svdRandomized: a must be finite; got NaN at index [0, 1]. Remove or impute such entries.",
    );
  });
});
