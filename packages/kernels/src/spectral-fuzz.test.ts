import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { float64 } from "./element-type.js";
import { gatherRows, loewner, rotateChains, secularVectors, singularLoewner, singularVectors } from "./lapack.js";
import type { MatrixView } from "./matrix-view.js";

/** What a kernel is given: n×n numbers in [−1, 1), positive weights, distinct ascending poles, and the case's seed. */
type Call = (a: MatrixView, weights: MatrixView, poles: MatrixView, seed: number) => void;

const order = (n: number, seed: number): Int32Array => Int32Array.from({ length: n }, (_, k) => (k + seed) % n);

const calls: Readonly<Record<string, Call>> = {
  loewner: (a, weights, poles) => loewner(poles, a, weights),
  secularVectors: (a, weights, _, seed) => secularVectors(weights, a, order(a.rows, seed)),
  singularLoewner: (a, weights, poles) => {
    for (let i = 0; i < poles.rows; i++) poles.data[poles.offset + i * poles.rowStride] += 3; // so that squares are distinct
    singularLoewner(poles, a, weights);
  },
  singularVectors: (a, weights, poles, seed) => {
    const h = a.rows >> 1;
    const [z, d] = [weights, poles].map((x) => x.block(0, 0, h, 1));
    singularVectors(z, d, order(h, seed), a.block(0, 0, h, h), a.block(h, 0, h, h));
  },
  gatherRows(a, _weights, _poles, seed) {
    const n = a.rows;
    if (n < 2) return;
    const h = n >> 1;
    if (a.colStride === 1) gatherRows(a.block(0, 0, h, n), order(h, seed), a.block(n - h, 0, h, n));
    else order(h, seed).forEach((row, i) => copyRow(a.block(row, 0, 1, n), a.block(n - h + i, 0, 1, n)));
  },
  rotateChains(a, _weights, _poles, seed) {
    const n = a.rows;
    if (n < 2) return;
    const start = seed % (n - 1);
    const chains = Int32Array.of(n - 1, -1, n - 1, start, 1, n - 1 - start, 0, 1, 0);
    const angles = Array.from({ length: 2 * n }, (_, k) => k + seed);
    rotateChains(a, chains, 3, Float64Array.from(angles.flatMap((t) => [Math.cos(t), Math.sin(t)])));
  },
};

function copyRow(from: MatrixView, to: MatrixView): void {
  for (let j = 0; j < from.cols; j++)
    to.data[to.offset + j * to.colStride] = from.data[from.offset + j * from.colStride];
}

/** Contiguous for the SIMD kernels, or with gaps, where plain loops serve: their reference. */
function plans(n: number, seed: number, gap: number, lead: number): Plan[] {
  const value = noise(seed);
  const plan = (shape: number[], entry: (i: number) => number): Plan => ({
    type: float64,
    shape,
    placement: { order: [0, 1], gaps: shape[1] === 1 ? [gap, 1] : [1, gap], lead, spilled: false },
    value: entry,
    written: true,
  });
  return [
    plan([n, n], (i) => 1.5 + value(i)),
    plan([n, 1], (i) => 1.5 + value(i + 7919)),
    plan([n, 1], (i) => i + 0.4 * value(i + 104729)),
  ];
}

describe("spectral kernels between pages of canaries", () => {
  it.each(Object.entries(calls))(
    "%s does what plain loops do, within γ₆ₙ₊₂₀ relatively, and touches nothing beyond",
    (_, call) => {
      const draw = fc.tuple(fc.nat(40), fc.nat(1e6), fc.nat(5));
      const law = fc.property(draw, ([n, seed, lead]) => {
        const [plain, simd] = [2, 1].map((gap) =>
          between(plans(n, seed, gap, lead), (a, w, d) => call(matrixOf(a), matrixOf(w), matrixOf(d), seed)).flat(),
        );
        // sums are of terms of one sign but where a pole lies left of τ = −0.3, and there of size 1/0.1 at most
        const bound = (x: number): number => gamma(6 * n + 20, float64) * (Math.abs(x) + 100);
        const at = simd.findIndex((value, i) => !(Math.abs(value - plain[i]) <= bound(plain[i])));
        expect([at, simd[at], plain[at]]).toEqual([-1, undefined, undefined]);
      });
      fc.assert(law, { numRuns: 25 });
    },
  );
});
