import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ShapeError, ValueError, arange, array, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { median, nanMedian, nanQuantile, percentile, quantile } from "./quantile.js";
import type { QuantileMethod } from "./quantile-methods.js";

/** numpy.quantile([15, 20, 35, 40, 50, 60], [0.1, 0.25, 0.5, 0.75], method=…), NumPy 2. */
const table: Record<QuantileMethod, readonly number[]> = {
  linear: [17.5, 23.75, 37.5, 47.5],
  lower: [15.0, 20.0, 35.0, 40.0],
  higher: [20.0, 35.0, 40.0, 50.0],
  midpoint: [17.5, 27.5, 37.5, 45.0],
  nearest: [15.0, 20.0, 35.0, 50.0],
  invertedCdf: [15.0, 20.0, 35.0, 50.0],
  averagedInvertedCdf: [15.0, 20.0, 37.5, 50.0],
  closestObservation: [15.0, 20.0, 35.0, 40.0],
  interpolatedInvertedCdf: [15.0, 17.5, 35.0, 45.0],
  hazen: [15.5, 20.0, 37.5, 50.0],
  weibull: [15.0, 18.75, 37.5, 52.5],
  medianUnbiased: [15.0, 19.583333333333332, 37.5, 50.83333333333333],
  normalUnbiased: [15.0, 19.6875, 37.5, 50.625],
};

describe("quantile", () => {
  // |Δ| ≤ 430u < 8·60·u. A rank below 6 is off by 9u (n·q and the sum by 4u each, what is added by u) where elements are 10 apart, and
  // by less where they are 15 apart: 90u on either side. Our a·(1 − g) + b·g adds 3·60u, NumPy's a + g·(b − a) 70u (Higham, Accuracy
  // and Stability of Numerical Algorithms, 2002, lemma 3.1).
  it.each(Object.keys(table) as QuantileMethod[])("by %s is NumPy's, up to 8 roundings", (method) => {
    const found = quantile(array([40, 15, 60, 20, 50, 35]), [0.1, 0.25, 0.5, 0.75], { method }).toArray() as number[];
    for (const [i, value] of found.entries()) {
      expect(Math.abs(value - table[method][i])).toBeLessThanOrEqual(8 * 2 ** -53 * 60);
    }
  });

  it("reduces any axes of any view as it reduces their elements in a row", () => {
    const law = fc.property(
      floatViews({ minAxes: 2, maxAxes: 3, minLength: 1, maxLength: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (x, q) => {
        const all = quantile(x, q, { axis: [0, -1], keepDims: true });
        expect(all.shape).toEqual(x.shape.map((n: number, i: number) => (i === 0 || i === x.ndim - 1 ? 1 : n)));
        expect(quantile(x, [q, q]).toArray()).toEqual([quantile(x, q).item(), percentileOf(x, q)]);
      },
    );
    const percentileOf = (x: Parameters<typeof quantile>[0], q: number): unknown => quantile(x.T, q).item();
    fc.assert(law);
  });

  it("is the same one by one and many at once, where they are found by sorting", () => {
    const lists = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN)), {
      minLength: 1,
      maxLength: 40,
    });
    const law = fc.property(lists, (list) => {
      const x = array(Float64Array.from(list));
      const qs = Array.from({ length: 21 }, (_, i) => i / 20);
      expect(quantile(x, qs).toArray()).toEqual(qs.map((q) => quantile(x, q).item()));
      expect(nanQuantile(x, qs).toArray()).toEqual(qs.map((q) => nanQuantile(x, q).item()));
    });
    fc.assert(law);
  });

  it("is NaN where an element is, and infinite where both neighbours are", () => {
    const x = array([
      [1, NaN, 3],
      [4, 6, 5],
    ]);
    expect(median(x, { axis: 1 }).toArray()).toEqual([NaN, 5]);
    expect(nanMedian(x, { axis: 1 }).toArray()).toEqual([2, 5]);
    expect(nanQuantile(array([NaN, NaN]), 0.5).item()).toBe(NaN);
    expect(quantile(array([Infinity, Infinity, 1]), 0.9).item()).toBe(Infinity);
    expect(percentile(arange(5, { dtype: "float32" } as never), 50).item()).toBe(2);
    expect(median(array([1, 2], { dtype: "int32" })).dtype).toBe("float64");
  });

  it("has the derivative that goes to the two neighbours", () => {
    const x = array([3, 1, 4, 1.5, 9, 2.6]);
    checkVjp((y) => quantile(y, [0.2, 0.5, 0.93]), x);
    checkJvp((y) => quantile(y, [0.2, 0.5, 0.93]), x);
    checkVjp((y) => median(y), x);
    checkJvp((y) => nanMedian(y), x);
  });

  it("refuses q outside of its range, unknown methods, and nothing", () => {
    expect(() => quantile(arange(3), 1.5)).toThrow(ValueError);
    expect(() => quantile(arange(3), 1.5)).toThrow("quantile: q must lie in [0, 1]; got 1.5.");
    expect(() => percentile(arange(3), 150)).toThrow("percentile: q must lie in [0, 100]; got 150.");
    expect(() => quantile(arange(3), 0.5, { method: "best" as "linear" })).toThrow(
      'quantile: method must be known; got "best". Known: linear, lower, higher, midpoint, nearest, invertedCdf, ' +
        "averagedInvertedCdf, closestObservation, interpolatedInvertedCdf, hazen, weibull, medianUnbiased, normalUnbiased.",
    );
    expect(() => median(zeros([0, 2]), { axis: 0 })).toThrow(ShapeError);
    expect(() => median(zeros([0, 2]), { axis: 0 })).toThrow(
      "median: the reduced axes must not be empty; got x [0, 2].",
    );
  });
});
