import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  IndexError,
  type NDArray,
  ShapeError,
  ValueError,
  arange,
  array,
  broadcastTo,
  flip,
  permuteDims,
  stack,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp, floatArrays, floatViews, shapes } from "../testing.js";
import { broadcastArrays, broadcastShapes, meshgrid } from "./broadcast.js";
import { moveaxis, rot90, swapaxes } from "./moveaxis.js";
import { repeat, tile } from "./repeat-tile.js";
import { unstack } from "./unstack.js";
import { vander } from "./vander.js";

const ramp = (...shape: number[]): NDArray => arange(shape.reduce((n, d) => n * d, 1)).reshape(shape);

describe("moveaxis and swapaxes", () => {
  it("move one axis and keep the order of the others, and back again", () => {
    const cases = shapes({ minAxes: 1, maxLength: 3 }).chain((shape) =>
      fc.tuple(fc.constant(shape), fc.nat(shape.length - 1), fc.nat(shape.length - 1)),
    );
    fc.assert(
      fc.property(cases, ([shape, from, to]) => {
        const x = ramp(...shape);
        const y: NDArray = moveaxis(x, from, to - shape.length);
        expect(y.shape).toEqual(shape.toSpliced(from, 1).toSpliced(to, 0, shape[from]));
        expect(y.storage).toBe(x.storage);
        expect(moveaxis(y, to, from).toArray()).toEqual(x.toArray());
        expect(swapaxes(swapaxes(x, from, to), to, from).toArray()).toEqual(x.toArray());
      }),
    );
  });

  it("move several at once", () => {
    expect(moveaxis(zeros([2, 3, 4, 5]), [0, 1], [-1, 0]).shape).toEqual([3, 4, 5, 2]);
    expect(swapaxes(ramp(2, 3), 0, 1).toArray()).toEqual(ramp(2, 3).T.toArray());
    checkVjp((x) => moveaxis(x, 0, 2), ramp(2, 3, 2));
    checkVjp((x) => swapaxes(x, 0, 2), ramp(2, 3, 2));
  });

  it("refuse axes that are not there, or given twice, or unequal lists", () => {
    const x: NDArray = zeros([2, 3]);
    expect(() => moveaxis(x, 2, 0)).toThrow(IndexError);
    expect(() => moveaxis(x, [0, 0], [0, 1])).toThrow("moveaxis: source must be distinct; got axis 0 twice.");
    expect(() => moveaxis(x, [0, 1], [0])).toThrow(ValueError);
    expect(() => moveaxis(x, [0, 1], [0])).toThrow(
      "moveaxis: source and destination must name as many axes; got 2 and 1.",
    );
    expect(() => swapaxes(x, 0, 2)).toThrow(
      "swapaxes: axis must be an integer in [-2, 1] for an array of 2 axes; got 2.",
    );
  });
});

describe("rot90", () => {
  it("four turns are none, two reverse both axes, and −1 undoes 1", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 2, maxAxes: 3, maxLength: 3 }), (x) => {
        expect(rot90(x, { k: 4 }).toArray()).toEqual(x.toArray());
        expect(rot90(rot90(x)).toArray()).toEqual(rot90(x, { k: 2 }).toArray());
        expect(rot90(x, { k: 2 }).toArray()).toEqual(flip(x, { axis: [0, 1] }).toArray());
        expect(rot90(rot90(x), { k: -1 }).toArray()).toEqual(x.toArray());
        expect(rot90(x, { k: 3 }).toArray()).toEqual(rot90(x, { axes: [1, 0] }).toArray());
      }),
    );
    expect(rot90(ramp(2, 3)).toArray()).toEqual([
      [2, 5],
      [1, 4],
      [0, 3],
    ]);
    checkVjp((x) => rot90(x), ramp(2, 3));
  });

  it("refuses a fraction of a turn, and what is no plane", () => {
    expect(() => rot90(ramp(2, 2), { k: 0.5 })).toThrow("rot90: k must be an integer; got 0.5.");
    expect(() => rot90(ramp(2, 2), { axes: [0, -2] })).toThrow("rot90: axes must be distinct; got axis 0 twice.");
    expect(() => rot90(ramp(2, 2), { axes: [0] as never })).toThrow(ValueError);
    expect(() => rot90(ramp(2))).toThrow(IndexError);
  });
});

describe("tile and repeat", () => {
  it("tile: element i is that at i modulo the length, along every axis", () => {
    fc.assert(
      fc.property(
        floatArrays({ shape: [3, 2] }).map((x): NDArray => x.T),
        fc.tuple(fc.nat(3), fc.nat(3)),
        (x, [p, q]) => {
          const y: NDArray = tile(x, [p, q]);
          expect(y.shape).toEqual([2 * p, 3 * q]);
          const rows = x.toArray() as number[][];
          const expected = Array.from({ length: 2 * p }, (_, i) =>
            Array.from({ length: 3 * q }, (_n, j) => rows[i % 2][j % 3]),
          );
          expect(y.toArray()).toEqual(expected);
        },
      ),
    );
    expect(tile(array([1, 2]), [2, 1, 2]).toArray()).toEqual([[[1, 2, 1, 2]], [[1, 2, 1, 2]]]);
    expect(tile(ramp(1, 2), [2]).toArray()).toEqual([[0, 1, 0, 1]]);
    expect(tile(zeros([]), []).item()).toBe(0);
  });

  it("repeat: by one count, by a list and by an array agree", () => {
    fc.assert(
      fc.property(
        floatArrays({ shape: [2, 3] }).map((x): NDArray => x.T),
        fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
        (x, counts) => {
          const rows = x.toArray() as number[][];
          const expected = rows.flatMap((row, i) => new Array(counts[i]).fill(row));
          expect(repeat(x, counts, { axis: 0 }).toArray()).toEqual(expected);
          expect(repeat(x, array(counts, { dtype: "int32" }) as NDArray, { axis: -2 }).toArray()).toEqual(expected);
          expect(repeat(x, 2, { axis: 0 }).toArray()).toEqual(repeat(x, [2, 2, 2], { axis: 0 }).toArray());
          expect(repeat(x, 2).toTypedArray()).toEqual(repeat(x.reshape([6]), 2, { axis: 0 }).toTypedArray());
        },
      ),
    );
    expect(repeat(zeros([0]), 3).shape).toEqual([0]);
    expect(repeat(array(5), 2).toArray()).toEqual([5, 5]);
  });

  it("have derivatives: copies add up", () => {
    checkVjp((x) => tile(x, [2, 3]), ramp(2, 2));
    checkJvp((x) => tile(x, [2, 3]), ramp(2, 2));
    checkVjp((x) => repeat(x, 2, { axis: 1 }), ramp(2, 2));
    checkVjp((x) => repeat(x, [0, 3], { axis: 1 }), ramp(2, 2));
  });

  it("refuse what is no count, and another number of counts", () => {
    expect(() => tile(ramp(2), [1.5])).toThrow("tile: repetitions must be integers ≥ 0; got 1.5.");
    expect(() => tile(ramp(2), 2 as never)).toThrow("tile: repetitions must be a list; got 2. Write [2].");
    expect(() => repeat(ramp(2), -1)).toThrow(ValueError);
    expect(() => repeat(ramp(2), [1, 2, 3])).toThrow(ShapeError);
    expect(() => repeat(ramp(2), [1, 2, 3])).toThrow(
      "repeat: there must be one count for each of the 2 elements; got repeats [3].",
    );
    expect(() => repeat(ramp(2), ramp(2))).toThrow(
      "repeat: repeats must be a count, or a vector of integers; got an array [2].",
    );
    expect(() => repeat(ramp(2), 2, { axis: 1 })).toThrow(IndexError);
  });
});

describe("unstack", () => {
  it("takes apart what stack puts together", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, minLength: 1, maxLength: 3 }), fc.nat(), (x, n) => {
        const axis = n % x.ndim;
        const parts: NDArray[] = unstack(x, { axis });
        expect(parts.length).toBe(x.shape[axis]);
        expect(stack(parts, { axis }).toArray()).toEqual(x.toArray());
      }),
    );
    expect(unstack(zeros([0, 2]))).toEqual([]);
    expect(() => unstack(zeros([]))).toThrow(IndexError);
    expect(() => unstack(zeros([2]), { axis: 1 })).toThrow(
      "unstack: axis must be an integer in [-1, 0] for an array of 1 axes; got 1.",
    );
  });
});

describe("broadcastShapes, broadcastArrays and meshgrid", () => {
  it("all meet in one shape", () => {
    expect(broadcastShapes([5, 1, 3], [4, 1], [])).toEqual([5, 4, 3]);
    expect(broadcastShapes()).toEqual([]);
    const [x, y] = broadcastArrays(ramp(2, 1), array([1, 2, 3]));
    expect(x.toArray()).toEqual(broadcastTo(ramp(2, 1), [2, 3]).toArray());
    expect(y.toArray()).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    checkVjp((a, b) => broadcastArrays(a, b)[0] as NDArray, [ramp(2, 1), ramp(3)]);
  });

  it("a grid runs x along its second axis, or all in order", () => {
    const [x, y] = meshgrid([arange(3), arange(2)]);
    expect(x.toArray()).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(y.toArray()).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
    const three = meshgrid([arange(2), arange(3), arange(4)], { indexing: "ij" });
    three.forEach((grid, axis) => {
      expect(grid.shape).toEqual([2, 3, 4]);
      expect(
        moveaxis(grid as NDArray, axis, 0)
          .at(1)
          .toTypedArray()
          .every((v: number) => v === 1),
      ).toBe(true);
    });
    expect(meshgrid([arange(2), arange(3), arange(4)])[0].shape).toEqual([3, 2, 4]);
    expect(meshgrid([])).toEqual([]);
    expect(meshgrid([arange(2)])[0].toArray()).toEqual([0, 1]);
    expect(meshgrid([array(7), arange(2)])[0].toArray()).toEqual([[7], [7]]);
    checkVjp((a, b) => meshgrid([a, b])[1], [ramp(2), ramp(3)]);
  });

  it("refuse what does not broadcast, matrices and other indexing", () => {
    expect(() => broadcastShapes([2], [3] as number[])).toThrow(
      "broadcastShapes: dimensions 2 and 3 do not broadcast; got a [2] and b [3].",
    );
    expect(() => broadcastShapes([-1])).toThrow(ValueError);
    expect(() => broadcastArrays(ramp(2), ramp(3))).toThrow(ShapeError);
    expect(() => broadcastArrays([1] as never)).toThrow(
      "broadcastArrays: arrays[0] must be an NDArray; got a list. Make one with array(…).",
    );
    expect(() => meshgrid([ramp(2, 2)])).toThrow("meshgrid: vectors must have one axis; got vectors[0] [2, 2].");
    expect(() => meshgrid([ramp(2)], { indexing: "yx" as never })).toThrow(
      'meshgrid: indexing must be "xy" or "ij"; got "yx".',
    );
  });
});

describe("vander", () => {
  it("has the powers as columns", () => {
    expect(vander(array([1, 2, -3])).toArray()).toEqual([
      [1, 1, 1],
      [4, 2, 1],
      [9, -3, 1],
    ]);
    expect(vander(array([1, 2, -1.5]), 4, { increasing: true }).toArray()).toEqual([
      [1, 1, 1, 1],
      [1, 2, 4, 8],
      [1, -1.5, 2.25, -3.375],
    ]);
    expect(vander(array([2, 3], { dtype: "int32" }), 3).dtype).toBe("int32");
    expect(vander(zeros([2]), 0).shape).toEqual([2, 0]);
    expect(vander(zeros([0]), 3).shape).toEqual([0, 3]);
    expect(vander(permuteDims(array([1, 2]), [0]).slice("::-1"), 2).toArray()).toEqual([
      [2, 1],
      [1, 1],
    ]);
  });

  it("has derivatives, at 0 too", () => {
    checkVjp((x) => vander(x, 4), array([0, 1, -2]));
    checkJvp((x) => vander(x, 4), array([0, 1, -2]));
  });

  it("refuses matrices, bools and what is no count", () => {
    expect(() => vander(ramp(2, 2))).toThrow(ShapeError);
    expect(() => vander(ramp(2, 2))).toThrow("vander: x must have one axis; got x [2, 2].");
    expect(() => vander(ramp(2), -1)).toThrow("vander: n must be an integer ≥ 0; got -1.");
    expect(() => vander(array([true]))).toThrow(DTypeError);
  });
});
