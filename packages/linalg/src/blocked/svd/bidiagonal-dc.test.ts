import { describe, expect, it } from "vitest";
import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { THRESHOLD, uniform } from "../../testing.js";
import { divideBidiagonal } from "./bidiagonal-dc.js";
import { diagonalizeBidiagonal } from "./bidiagonal-qr.js";
import { float64Data } from "../matrix/copy.js";

const EPS = 2 ** -52;

/** Families of bidiagonal matrices: diagonal and superdiagonal of order n. */
const families: Readonly<Record<string, (n: number) => readonly [d: number[], e: number[]]>> = {
  random: (n) => [draw(n, 1), draw(n - 1, 2)],
  "ones on both": (n) => [constant(n, 1), constant(n - 1, 1)],
  zero: (n) => [constant(n, 0), constant(n - 1, 0)],
  "zero diagonal": (n) => [constant(n, 0), constant(n - 1, 1)],
  "singular inside": (n) => [draw(n, 3).map((x, i) => (i % 7 === 3 ? 0 : x)), draw(n - 1, 4)],
  "graded down": (n) => [
    draw(n, 5).map((x, i) => x * 10 ** ((-40 * i) / n)),
    draw(n - 1, 6).map((x, i) => x * 10 ** ((-40 * i) / n)),
  ],
  "graded up": (n) => [
    draw(n, 7).map((x, i) => x * 10 ** ((-40 * (n - i)) / n)),
    draw(n - 1, 8).map((x, i) => x * 10 ** ((-40 * (n - i)) / n)),
  ],
  "nearly diagonal": (n) => [constant(n, 1), draw(n - 1, 9).map((x) => 1e-13 * x)],
  "cut by tiny superdiagonals": (n) => [draw(n, 10), draw(n - 1, 11).map((x, i) => (i % 5 === 0 ? 1e-20 * x : x))],
  clustered: (n) => [constant(n, 1).map((x, i) => x + 1e-10 * i), constant(n - 1, 1e-5)],
  tiny: (n) => [draw(n, 12).map((x) => x * 1e-250), draw(n - 1, 13).map((x) => x * 1e-250)],
  huge: (n) => [draw(n, 14).map((x) => x * 1e250), draw(n - 1, 15).map((x) => x * 1e250)],
};

describe("divideBidiagonal", () => {
  it.each(Object.entries(families))(
    "B·vᵢ = σᵢ·uᵢ, Uᵀ·U = V·Vᵀ = I to 30·n·ε, and the values are those of implicit QR: %s",
    (_, build) => {
      for (const n of [1, 2, 24, 25, 26, 49, 50, 51, 64, 100, 150]) {
        const [diagonal, above] = build(n);
        const [u, v] = [workspace(float64, n, n), workspace(float64, n, n)];
        const d = Float64Array.from(diagonal);
        expect(divideBidiagonal(d, Float64Array.from(above), u, v)).toBe(0);
        const size = Math.max(...diagonal.map(Math.abs), ...above.map(Math.abs));
        const bound = THRESHOLD * n * EPS;
        expect(farthestFromIdentity(u)).toBeLessThanOrEqual(bound);
        expect(farthestFromIdentity(v)).toBeLessThanOrEqual(bound);
        expect(residual(diagonal, above, d, u, v)).toBeLessThanOrEqual(bound * size);
        const expected = Float64Array.from(diagonal);
        diagonalizeBidiagonal(expected, Float64Array.from(above), null, null);
        expected.sort();
        d.toSorted().forEach((x, i) => expect(Math.abs(x - expected[i])).toBeLessThanOrEqual(bound * size));
        release(u.storage);
        release(v.storage);
      }
    },
  );
});

function draw(n: number, seed: number): number[] {
  const entry = uniform(1, Math.max(n, 1), seed);
  return Array.from({ length: Math.max(n, 0) }, (_, i) => entry(0, i));
}

function constant(n: number, value: number): number[] {
  return Array.from({ length: Math.max(n, 0) }, () => value);
}

/** Largest entry of |Q·Qᵀ − I|. */
function farthestFromIdentity(q: MatrixView): number {
  const data = float64Data(q);
  let worst = 0;
  for (let i = 0; i < q.rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < q.cols; k++) sum += data[i * q.rowStride + k] * data[j * q.rowStride + k];
      if (!(Math.abs(sum) <= worst)) worst = Math.abs(sum);
    }
  }
  return worst;
}

/** Largest entry of |B·V − U·Σ|. */
function residual(
  diagonal: readonly number[],
  above: readonly number[],
  s: Float64Array,
  u: MatrixView,
  v: MatrixView,
): number {
  const [U, V] = [float64Data(u), float64Data(v)];
  let worst = 0;
  for (let k = 0; k < s.length; k++) {
    for (let i = 0; i < s.length; i++) {
      const row = k * v.rowStride + i;
      const bv = diagonal[i] * V[row] + (i < above.length ? above[i] * V[row + 1] : 0);
      const error = Math.abs(bv - s[k] * U[k * u.rowStride + i]);
      if (!(error <= worst)) worst = error;
    }
  }
  return worst;
}
