import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { realType } from "./complex/parts.js";
import { placements } from "./conformance/arbitraries.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, complex128, complex64, float32, float64 } from "./element-type.js";
import { MatrixView } from "./matrix-view.js";
import { gemmBatch as referenceGemmBatch } from "./reference/gemm-batch.js";
import type { GemmBatch } from "./signatures.js";
import type { Strided } from "./strided.js";
import { gemmBatch } from "./wasm/gemm-batch.js";

const types = fc.constantFrom<ElementType>(float32, float64, complex64, complex128);

const batches = fc
  .record({
    count: fc.nat(6),
    dims: fc.tuple(fc.nat(20), fc.oneof(fc.constant(1), fc.nat(40)), fc.oneof(fc.nat(20), fc.constant(390))),
    type: types,
    scales: fc.tuple(fc.constantFrom(0, 1, -0.7), fc.constantFrom(0, 1, 0.5)),
    seed: fc.nat(1e6),
  })
  .chain(({ count, dims: [m, n, k], type, scales, seed }) => {
    const shapes = [
      [count, m, k],
      [count, k, n],
      [count, m, n],
    ];
    const places = shapes.map((shape, i) => placements(shape, i < 2));
    return fc.tuple(...places).map((all) => {
      const plans = shapes.map((shape, i): Plan => ({
        type,
        shape,
        placement: all[i],
        value: noise(seed + i),
        written: i === 2,
      }));
      return { count, k, type, scales, plans };
    });
  });

/** The first of some matrices. */
function first({ type, storage, offset, layout }: Strided): MatrixView {
  const [, rows, cols] = layout.shape;
  return new MatrixView(type, storage, offset, rows, cols, layout.strides[1], layout.strides[2]);
}

describe("gemmBatch between pages of canaries", () => {
  it("agrees with its reference within γₖ₊₄ times the magnitudes added up, and touches nothing beyond", () => {
    fc.assert(
      fc.property(batches, ({ count, k, type, scales: [alpha, beta], plans }) => {
        const run = (batch: GemmBatch): number[] =>
          between(plans, (...operands) => {
            const [a, b, c] = operands.map(first);
            const [p, q, r] = operands.map(({ layout }) => layout.strides[0]);
            batch(count, alpha, a, p, b, q, beta, c, r);
          }).at(-1) ?? [];
        const [expected, actual] = [referenceGemmBatch, gemmBatch].map(run);
        const terms = type.kind === "complex" ? 2 * k : k; // of a part; numbers are below 1
        const roundings = gamma(terms + 4, realType(type)) + gamma(terms + 4, float64);
        const bound = roundings * (terms * Math.abs(alpha) + Math.abs(beta));
        const at = actual.findIndex((value, i) => !(Math.abs(value - expected[i]) <= bound));
        expect([actual.length, at, actual[at], expected[at]]).toEqual([expected.length, -1, undefined, undefined]);
      }),
      { numRuns: 60 },
    );
  });
});
