import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, float32, float64 } from "./element-type.js";
import { axpy, dot, ger, iamax, nrm2, rot, scal, swapRows, symv } from "./lapack.js";
import type { MatrixView } from "./matrix-view.js";

/** A kernel on a matrix A, n×n, and vectors x and y; what it answers, if anything. */
type Call = (a: MatrixView, x: MatrixView, y: MatrixView) => number | void;

const calls: Readonly<Record<string, Call>> = {
  axpy: (_, x, y) => axpy(-0.7, x, y),
  dot: (_, x, y) => dot(x, y),
  ger: (a, x, y) => ger(0.6, x, y, a),
  iamax: (_, x) => iamax(x),
  nrm2: (_, x) => nrm2(x),
  rot: (_, x, y) => rot(x, y, 0.6, 0.8),
  scal: (_, x) => scal(1.5, x),
  swapRows: (a) => (a.rows > 1 ? swapRows(a, 0, a.rows - 1) : undefined),
  "symv, lower": (a, x, y) => symv("lower", 0.5, a, x, 2, y),
  "symv, upper": (a, x, y) => symv("upper", 0.5, a, x, 2, y),
};

/** The same operands, contiguous for the SIMD kernels, or with gaps, where plain loops serve: their reference. */
function plans(n: number, type: ElementType, seed: number, gap: number, lead: number): Plan[] {
  return [
    [n, n],
    [n, 1],
    [n, 1],
  ].map((shape, i) => ({
    type,
    shape,
    placement: { order: [0, 1], gaps: [1, gap], lead, spilled: false },
    value: noise(seed + 1000 * i),
    written: true,
  }));
}

describe("lapack kernels between pages of canaries", () => {
  it.each(Object.entries(calls))(
    "%s does what plain loops do, within γₙ₊₈·(2n + 4), and touches nothing beyond",
    (_, call) => {
      const draw = fc.tuple(fc.nat(70), fc.constantFrom(float32, float64), fc.nat(1e6), fc.nat(5));
      const law = fc.property(draw, ([n, type, seed, lead]) => {
        const answers: (number | void)[] = [];
        const [plain, simd] = [2, 1].map((gap) =>
          between(plans(n, type, seed, gap, lead), (a, x, y) => {
            answers.push(call(matrixOf(a), matrixOf(x), matrixOf(y)));
          }).flat(),
        );
        // every number is below 1, and no sum has more than n terms, doubled at most, and two more
        const bound = gamma(n + 8, type) * (2 * n + 4);
        const at = simd.findIndex((value, i) => !(Math.abs(value - plain[i]) <= bound));
        expect([at, simd[at], plain[at]]).toEqual([-1, undefined, undefined]);
        expect(Math.abs((answers[0] ?? 0) - (answers[1] ?? 0))).toBeLessThanOrEqual(bound);
      });
      fc.assert(law, { numRuns: 25 });
    },
  );
});
