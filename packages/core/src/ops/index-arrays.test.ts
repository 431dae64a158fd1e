import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  DisposedError,
  IndexError,
  NDArray,
  ShapeError,
  ValueError,
  arange,
  array,
  reshape,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { indexed, naive, positions } from "../testing/indexing.js";
import { slice, withValue } from "./index-arrays.js";

const int32 = (list: readonly number[]): NDArray => array(list, { shape: [list.length], dtype: "int32" });

describe("slice by arrays", () => {
  it("agrees with NumPy's rule, place by place, for any view and index", () => {
    fc.assert(
      fc.property(indexed, ([x, index]) => {
        const { shape, places } = naive(x, index);
        const y: NDArray = slice(x, ...index);
        expect(y.shape).toEqual(shape);
        expect(Array.from(y.toTypedArray())).toEqual(places.map((place) => x.at(...place).item()));
      }),
      { numRuns: 400 },
    );
  });

  it("is a copy, and of views a view", () => {
    const x = arange(6);
    expect(slice(x, [0, 1]).storage).not.toBe(x.storage);
    expect(slice(x, "1:3").storage).toBe(x.storage);
  });

  it("puts the axes of positions in the place of the first, or in front when they are apart", () => {
    const x = zeros([2, 3, 4, 5]);
    const [i, j] = [array([[0], [1], [1]], { dtype: "int32" }), int32([0, 1])];
    expect(slice(x, ":", i, j).shape).toEqual([2, 3, 2, 5]);
    expect(slice(x, i, ":", j).shape).toEqual([3, 2, 3, 5]);
    expect(slice(x, i, "...", j).shape).toEqual([3, 2, 3, 4]);
    expect(slice(x, ":", i, null, j).shape).toEqual([3, 2, 2, 1, 5]);
    expect(slice(x, 0, ":", j).shape).toEqual([2, 3, 5]);
    expect(slice(x, ":", 0, j).shape).toEqual([2, 2, 5]);
    expect(slice(x, ":", i, "...").shape).toEqual([2, 3, 1, 4, 5]);
  });

  it("takes masks over several axes, none, and no element", () => {
    const x = reshape(arange(6), [2, 3]);
    expect(slice(x, x.greater(2)).toArray()).toEqual([3, 4, 5]);
    expect(slice(x, x.greater(9)).shape).toEqual([0]);
    expect(slice(x, x.T.greater(2).T).toArray()).toEqual([3, 4, 5]);
    expect(slice(x, array(true)).toArray()).toEqual([x.toArray()]);
    expect(slice(x, array(false)).shape).toEqual([0, 2, 3]);
    expect(slice(x, ":", array([true, false, true])).toArray()).toEqual([
      [0, 2],
      [3, 5],
    ]);
    expect(slice(zeros([0, 3]), zeros([0], { dtype: "bool" })).shape).toEqual([0, 3]);
  });

  it.each(["int8", "uint8", "int16", "uint16", "int32", "uint32"] as const)("takes positions of %s", (dtype) => {
    expect(slice(arange(4), array([3, 0], { dtype })).toArray()).toEqual([3, 0]);
  });

  it.each(["bool", "int8", "uint16", "int32", "float32", "complex64", "complex128"] as const)(
    "takes from and writes into %s",
    (dtype) => {
      const x = array(
        [
          [0, 1],
          [1, 0],
        ],
        { dtype },
      );
      expect(slice(x, [1, 0], [0, 0]).toTypedArray()).toEqual(array([1, 0], { dtype }).toTypedArray());
      const changed = withValue(
        x,
        [
          [1, 0],
          [0, 0],
        ],
        array([0, 1], { dtype }),
      );
      expect(changed.toTypedArray()).toEqual(
        array(
          [
            [1, 1],
            [0, 0],
          ],
          { dtype },
        ).toTypedArray(),
      );
      expect(changed.dtype).toBe(dtype);
      const mask = array([
        [true, false],
        [false, false],
      ]);
      expect(withValue(x, [mask], 1).toTypedArray()).toEqual(withValue(x, [0, 0], 1).toTypedArray());
    },
  );

  it("has derivatives that add up where a position comes twice", () => {
    fc.assert(
      fc.property(indexed, ([x, index]) => {
        checkVjp((y) => slice(y, ...index), x);
        checkJvp((y) => slice(y, ...index), x);
      }),
      { numRuns: 40 },
    );
  });

  it.each<[string, () => NDArray, new (...args: never[]) => Error, string]>([
    [
      "a position outside its axis",
      () => slice(zeros([2, 3]), ":", [0, 3]),
      IndexError,
      "slice: indices must lie in [-3, 2] for axis 1 of an array [2, 3]; got 3 at position [1].",
    ],
    [
      "an integer outside its axis",
      () => slice(zeros([2, 3]), 5, [0]),
      IndexError,
      "slice: axis 0 of an array [2, 3] takes an integer in [-2, 1]; got 5.",
    ],
    [
      "more indices than axes",
      () => slice(zeros([2, 3]) as NDArray, array([[true]]), 0, [0]),
      IndexError,
      "slice: an array of 2 axes takes at most 2 indices; got 4. A new axis is written null.",
    ],
    [
      "a mask of other lengths",
      () => slice(zeros([2, 3]) as NDArray, ":", array([true, false])),
      ShapeError,
      "slice: a mask must have the lengths of the axes that it selects from; got mask [2] and axes [3].",
    ],
    [
      "arrays that do not broadcast",
      () => slice(zeros([2, 3]) as NDArray, [0, 1], [0, 1, 2]),
      ShapeError,
      "slice: arrays of indices must broadcast together; got indices 0 [2] and indices 1 [3].",
    ],
    [
      "floats as positions",
      () => slice(zeros([2]), array([0, 1]) as NDArray),
      DTypeError,
      'slice: indices must be int32; got indices float64. Convert them first: indices.astype("int32").',
    ],
    ["fractions in a list", () => slice(zeros([2]), [0.5]), ValueError, "slice: indices must be integers; got 0.5."],
    [
      "booleans in a list",
      () => slice(zeros([2]), [true] as unknown as number[]),
      ValueError,
      "slice: indices must be integers; got true.",
    ],
    [
      "positions beyond int32",
      () => slice(zeros([2]), array([2 ** 31], { dtype: "uint32" })),
      ValueError,
      "slice: indices must be below 2³¹; got 2147483648.",
    ],
    [
      "a second ellipsis",
      () => slice(zeros([2]) as NDArray, "...", [0], "..."),
      ValueError,
      'slice: "..." may stand only once in an index; got 2 of them.',
    ],
    [
      "what is no index",
      () => slice(zeros([2, 2]), [0], true as unknown as number),
      ValueError,
      'slice: an index must be an integer, "start:stop:step", "..." or null; got true. Arrays as indices are taken by the functions slice(x, …) and withValue(x, index, value).',
    ],
    [
      "what is no array",
      () => slice([1, 2] as unknown as NDArray, [0]),
      ValueError,
      "slice: x must be an NDArray; got a list. Make one with array(…).",
    ],
  ])("refuses %s", (_, refused, error, message) => {
    expect(refused).toThrow(error);
    expect(refused).toThrow(message);
  });

  it("refuses arrays that were given back", () => {
    const [x, mask] = [arange(3), array([true, false, true])];
    mask.dispose();
    expect(() => slice(x, mask)).toThrow(DisposedError);
    expect(() => slice(x, mask)).toThrow(/^slice: the array must be live/);
    x.dispose();
    expect(() => slice(x, [0])).toThrow(/^slice: the array must be live/);
  });
});

describe("withValue by arrays", () => {
  it("writes, place after place, what slice reads, for any view and index", () => {
    fc.assert(
      fc.property(indexed, ([x, index]) => {
        const { shape, places } = naive(x, index);
        const value = reshape(arange(places.length).add(100), shape) as NDArray;
        const expected = new Map([...positions(x.shape)].map((p) => [String(p), x.at(...p).item() as number]));
        places.forEach((place, i) => expected.set(String(place), 100 + i));
        expect(Array.from(withValue(x, index, value).toTypedArray())).toEqual([...expected.values()]);
      }),
      { numRuns: 400 },
    );
  });

  it("keeps the last value of a position given twice", () => {
    expect(withValue(zeros([3]), [[0, 2, 0]], array([1, 2, 3])).toArray()).toEqual([3, 0, 2]);
  });

  it("writes one number wherever a mask holds", () => {
    const x = reshape(arange(6), [2, 3]);
    expect(withValue(x, [x.greater(2)], -1).toArray()).toEqual([
      [0, 1, 2],
      [-1, -1, -1],
    ]);
    expect(withValue(x, [x.greater(2), null], array([7])).toArray()).toEqual([
      [0, 1, 2],
      [7, 7, 7],
    ]);
    expect(x.at(1, 0).item()).toBe(3);
  });

  it("passes derivatives to the array outside and to the values that stayed", () => {
    fc.assert(
      fc.property(indexed, ([x, index]) => {
        const value = arange(naive(x, index).places.length).reshape(naive(x, index).shape) as NDArray;
        checkVjp((y, v) => withValue(y, index, v), [x, value]);
        checkJvp((y, v) => withValue(y, index, v), [x, value]);
      }),
      { numRuns: 40 },
    );
    checkVjp((y, v) => withValue(y, [[0, 1, 0], ":"], v), [zeros([2, 2]), array([3, 4])]);
    checkVjp((y, v) => withValue(y, [[0, 1, 0]], v), [zeros([2]), array(3)]);
    checkVjp((y, v) => withValue(y, [array([true, false])], v), [zeros([2]), array(3)]);
  });

  it.each<[string, () => NDArray, new (...args: never[]) => Error, string]>([
    [
      "a value that does not broadcast",
      () => withValue(zeros([2, 3]), [[0]], zeros([2])),
      ShapeError,
      "withValue: value must broadcast to what the index selects; got value [2] and selection [1, 3].",
    ],
    [
      "a value that does not broadcast to what a mask selects",
      () => withValue(zeros([3]), [array([true, false, true])], zeros([3])),
      ShapeError,
      "withValue: value must broadcast to what the index selects; got value [3] and selection [2].",
    ],
    [
      "a position outside its axis",
      () => withValue(zeros([2]), [[2]], 1),
      IndexError,
      "withValue: indices must lie in [-2, 1] for axis 0 of an array [2]; got 2 at position [0].",
    ],
    [
      "an index that is no list",
      () => withValue(zeros([2]), array([true, false]) as unknown as [], 1),
      ValueError,
      "withValue: index must be a list; got an array [2].",
    ],
    [
      "a value that is none",
      () => withValue(zeros([2]), [[0]], "1" as unknown as number),
      ValueError,
      'withValue: value must be an NDArray; got "1". Make one with array(…).',
    ],
  ])("refuses %s", (_, refused, error, message) => {
    expect(refused).toThrow(error);
    expect(refused).toThrow(message);
  });
});

describe("the methods", () => {
  const hint = "Arrays as indices are taken by the functions slice(x, …) and withValue(x, index, value).";

  it("leave arrays to the functions", () => {
    const x = zeros([2]) as NDArray;
    const expected = 'an index must be an integer, "start:stop:step", "..." or null';
    // @ts-expect-error slice: an array as an index is taken by the function slice(x, …)
    const sliced = (): unknown => x.slice(array([true, false]));
    expect(sliced).toThrow(ValueError);
    expect(sliced).toThrow(`slice: ${expected}; got an array [2]. ${hint}`);
    expect(() => x.with([[0]] as unknown as [], 1)).toThrow(`with: ${expected}; got a list. ${hint}`);
  });
});
