import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexError, type NDArray, ShapeError, arange, array, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { type IndexSpec, at, slice, withValue } from "./slice-pad.js";

type Nested = number | Nested[];

/** The meaning of an index, on nested lists. */
function naive(x: Nested, index: readonly IndexSpec[], ndim: number): Nested {
  const [first, ...rest] = index;
  if (index.length === 0 || ndim + index.filter((i) => i === null).length === 0) return x;
  if (first === null) return [naive(x, rest, ndim)];
  if (first === "...") {
    const named = rest.filter((i) => i !== null).length;
    return ndim === named ? naive(x, rest, ndim) : (x as Nested[]).map((part) => naive(part, index, ndim - 1));
  }
  const list = x as Nested[];
  if (typeof first === "number") return naive(list.at(first) as Nested, rest, ndim - 1);
  const [start, stop, step = "1"] = first.split(":");
  const by = Number(step === "" ? "1" : step);
  const picked =
    by > 0
      ? list.slice(start === "" ? 0 : Number(start), stop === "" ? list.length : Number(stop))
      : [...list].reverse();
  return picked.filter((_, i) => i % Math.abs(by) === 0).map((part) => naive(part, rest, ndim - 1));
}

/** An index of an array of the given shape. */
function indices(shape: readonly number[]): fc.Arbitrary<IndexSpec[]> {
  const parts = shape.map((n) => {
    const ranges = fc.oneof(
      fc
        .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 3 }))
        .map(([a, b, c]): IndexSpec => `${a}:${b}:${c}`),
      fc.constantFrom<IndexSpec>(":", "1:", ":-1", "::2", "::-1", "::-2"),
    );
    return n === 0 ? ranges : fc.oneof(ranges, fc.integer({ min: -n, max: n - 1 }));
  });
  return fc
    .tuple(fc.tuple(...parts), fc.nat(8), fc.nat(8), fc.boolean(), fc.boolean())
    .map(([specs, i, j, nulls, dots]) => {
      const index: IndexSpec[] = [...(specs as IndexSpec[])];
      if (dots) index.splice(i % (index.length + 1), 2, "...");
      if (nulls) index.splice(j % (index.length + 1), 0, null);
      return index;
    });
}

const indexed = floatViews({ maxAxes: 3, minLength: 1, maxLength: 4 }).chain((x) =>
  fc.tuple(fc.constant(x), indices(x.shape)),
);

describe("slice", () => {
  it("agrees with slicing nested lists, for any view", () => {
    fc.assert(
      fc.property(indexed, ([x, index]) => {
        expect(slice(x, ...index).toArray()).toEqual(naive(x.toArray() as Nested, index, x.ndim));
      }),
    );
  });

  it("shares memory with what it was cut from", () => {
    const x = arange(6);
    expect(slice(x, "1::2").storage).toBe(x.storage);
  });

  it("slices of slices compose", () => {
    const x = arange(20);
    expect(slice(slice(x, "2:18:3"), "::-2").toArray()).toEqual([17, 11, 5]);
  });

  it("may select nothing", () => {
    expect(slice(arange(4), "3:1").toArray()).toEqual([]);
    expect(slice(arange(4), "9:").shape).toEqual([0]);
    expect(slice(zeros([0, 3]), "::-1", 0).shape).toEqual([0]);
  });

  it("of a 0-d array takes new axes and the ellipsis", () => {
    expect(slice(array(7), null, "...", null).toArray()).toEqual([[7]]);
    expect(slice(array(7)).item()).toBe(7);
  });

  it("has the derivatives of a selection", () => {
    fc.assert(
      fc.property(indexed, ([x, index]) => {
        checkVjp((y) => slice(y, ...index), x);
        checkJvp((y) => slice(y, ...index), x);
      }),
      { numRuns: 40 },
    );
  });

  it("refuses an integer outside its axis", () => {
    const x: NDArray = zeros([2, 3]);
    expect(() => slice(x, ":", 3)).toThrow(IndexError);
    expect(() => slice(x, ":", 3)).toThrow("slice: axis 1 of an array [2, 3] takes an integer in [-3, 2]; got 3.");
  });
});

describe("at", () => {
  it("is the sub-array at leading indices", () => {
    const x = arange(6).reshape([2, 3]);
    expect(at(x, [1]).toArray()).toEqual([3, 4, 5]);
    expect(at(x, [-1, -3]).item()).toBe(3);
    expect(at(x, []).toArray()).toEqual(x.toArray());
    expect(x.at(0, 2).item()).toBe(2);
  });

  it("refuses what is no integer within its axis", () => {
    const x: NDArray = zeros([2, 3]);
    expect(() => at(x, [0, 5])).toThrow(IndexError);
    expect(() => at(x, [0, 5])).toThrow("at: axis 1 of an array [2, 3] takes an integer in [-3, 2]; got 5.");
    expect(() => at(x, ["0:1" as unknown as number])).toThrow(
      'at: indices must be integers; got "0:1". Use slice for the rest.',
    );
    expect(() => at(x, [0, 0, 0])).toThrow("at: an array of 2 axes takes at most 2 indices; got 3.");
  });
});

describe("with", () => {
  it("replaces what slice reads, and nothing else", () => {
    fc.assert(
      fc.property(indexed, ([x, index]) => {
        const marked = withValue(x, index, 99);
        expect(
          slice(marked, ...index)
            .toTypedArray()
            .every((v) => v === 99),
        ).toBe(true);
        expect(marked.toTypedArray().filter((v) => v === 99)).toHaveLength(slice(x, ...index).size);
        expect(withValue(x, index, slice(x, ...index)).toArray()).toEqual(x.toArray());
      }),
    );
  });

  it("leaves the array itself as it was, and is a method", () => {
    const x = arange(3);
    expect(x.with([1], 5).toArray()).toEqual([0, 5, 2]);
    expect(x.toArray()).toEqual([0, 1, 2]);
  });

  it("broadcasts the value and converts it to the array's dtype", () => {
    const x = zeros([2, 3], { dtype: "int32" });
    expect(withValue(x, ["...", "1:"], array([1.9, -1.9])).toArray()).toEqual([
      [0, 1, -1],
      [0, 1, -1],
    ]);
    expect(withValue(x, [0], 7.5).dtype).toBe("int32");
    expect(withValue(zeros([2], { dtype: "bool" }), [0], 7).toArray()).toEqual([true, false]);
  });

  it("passes derivatives to the array outside the index and to the value inside", () => {
    const x = array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const value = array([[7], [8]]);
    checkVjp((y, v) => withValue(y, [":", "::2"], v), [x, value]);
    checkJvp((y, v) => withValue(y, [":", "::2"], v), [x, value]);
    checkVjp((y, v) => withValue(y, [0], v), [x, array(3)]);
  });

  it("refuses a value that does not broadcast to the selection", () => {
    const set = (): NDArray => withValue(zeros([2, 3]), [0], zeros([2]));
    expect(set).toThrow(ShapeError);
    expect(set).toThrow("with: value must broadcast to what the index selects; got value [2] and selection [3].");
    expect(() => zeros([2]).with([2], 0)).toThrow("with: axis 0 of an array [2] takes an integer in [-2, 1]; got 2.");
  });
});
