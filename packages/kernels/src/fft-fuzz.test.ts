import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placements } from "./conformance/arbitraries.js";
import { boundOfKernel } from "./conformance/fft-bounds.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { roundoff } from "./conformance/tolerance.js";
import { type ElementType, complex128, complex64, float32, float64 } from "./element-type.js";
import { fft } from "./fft.js";
import type { Fourier } from "./fft/fourier.js";
import { realType } from "./complex/parts.js";
import { fft as referenceFft } from "./reference/fft.js";

const U = 2 ** -53;

/** Powers of two, mixed and odd radices, and primes for which a convolution serves. */
const lengths = fc.constantFrom(1, 2, 3, 4, 5, 8, 12, 15, 17, 30, 49, 64, 97, 131, 137);

/** One transform of lines along an axis of some array; of half a spectrum, where the other side is real. */
const transforms = fc
  .record({
    n: lengths,
    lines: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 2 }),
    axis: fc.nat(2),
    single: fc.tuple(fc.boolean(), fc.boolean()),
    half: fc.constantFrom(null, "x" as const, "out" as const),
    sign: fc.constantFrom(-1 as const, 1 as const),
    seed: fc.nat(1e6),
  })
  .chain(({ n, lines, axis, single, half, sign, seed }) => {
    const at = Math.min(axis, lines.length);
    const side = (name: "x" | "out", isSingle: boolean): readonly [ElementType, number[]] => {
      const isReal = half !== null && half !== name;
      const complex = isSingle ? complex64 : complex128;
      return [isReal ? realType(complex) : complex, lines.toSpliced(at, 0, half === name ? (n >> 1) + 1 : n)];
    };
    const [[from, shape], [to, outShape]] = [side("x", single[0]), side("out", single[1])];
    const how: Fourier = { sign, scale: 1, half, weight: 1 };
    return fc.tuple(placements(shape), placements(outShape, false)).map(([a, b]) => {
      const x: Plan = { type: from, shape, placement: a, value: noise(seed), written: false };
      const out: Plan = { type: to, shape: outShape, placement: b, value: () => NaN, written: true };
      return { n, how, axis: at, plans: [x, out] };
    });
  });

describe("fft between pages of canaries", () => {
  it("agrees with the definition within the errors of both, ‖Δ‖ ≤ (e + e′)·√n·‖x‖, and touches nothing beyond", () => {
    fc.assert(
      fc.property(transforms, ({ n, how, axis, plans }) => {
        const [expected, actual] = [referenceFft, fft].map(
          (transform) => between(plans, (x, out) => transform(how, x, axis, out)).at(-1) ?? [],
        );
        const byDefinition = Math.sqrt(n) * ((n + 4) * U + 6 * Math.PI * U);
        const stored = roundoff(plans[1].type.array === Float32Array ? float32 : float64);
        const size = Math.SQRT2 * n; // √n·‖x‖, as parts are below 1
        const bound = (byDefinition + boundOfKernel(n) + 2 * stored) * size;
        const at = actual.findIndex((value, i) => !(Math.abs(value - expected[i]) <= bound));
        expect([actual.length, at, actual[at]]).toEqual([expected.length, -1, undefined]);
      }),
      { numRuns: 120 },
    );
  });
});
