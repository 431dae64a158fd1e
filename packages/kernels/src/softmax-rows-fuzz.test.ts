import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placements } from "./conformance/arbitraries.js";
import { fillWith, operand, tight, valuesOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, bool, float32, float64 } from "./element-type.js";
import { softmaxRows, softmaxSlopeRows } from "./nn.js";
import { referenceSoftmaxRows, referenceSoftmaxSlopeRows } from "./nn/softmax-rows-reference.js";

const lengths = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(15, 16, 17, 31, 64, 130));
const draws = fc
  .record({
    batch: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
    rows: fc.integer({ min: 0, max: 7 }),
    cols: lengths,
    type: fc.constantFrom<ElementType>(float32, float64),
    kind: fc.constantFrom("none", "added", "chosen"),
    causal: fc.boolean(),
    seed: fc.nat(1e6),
  })
  .chain((draw) => {
    const shape = [...draw.batch, draw.rows, draw.cols];
    const spilled = fc.boolean().map((is) => tight(shape, is));
    return fc.tuple(spilled, placements(shape), spilled).map((places) => ({ ...draw, shape, places }));
  });

describe("softmaxRows between pages of canaries", () => {
  it("agrees with the reference to γₙ₊₅₀ relatively, with masks of any strides, and touches nothing beyond", () => {
    fc.assert(
      fc.property(draws, ({ shape, cols, type, kind, causal, seed, places }) => {
        const value = noise(seed);
        const plans: Plan[] = [
          { type, shape, placement: places[0], value, written: false },
          {
            type: kind === "chosen" ? bool : type,
            shape,
            placement: places[1],
            value: kind === "chosen" ? (i) => Number(value(i + 7919) < 0.3) : (i) => value(i + 7919),
            written: false,
          },
          { type, shape, placement: places[2], value: () => 5, written: true },
        ];
        const [expected, actual] = [referenceSoftmaxRows, softmaxRows].map(
          (kernel) =>
            between(plans, (x, mask, out) => kernel(x, kind === "none" ? null : mask, out, { scale: 3, causal }))[2],
        );
        // Arguments of the exponential are below 4 and differ by less than 8: 2·4 + 8 roundings, and n + 5 of what follows.
        const bound = gamma(cols + 50, type);
        const at = actual.findIndex((y, i) => !(Math.abs(y - expected[i]) <= bound * expected[i]));
        expect([actual.length, at, actual[at]]).toEqual([expected.length, -1, undefined]);
      }),
      { numRuns: 150 },
    );
  });

  it("agrees of slopes, within γₙ₊₅·|s·y|·(|ct| + Σ |ct·y|)", () => {
    fc.assert(
      fc.property(draws, ({ shape, cols, type, seed, places }) => {
        const plan = (value: (i: number) => number, placement = places[0]): Plan => ({
          type,
          shape,
          placement,
          value,
          written: placement === places[2],
        });
        const plans = [plan(noise(seed)), plan(noise(seed + 1)), plan(() => 5, places[2])];
        const [expected, actual] = [referenceSoftmaxSlopeRows, softmaxSlopeRows].map(
          (kernel) => between(plans, (ct, y, out) => kernel(ct, y, out, 0.5))[2],
        );
        const bound = gamma(cols + 5, type) * 0.5 * (1 + cols);
        expect(actual.findIndex((y, i) => !(Math.abs(y - expected[i]) <= bound))).toBe(-1);
      }),
      { numRuns: 60 },
    );
  });
});

describe("softmaxRows of special rows", () => {
  const rowOf = (type: ElementType, values: readonly number[], mask: readonly number[] | null): number[] => {
    const shape = [1, values.length];
    const x = fillWith(operand(type, shape, tight(shape), 0), ([, j]) => values[j]);
    const over = mask === null ? null : fillWith(operand(bool, shape, tight(shape), 0), ([, j]) => mask[j]);
    const out = operand(type, shape, tight(shape), 0);
    softmaxRows(x, over, out, { scale: 1, causal: false });
    return valuesOf(out);
  };

  it.each([float32, float64])("of %s", (type) => {
    expect(rowOf(type, [1, 2, 3], [0, 0, 0])).toEqual([0, 0, 0]);
    expect(rowOf(type, [NaN, 2, Infinity], [0, 1, 0])).toEqual([0, 1, 0]); // what does not count is not looked at
    expect(rowOf(type, [-Infinity, 0, -Infinity], null)).toEqual([0, 1, 0]);
    expect(rowOf(type, [1e4, -1e4, 1e4, 0, 1e4], null)).toEqual(
      [1, 0, 1, 0, 1].map((w) => (w === 0 ? 0 : rowOf(type, [0, 0, 0], null)[0])),
    );
    expect(rowOf(type, [0, NaN, 1], null)).toEqual([NaN, NaN, NaN]);
    expect(rowOf(type, [NaN, -Infinity], null)).toEqual([NaN, NaN]);
    expect(rowOf(type, [0, Infinity], null)).toEqual([NaN, NaN]);
    expect(rowOf(type, [], null)).toEqual([]);
  });
});
