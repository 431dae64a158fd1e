import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, type NDArray, ShapeError, ValueError, arange, array, astype, concat, zeros } from "../index.js";
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

  it("takes a rule for the number of bins: len(numpy.histogram_bin_edges(x, rule, range)) − 1, NumPy 2.4", () => {
    const rules = ["auto", "sqrt", "sturges", "rice", "scott", "doane", "fd"] as const;
    const floats = (value: (i: number) => number) => array(Float64Array.from({ length: 300 }, (_, i) => value(i)));
    const even = floats((i) => ((i * 7919) % 1009) / 8);
    const skewed = floats((i) => (((i * 7919) % 1009) / 128) ** 3);
    const whole = astype(
      floats((i) => (i * i * 31) % 97),
      "int32",
    );
    const counts = (x: NDArray, range?: readonly [number, number]): number[] =>
      rules.map((bins) => histogram(x, range === undefined ? { bins } : { bins, range }).counts.size);
    expect(counts(even)).toEqual([10, 18, 10, 14, 7, 10, 7]);
    expect(counts(skewed)).toEqual([10, 18, 10, 14, 7, 13, 9]);
    expect(counts(whole)).toEqual([10, 18, 10, 14, 7, 10, 7]);
    expect(counts(even, [2, 40])).toEqual([8, 10, 8, 10, 5, 8, 5]);
    expect(counts(skewed, [2, 40])).toEqual([8, 10, 8, 9, 5, 10, 5]);
    expect(counts(whole, [2, 40])).toEqual([9, 13, 9, 11, 5, 10, 5]);
    expect(counts(array([0, 0, 0, 0, 1]))).toEqual([5, 3, 4, 4, 2, 6, 1]);
    expect(counts(array([0, 0, 0, 0, 1], { dtype: "int8" }))).toEqual([1, 1, 1, 1, 1, 1, 1]); // none narrower than 1
    expect(counts(array([3, 3]))).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(counts(zeros([0]))).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it("counts every element once by any rule, between the smallest and the largest", () => {
    const law = fc.property(
      fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 60 }),
      fc.constantFrom("auto" as const, "sqrt" as const, "sturges" as const, "rice" as const, "doane" as const),
      (list, bins) => {
        const { counts, edges } = histogram(array(Float64Array.from(list)), { bins });
        const e = edges.toArray() as number[];
        expect((counts.toArray() as number[]).reduce((a, b) => a + b, 0)).toBe(list.length);
        expect(e.length).toBe(counts.size + 1);
        if (Math.min(...list) < Math.max(...list))
          expect([e[0], e.at(-1)]).toEqual([Math.min(...list) + 0, Math.max(...list) + 0]);
      },
    );
    fc.assert(law);
  });

  it("refuses rules that are not known, and what a rule would make of data with few far out", () => {
    expect(() => histogram(arange(3), { bins: "best" as "auto" })).toThrow(ValueError);
    expect(() => histogram(arange(3), { bins: "best" as "auto" })).toThrow(
      'histogram: bins must name a rule; got "best". Known: auto, sqrt, sturges, rice, scott, doane, fd.',
    );
    const far = concat([arange(1000), array([1e30])]);
    expect(() => histogram(far, { bins: "fd" })).toThrow(ValueError);
    expect(() => histogram(far, { bins: "fd" })).toThrow(
      /^histogram: the rule "fd" must make at most 16777216 bins; got 1\.0\d+e\+28\. Give their number, or a range without what lies far out\.$/,
    );
  });

  it("refuses bins that are none, and NaN without a range", () => {
    expect(() => histogram(arange(3), { bins: 0 })).toThrow(ValueError);
    expect(() => histogram(arange(3), { bins: 0 })).toThrow(
      "histogram: bins must be an integer ≥ 1, a rule or a list of edges; got 0.",
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
