import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IntegerOverflowError, ValueError, array, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { cumulativeProd } from "./cumulative-prod.js";
import { cumulativeSum, diff } from "./cumulative.js";

describe("cumulativeProd", () => {
  it("is the product of all up to each", () => {
    const law = fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 12 }), (list) => {
      const y = cumulativeProd(array(Float64Array.from(list))).toArray() as number[];
      expect(y.map((v) => v + 0)).toEqual(list.map((_, k) => list.slice(0, k + 1).reduce((a, b) => a * b, 1) + 0));
    });
    fc.assert(law);
  });

  it("runs along any axis of a view, and includes the product of nothing where asked", () => {
    const x = array(
      [
        [1, 2],
        [3, 4],
      ],
      { dtype: "int8" },
    );
    expect(cumulativeProd(x.T, { axis: 0 }).toArray()).toEqual([
      [1, 3],
      [2, 12],
    ]);
    expect(cumulativeProd(x, { axis: 1 }).dtype).toBe("int32");
    expect(cumulativeProd(x, { axis: 1, includeInitial: true }).toArray()).toEqual([
      [1, 1, 2],
      [1, 3, 12],
    ]);
    expect(cumulativeProd(zeros([0]), { includeInitial: true }).toArray()).toEqual([1]);
  });

  it("has derivatives, at zeros too", () => {
    for (const list of [
      [2, -1, 3, 0.5, 1.5],
      [2, 0, 3, 0, 1.5],
    ]) {
      checkVjp((x) => cumulativeProd(x), array(list));
      checkJvp((x) => cumulativeProd(x), array(list));
    }
  });

  it("refuses several axes without a choice, and integers that do not fit", () => {
    expect(() => cumulativeProd(zeros([2, 2]))).toThrow(ValueError);
    expect(() => cumulativeProd(zeros([2, 2]))).toThrow(
      "cumulativeProd: axis must be given unless x has one axis; got x of 2 axes.",
    );
    expect(() => cumulativeProd(array([65536, 65536], { dtype: "int32" }))).toThrow(IntegerOverflowError);
    expect(() => cumulativeProd(array([65536, 65536], { dtype: "int32" }))).toThrow(
      'cumulativeProd: the result must fit in int32; got 4294967296. Convert to float64 first: x.astype("float64").',
    );
  });
});

describe("what the standard adds to running sums and differences", () => {
  it("a 0 in front", () => {
    expect(cumulativeSum(array([1, 2]), { includeInitial: true }).toArray()).toEqual([0, 1, 3]);
  });

  it("elements before and after", () => {
    const x = array([1, 4]);
    expect(diff(x, { prepend: array([0]), append: array([5, 7]) }).toArray()).toEqual([1, 3, 1, 2]);
  });
});
