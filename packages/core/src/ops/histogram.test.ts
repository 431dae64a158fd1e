import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, ShapeError, ValueError, arange, array, zeros } from "../index.js";
import { checkVjp } from "../testing.js";
import { bincount, histogram } from "./histogram.js";

describe("histogram", () => {
  it("counts each element between its edges, the last bin with both", () => {
    const law = fc.property(
      fc.array(fc.double({ min: -9, max: 9, noNaN: true })),
      fc.integer({ min: 1, max: 9 }),
      (list, bins) => {
        const { counts, edges } = histogram(array(Float64Array.from(list)), { bins });
        const e = edges.toArray() as number[];
        const inBin = (x: number, i: number): boolean =>
          x >= e[i] && (x < e[i + 1] || (i === bins - 1 && x === e[bins]));
        expect(counts.toArray()).toEqual(
          Array.from({ length: bins }, (_, i) => list.filter((x) => inBin(x, i)).length),
        );
        expect((counts.toArray() as number[]).reduce((a, b) => a + b, 0)).toBe(list.length);
      },
    );
    fc.assert(law);
  });

  it("takes edges or a range, outside of which nothing is counted", () => {
    const x = array([-1, 0, 0.5, 1, 2, NaN]);
    expect(histogram(x, { bins: [0, 0.5, 2] }).counts.toArray()).toEqual([1, 3]);
    expect(histogram(x, { bins: 2, range: [0, 1] }).counts.toArray()).toEqual([1, 2]);
    expect(histogram(zeros([0]), { bins: 1 }).edges.toArray()).toEqual([0, 1]);
    expect(histogram(array([3, 3]), { bins: 2 }).edges.toArray()).toEqual([2.5, 3, 3.5]);
  });

  it("refuses bins that are none, and NaN without a range", () => {
    expect(() => histogram(arange(3), { bins: 0 })).toThrow(ValueError);
    expect(() => histogram(arange(3), { bins: 0 })).toThrow(
      "histogram: bins must be an integer ≥ 1 or a list of edges; got 0.",
    );
    expect(() => histogram(arange(3), { bins: [1, 0] })).toThrow(
      "histogram: bins must be at least two ascending edges; got [1, 0].",
    );
    expect(() => histogram(array([NaN, 1]))).toThrow(
      "histogram: the range must be finite and ascending; got [NaN, NaN]. Give a range; what lies outside is not counted.",
    );
  });
});

describe("bincount", () => {
  const x = array([0, 3, 3], { dtype: "int32" });

  it("counts, or adds up weights, which have a derivative", () => {
    expect(bincount(x).toArray()).toEqual([1, 0, 0, 2]);
    expect(bincount(x, { minLength: 6 }).shape).toEqual([6]);
    expect(bincount(zeros([0], { dtype: "uint8" })).shape).toEqual([0]);
    expect(bincount(x, { weights: array([0.5, 1, 2]) }).toArray()).toEqual([0.5, 0, 0, 3]);
    checkVjp((w) => bincount(x, { weights: w }), array([0.5, 1, 2]));
  });

  it("refuses floats, negative numbers, and weights of another length", () => {
    expect(() => bincount(arange(3))).toThrow(DTypeError);
    expect(() => bincount(arange(3))).toThrow("bincount: x must be integers; got x float64.");
    expect(() => bincount(array([-1], { dtype: "int8" }))).toThrow(ValueError);
    expect(() => bincount(array([-1], { dtype: "int8" }))).toThrow("bincount: x must not be negative; got -1.");
    expect(() => bincount(x, { weights: arange(2) })).toThrow(ShapeError);
    expect(() => bincount(x, { weights: arange(2) })).toThrow(
      "bincount: weights must be of x's length; got x [3] and weights [2].",
    );
    expect(() => bincount(x, { minLength: -1 })).toThrow("bincount: minLength must be an integer ≥ 0; got -1.");
  });
});
