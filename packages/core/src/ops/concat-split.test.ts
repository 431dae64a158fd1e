import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexError, type NDArray, ShapeError, ValueError, arange, array, zeros } from "../index.js";
import { checkJvp, checkVjp, floatArrays, floatViews } from "../testing.js";
import { concat, split, stack } from "./concat-split.js";

/** Arrays that agree in all axes but one, and that one. */
const joinable = fc
  .tuple(
    fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
    fc.nat(),
    fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
  )
  .chain(([shape, n, lengths]) => {
    const axis = n % shape.length;
    const parts = lengths.map((length) => floatArrays({ shape: shape.with(axis, length) }));
    return fc.tuple(fc.tuple(...parts), fc.constant(axis));
  });

describe("concat and split", () => {
  it("undo each other", () => {
    fc.assert(
      fc.property(joinable, ([parts, axis]) => {
        const whole = concat(parts, { axis: axis - parts[0].ndim });
        const lengths = parts.map((part) => part.shape[axis] as number);
        expect(whole.shape[axis]).toBe(lengths.reduce((a, b) => a + b, 0));
        const cuts = lengths.slice(0, -1).map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b, 0));
        const again = split(whole, cuts, { axis });
        expect(again.map((part) => part.toArray())).toEqual(parts.map((part) => part.toArray()));
      }),
    );
  });

  it("joins views, and promotes dtypes", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 2 }), (x) => {
        expect(concat([x, x]).toArray()).toEqual([...(x.toArray() as number[]), ...(x.toArray() as number[])]);
      }),
    );
    const mixed = concat([array([1, 2], { dtype: "int32" }), array([0.5], { dtype: "float32" })]);
    expect(mixed.dtype).toBe("float32");
    expect(mixed.toArray()).toEqual([1, 2, 0.5]);
  });

  it("splits evenly into views", () => {
    const x = arange(6).reshape([2, 3]);
    const parts = split(x, 3, { axis: 1 });
    expect(parts.map((part) => part.toArray())).toEqual([
      [[0], [3]],
      [[1], [4]],
      [[2], [5]],
    ]);
    expect(parts[1].storage).toBe(x.storage);
    expect(split(arange(3), [0, 3]).map((part) => part.size)).toEqual([0, 3, 0]);
    expect(split(zeros([0]), 2).map((part) => part.size)).toEqual([0, 0]);
  });

  it("concat gives each input its part of the cotangent, also when one is passed twice", () => {
    fc.assert(
      fc.property(joinable, ([parts, axis]) => {
        checkVjp((...xs) => concat(xs, { axis }), parts);
        checkJvp((...xs) => concat(xs, { axis }), parts);
      }),
      { numRuns: 20 },
    );
    checkVjp((x) => concat([x, x]), arange(3));
    checkVjp((x) => split(x, 2)[1], arange(4));
    checkVjp((x, y) => concat([x, y]), [array([1], { dtype: "float32" }), array([2, 3])]);
  });

  it("refuse what does not fit", () => {
    const [a, b, c]: NDArray[] = [zeros([2, 3]), zeros([2, 4]), zeros([3])];
    expect(() => concat([a, b])).toThrow(ShapeError);
    expect(() => concat([a, b])).toThrow(
      "concat: dimensions 3 and 4 differ; got arrays[0] [2, 3] and arrays[1] [2, 4].",
    );
    expect(() => concat([a, a, c])).toThrow(
      "concat: arrays must have as many axes; got arrays[0] [2, 3] and arrays[2] [3].",
    );
    expect(() => concat([])).toThrow(ValueError);
    expect(() => concat([])).toThrow("concat: there must be at least one array; got an empty list.");
    expect(() => concat([a], { axis: 2 })).toThrow(IndexError);
    expect(() => concat([a], { axis: 2 })).toThrow(
      "concat: axis must be an integer in [-2, 1] for an array of 2 axes; got 2.",
    );
    expect(() => split(a, 2, { axis: 1 })).toThrow(ShapeError);
    expect(() => split(a, 2, { axis: 1 })).toThrow(
      "split: axis 1 must divide into 2 equal sections; got x [2, 3]. Give the positions to cut at instead.",
    );
    expect(() => split(a, 0)).toThrow("split: sections must be a positive integer, or positions to cut at; got 0.");
    expect(() => split(a, [2, 1])).toThrow("split: positions must be integers in [0, 2] that ascend; got [2, 1].");
  });
});

describe("stack", () => {
  it("makes a new axis along which the arrays lie", () => {
    fc.assert(
      fc.property(floatArrays({ maxAxes: 2 }), fc.integer({ min: 1, max: 3 }), fc.nat(), (x, count, n) => {
        const place = (n % (2 * x.ndim + 2)) - x.ndim - 1;
        const at = place < 0 ? place + x.ndim + 1 : place;
        const list = Array.from({ length: count }, (_, i): NDArray => x.add(i));
        const y: NDArray = stack(list, { axis: place });
        expect(y.shape).toEqual(x.shape.toSpliced(at, 0, count));
        list.forEach((part, i) => {
          const index = y.shape.map((_: number, k: number) => (k === at ? i : ":"));
          expect(y.slice(...index).toArray()).toEqual(part.toArray());
        });
      }),
    );
  });

  it("stacks numbers, and promotes", () => {
    const y = stack([array(1, { dtype: "int8" }), array(2, { dtype: "uint8" })]);
    expect(y.toArray()).toEqual([1, 2]);
    expect(y.dtype).toBe("int16");
  });

  it("has derivatives", () => {
    checkVjp((a, b) => stack([a, b, a], { axis: 1 }), [arange(3), arange(3).add(5)]);
    checkJvp((a, b) => stack([a, b, a], { axis: 1 }), [arange(3), arange(3).add(5)]);
  });

  it("refuses shapes that differ, speaking of the arrays as they were given", () => {
    const [a, b, c]: NDArray[] = [zeros([2]), zeros([3]), zeros([2, 1])];
    expect(() => stack([a, b])).toThrow(ShapeError);
    expect(() => stack([a, b])).toThrow("stack: dimensions 2 and 3 differ; got arrays[0] [2] and arrays[1] [3].");
    expect(() => stack([a, c])).toThrow(
      "stack: arrays must have as many axes; got arrays[0] [2] and arrays[1] [2, 1].",
    );
    expect(() => stack([])).toThrow("stack: there must be at least one array; got an empty list.");
    expect(() => stack([a], { axis: 2 })).toThrow(
      "stack: axis must be an integer in [-2, 1] for a result of 2 axes; got 2.",
    );
  });
});
