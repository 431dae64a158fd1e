import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abs, array, ceil, floor, round, sign, trunc } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { pullback } from "../testing/record.js";

describe("abs and sign", () => {
  it("x = sign(x)·|x|", () => {
    fc.assert(
      fc.property(floatViews(), (x) => {
        expect(sign(x).mul(abs(x)).toArray()).toEqual(x.add(0).toArray()); // + 0 makes −0 into 0
      }),
    );
    expect(abs(array([-0, -Infinity, Number.NaN])).toArray()).toEqual([0, Infinity, Number.NaN]);
    expect(sign(array([-Infinity, Number.NaN])).toArray()).toEqual([-1, Number.NaN]);
  });

  it("abs differentiates to the sign, 0 at its kink; sign is constant", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxLength: 3, low: 0.1, high: 4 }), (x) => {
        checkVjp(abs, x);
        checkJvp((y) => abs(y.neg()), x);
      }),
      { numRuns: 20 },
    );
    const [g] = pullback(([x]) => [abs(x)], [array([-2, 0, 3])], [array([1, 1, 1])]);
    expect(g.toArray()).toEqual([-1, 0, 1]);
  });
});

describe("floor, ceil, trunc and round", () => {
  it("floor ≤ x ≤ ceil, less than 1 apart from x, and trunc is the one nearer to 0", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const x = array(value);
        const [low, high] = [floor(x).item(), ceil(x).item()];
        expect(low <= value && value <= high && high - low <= 1).toBe(true);
        expect(Math.abs(trunc(x).item())).toBe(Math.min(Math.abs(low), Math.abs(high)));
      }),
    );
  });

  it("round takes halves to the even number, and keeps the sign of zero", () => {
    expect(round(array([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 1e300])).toArray()).toEqual([0, 2, 2, -0, -2, 2, 1e300]);
    expect(round(array([0.49999999999999994])).toArray()).toEqual([0]);
  });

  it("keep integers as they are", () => {
    const x = array([-4, 9], { dtype: "int32" });
    for (const f of [floor, ceil, trunc, round]) expect([f(x).dtype, f(x).toArray()]).toEqual(["int32", [-4, 9]]);
  });
});
