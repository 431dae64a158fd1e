import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, arange, argsort, array, broadcastTo, sort, zeros } from "../index.js";
import { countNonzero, isin, nonzero, searchsorted } from "./search.js";

const lists = fc.array(fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(NaN, Infinity, -0)), {
  maxLength: 30,
});
const vector = (list: readonly number[]) => array(Float64Array.from(list));

describe("searchsorted", () => {
  it("keeps the order: all before are less (or not greater), none after is", () => {
    const law = fc.property(
      lists,
      lists,
      fc.constantFrom("left" as const, "right" as const),
      (within, values, side) => {
        const sorted = sort(vector(within)).toArray() as number[];
        const rank = (x: number): number => (Number.isNaN(x) ? Infinity : x === Infinity ? Number.MAX_VALUE : x);
        const expected = values.map(
          (v) => sorted.filter((x) => (side === "left" ? rank(x) < rank(v) : rank(x) <= rank(v))).length,
        );
        expect(searchsorted(vector(sorted), vector(values), { side }).toArray()).toEqual(expected);
        const sorter = argsort(vector(within));
        expect(searchsorted(vector(within), vector(values), { side, sorter }).toArray()).toEqual(expected);
      },
    );
    fc.assert(law);
  });

  it("refuses several axes and another side", () => {
    expect(() => searchsorted(zeros([2, 2]) as NDArray, zeros([1]))).toThrow(ShapeError);
    expect(() => searchsorted(zeros([2, 2]) as NDArray, zeros([1]))).toThrow(
      "searchsorted: sorted must have one axis; got sorted [2, 2].",
    );
    expect(() => searchsorted(arange(2), zeros([1]), { side: "up" as "left" })).toThrow(ValueError);
    expect(() => searchsorted(arange(2), zeros([1]), { side: "up" as "left" })).toThrow(
      'searchsorted: side must be "left" or "right"; got "up".',
    );
  });
});

describe("nonzero and countNonzero", () => {
  it("list the indices in row-major order, of any strides", () => {
    const x = array([
      [0, 7, NaN],
      [-0, 0, 1],
    ]);
    expect(nonzero(x.T).map((axis) => axis.toArray())).toEqual([
      [1, 2, 2],
      [0, 0, 1],
    ]);
    expect(nonzero(broadcastTo(array([true, false]), [2, 2])).map((axis) => axis.toArray())).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(nonzero(zeros([0, 2])).map((axis) => axis.shape)).toEqual([[0], [0]]);
    expect(countNonzero(x, { axis: 0 }).toArray()).toEqual([0, 1, 2]);
    expect(countNonzero(array([true, true, false])).item()).toBe(2);
  });

  it("refuses a 0-d array", () => {
    expect(() => nonzero(array(1) as NDArray)).toThrow(ShapeError);
    expect(() => nonzero(array(1) as NDArray)).toThrow("nonzero: x must have an axis; got x [].");
  });
});

describe("isin", () => {
  it("tells equal elements, so that NaN is among none", () => {
    const x = array([1, NaN, -0, 3]);
    expect(isin(x, array([0, NaN, 3])).toArray()).toEqual([false, false, true, true]);
    expect(isin(x, array([0, NaN, 3]), { invert: true }).toArray()).toEqual([true, true, false, false]);
  });

  it("refuses what is no array", () => {
    expect(() => isin(arange(2), [1] as never)).toThrow(
      "isin: among must be an NDArray; got a list. Make one with array(…).",
    );
  });
});
