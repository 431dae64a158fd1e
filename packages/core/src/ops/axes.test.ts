import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexError, type NDArray, ShapeError, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { expandDims, squeeze } from "./axes.js";

describe("expandDims and squeeze", () => {
  it("undo each other, at any place, without a copy", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 3 }), fc.nat(), (x, n) => {
        const place = (n % (2 * x.ndim + 2)) - x.ndim - 1;
        const y = expandDims(x, place);
        expect(y.shape).toEqual(x.shape.toSpliced(place < 0 ? place + x.ndim + 1 : place, 0, 1));
        expect(y.storage).toBe(x.storage);
        expect(squeeze(y, place).toArray()).toEqual(x.toArray());
      }),
    );
  });

  it("squeeze takes all axes of length 1 when none is given, or several", () => {
    const x: NDArray = zeros([1, 2, 1, 3, 1]);
    expect(squeeze(x).shape).toEqual([2, 3]);
    expect(squeeze(x, [0, -1]).shape).toEqual([2, 1, 3]);
    expect(squeeze(zeros([0, 2])).shape).toEqual([0, 2]);
    expect(squeeze(zeros([])).shape).toEqual([]);
  });

  it("have derivatives that reshape", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 2, maxLength: 3 }), (x) => {
        checkVjp((y) => squeeze(expandDims(y, 1), 1), x);
        checkJvp((y) => expandDims(y, -1), x);
      }),
      { numRuns: 20 },
    );
  });

  it("refuse axes that are not there, or longer than 1", () => {
    const x: NDArray = zeros([2, 1]);
    expect(() => expandDims(x, 3)).toThrow(IndexError);
    expect(() => expandDims(x, 3)).toThrow(
      "expandDims: axis must be an integer in [-3, 2] for a result of 3 axes; got 3.",
    );
    expect(() => squeeze(x, 0)).toThrow(ShapeError);
    expect(() => squeeze(x, 0)).toThrow(
      "squeeze: axis 0 must have length 1; got x [2, 1]. Take a part with slice, or reduce it.",
    );
    expect(() => squeeze(x, 2)).toThrow("squeeze: axis must be an integer in [-2, 1] for an array of 2 axes; got 2.");
  });
});
