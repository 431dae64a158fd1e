import { checkGradients } from "@linnet/autograd";
import {
  type NDArray,
  ShapeError,
  ValueError,
  allClose,
  matmul,
  matrixTranspose,
  mul,
  random,
  square,
  sum,
  zeros,
} from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rotary } from "./rotary.js";
import { SinusoidalPositions, sinusoidalPositions } from "./sinusoidal.js";

describe("sinusoidalPositions", () => {
  it("turns position t into t + k by a rotation that depends on k alone: P[t]·P[t + k]ᵀ is the same for all t", () => {
    const P: NDArray = sinusoidalPositions(40, 8, { dtype: "float64" });
    const products: NDArray = matmul(P, matrixTranspose(P));
    for (const k of [0, 1, 7]) {
      const along = Array.from({ length: 40 - k }, (_, t) => products.at(t, t + k).item());
      expect(along.every((v) => Math.abs(v - along[0]) < 1e-14)).toBe(true);
    }
    expect(products.at(3, 3).item()).toBeCloseTo(4, 14); // sin² + cos², four times
  });

  it("begins with [0, 1, 0, 1, …], and the slowest wave is 2π·base^((d − 2)/d) long", () => {
    const P = sinusoidalPositions(2, 4, { base: 100, dtype: "float64" });
    expect(P.toArray()).toEqual([
      [0, 1, 0, 1],
      [Math.sin(1), Math.cos(1), Math.sin(0.1), Math.cos(0.1)],
    ]);
  });

  it("is added by its layer, whatever the leading axes", () => {
    const x: NDArray<"float64"> = random(1).normal([2, 3, 5, 4]);
    const y: NDArray = new SinusoidalPositions().forward(x);
    const positions: NDArray = sinusoidalPositions(5, 4, { dtype: "float64" });
    expect(y.toArray()).toEqual(x.add(positions).toArray());
  });

  it("refuses features that are no pairs, lengths and bases that are none", () => {
    expect(() => sinusoidalPositions(3, 5)).toThrow(ValueError);
    expect(() => sinusoidalPositions(3, 5)).toThrow(
      "sinusoidalPositions: features must be a positive even integer; got 5.",
    );
    expect(() => sinusoidalPositions(-1, 4)).toThrow("sinusoidalPositions: length must be a count; got -1.");
    expect(() => sinusoidalPositions(3, 4, { base: 1 })).toThrow(
      "sinusoidalPositions: base must be a finite number above 1; got 1.",
    );
    const odd: NDArray<"float32"> = zeros([2, 3], { dtype: "float32" });
    expect(() => new SinusoidalPositions().forward(odd)).toThrow(ShapeError);
    expect(() => new SinusoidalPositions().forward(odd)).toThrow(
      "SinusoidalPositions.forward: x must have an even number of features along its last axis; got x [2, 3].",
    );
  });
});

describe("rotary", () => {
  const rng = random(4);

  it("makes products depend on the distance only: ⟨Rₘ·q, Rₙ·k⟩ = ⟨Rₘ₊ₛ·q, Rₙ₊ₛ·k⟩", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.nat(50),
        fc.nat(50),
        fc.integer({ min: -40, max: 40 }),
        (h, m, n, s) => {
          const [q, k]: NDArray<"float64">[] = [rng.normal([1, 2 * h]), rng.normal([1, 2 * h])];
          const product = (shift: number): number =>
            sum(mul(rotary(q, { start: m + shift }), rotary(k, { start: n + shift }))).item();
          // Angles below 100 radians err by 100·2⁻⁵³ each, as does what is turned by them.
          const size = Math.sqrt(sum(square(q)).item() * sum(square(k)).item());
          expect(Math.abs(product(s) - product(0))).toBeLessThanOrEqual(1000 * 2 ** -53 * size);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("keeps the length of rows, the first row, and begins at `start`", () => {
    const x: NDArray<"float64"> = rng.normal([2, 7, 6]);
    const y = rotary(x);
    const norms = (a: NDArray): NDArray => sum(square(a), { axis: -1 });
    expect(allClose(norms(y), norms(x), { rtol: 1e-14 })).toBe(true);
    expect(y.slice(":", "0:1").toArray()).toEqual(x.slice(":", "0:1").toArray());
    expect(rotary(x.slice(":", "3:"), { start: 3 }).toArray()).toEqual(y.slice(":", "3:").toArray());
  });

  it("has right gradients", () => {
    const [x, u]: NDArray[] = [rng.normal([3, 4]), rng.normal([3, 4])];
    checkGradients((a: NDArray) => sum(mul(u, rotary(a))), [x]);
  });

  it("refuses an odd number of features, and positions that are none", () => {
    expect(() => rotary(zeros([2, 3]))).toThrow(ShapeError);
    expect(() => rotary(zeros([2, 3]))).toThrow(
      "rotary: x must have an even number of features along its last axis; got x [2, 3].",
    );
    expect(() => rotary(zeros([2, 4]), { start: NaN })).toThrow("rotary: start must be a finite number; got NaN.");
    expect(() => rotary(zeros([2, 4]), { base: Infinity })).toThrow(
      "rotary: base must be a finite number above 1; got Infinity.",
    );
  });
});
