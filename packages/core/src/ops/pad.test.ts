import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type IndexSpec, type NDArray, ShapeError, ValueError, arange, array, slice, zeros } from "../index.js";
import { checkJvp, checkVjp, floatArrays, floatViews } from "../testing.js";
import { type PadMode, pad } from "./pad.js";

const modes = ["edge", "reflect", "symmetric", "wrap"] as const;

/** What stands at place i beside n elements, walked there step by step from inside. */
function walked(mode: PadMode, i: number, n: number): number {
  let [at, direction, rest] = i < 0 ? [0, -1, -i] : [n - 1, 1, i - n + 1];
  if (i >= 0 && i < n) return i;
  for (; rest > 0; rest--) {
    const isOutside = at + direction < 0 || at + direction >= n;
    if (!isOutside) at += direction;
    else if (mode === "wrap") at = direction < 0 ? n - 1 : 0;
    else if (mode === "symmetric") direction = -direction;
    else if (mode === "reflect" && n > 1) at += direction = -direction;
  }
  return at;
}

describe("pad", () => {
  it("puts a border around, which slice takes away again", () => {
    const width = fc.tuple(fc.nat(2), fc.nat(2));
    const padded = floatArrays({ minAxes: 1, maxAxes: 3, maxLength: 3 }).chain((x) =>
      fc.tuple(fc.constant(x), fc.array(width, { minLength: x.ndim, maxLength: x.ndim })),
    );
    fc.assert(
      fc.property(padded, ([x, widths]) => {
        const y: NDArray = pad(x, widths, { value: 99 });
        const inside = widths.map(([before], i): IndexSpec => `${before}:${before + x.shape[i]}`);
        expect(slice(y, ...inside).toArray()).toEqual(x.toArray());
        expect(y.toTypedArray().filter((v) => v === 99)).toHaveLength(y.size - x.size);
      }),
    );
  });

  it("takes one width for all sides, and pads with zero by default", () => {
    expect(pad(array([[1]]), 1).toArray()).toEqual([
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(pad(zeros([0]), 1).toArray()).toEqual([0, 0]);
    expect(pad(array([true]), 1, { value: 5 }).toArray()).toEqual([true, true, true]);
  });

  it("has the derivatives of the part inside", () => {
    fc.assert(
      fc.property(floatViews({ maxAxes: 2, maxLength: 3 }), (x) => {
        checkVjp((y) => pad(y, 1, { value: 3 }), x);
        checkJvp((y) => pad(y, 1, { value: 3 }), x);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses widths that are negative or do not match the axes", () => {
    const x: NDArray = zeros([2, 3]);
    expect(() => pad(x, -1)).toThrow(ValueError);
    expect(() => pad(x, -1)).toThrow("pad: widths must be integers ≥ 0; got -1. Use slice to take elements away.");
    expect(() => pad(x, [[1, 1]])).toThrow(ShapeError);
    expect(() => pad(x, [[1, 1]])).toThrow(
      "pad: widths must have one pair [before, after] for each axis; got x [2, 3] and widths [1].",
    );
  });

  it.each(modes)("%s: continues each axis by its rule, however far", (mode) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(12), fc.nat(12), (n, before, after) => {
        const places = Array.from({ length: before + n + after }, (_, i) => walked(mode, i - before, n));
        expect(pad(arange(n), [[before, after]], { mode }).toArray()).toEqual(places);
        const rows = pad(
          arange(2 * n).reshape([2, n]),
          [
            [0, 0],
            [before, after],
          ],
          { mode },
        );
        expect(rows.toArray()).toEqual([places, places.map((k) => k + n)]);
      }),
    );
  });

  it.each(modes)("%s: has derivatives, every copy adding to its original", (mode) => {
    const x: NDArray = arange(6).reshape([2, 3]).T;
    checkVjp((y) => pad(y, 2, { mode }), x);
    checkJvp((y) => pad(y, 2, { mode }), x);
  });

  it("keeps the shape where nothing is added, as another array", () => {
    const x = zeros([0, 2]);
    expect(pad(x, 0, { mode: "wrap" })).not.toBe(x);
    expect(
      pad(
        x,
        [
          [0, 0],
          [1, 0],
        ],
        { mode: "edge" },
      ).shape,
    ).toEqual([0, 3]);
    expect(pad(zeros([]), 3, { mode: "edge" }).item()).toBe(0);
  });

  it("refuses to repeat what is not there, and other modes", () => {
    expect(() => pad(zeros([0]), 1, { mode: "edge" })).toThrow(ValueError);
    expect(() => pad(zeros([0]), 1, { mode: "edge" })).toThrow(
      "pad: axis 0 must have elements to repeat; got an empty one.",
    );
    expect(() => pad(zeros([2]), 1, { mode: "mirror" as PadMode })).toThrow(
      'pad: mode must be one of constant, edge, reflect, symmetric, wrap; got "mirror".',
    );
  });
});
