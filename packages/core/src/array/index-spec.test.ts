import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexError, ValueError } from "../errors.js";
import { resolveIndex, selectedShape } from "./index-spec.js";
import type { IndexSpec } from "./typed-index.js";

/** Python's `range(*slice(start, stop, step).indices(n))`, by walking. */
function walked(n: number, start: number | null, stop: number | null, step: number): number[] {
  const out: number[] = [];
  const low = start === null ? (step > 0 ? 0 : n - 1) : start < 0 ? start + n : start;
  const high = stop === null ? (step > 0 ? n : -1) : stop < 0 ? Math.max(stop + n, -1) : stop;
  // The positions low, low + step, … that lie in the axis and before high; a start outside is cut to its edge.
  const first = step > 0 ? Math.max(low, 0) : Math.min(low, n - 1);
  for (let i = first; step > 0 ? i < Math.min(high, n) : i > high && i >= 0; i += step) out.push(i);
  return out;
}

const bound = fc.option(fc.integer({ min: -9, max: 9 }), { nil: null });

describe("resolveIndex", () => {
  it("follows Python's rule for start:stop:step", () => {
    fc.assert(
      fc.property(
        fc.nat(6),
        bound,
        bound,
        fc.integer({ min: -4, max: 4 }).filter((k) => k !== 0),
        (n, start, stop, step) => {
          const spec: IndexSpec = `${start ?? ""}:${stop ?? ""}:${step}`;
          const { starts, steps, counts } = resolveIndex("slice", [spec], [n]);
          const got = Array.from({ length: counts[0] }, (_, i) => starts[0] + i * steps[0]);
          expect(got).toEqual(walked(n, start, stop, step));
        },
      ),
    );
  });

  it("gives every axis that is not named to the ellipsis, at the end when there is none", () => {
    const shape = [2, 3, 4, 5];
    expect(selectedShape(resolveIndex("slice", ["...", 0], shape))).toEqual([2, 3, 4]);
    expect(selectedShape(resolveIndex("slice", [0, "...", 0], shape))).toEqual([3, 4]);
    expect(selectedShape(resolveIndex("slice", [0, 0, 0, "...", 0], shape))).toEqual([]);
    expect(selectedShape(resolveIndex("slice", [":1"], shape))).toEqual([1, 3, 4, 5]);
    expect(selectedShape(resolveIndex("slice", [null, "...", null], shape))).toEqual([1, 2, 3, 4, 5, 1]);
  });

  const grammar = 'slice: an index must be an integer, "start:stop:step", "..." or null';
  it.each<[string, unknown[], number[], new (...args: never[]) => Error, string]>([
    [
      "an integer past the end",
      [2],
      [2],
      IndexError,
      "slice: axis 0 of an array [2] takes an integer in [-2, 1]; got 2.",
    ],
    ["a fraction", [0.5], [2], IndexError, "slice: axis 0 of an array [2] takes an integer in [-2, 1]; got 0.5."],
    [
      "NaN",
      [0, Number.NaN],
      [2, 3],
      IndexError,
      "slice: axis 1 of an array [2, 3] takes an integer in [-3, 2]; got NaN.",
    ],
    [
      "an integer into nothing",
      [0],
      [0, 2],
      IndexError,
      "slice: axis 0 of an array [0, 2] cannot be indexed, as its length is 0; got 0.",
    ],
    [
      "too many",
      [0, ":", 1],
      [2, 2],
      IndexError,
      "slice: an array of 2 axes takes at most 2 indices; got 3. A new axis is written null.",
    ],
    ["two ellipses", ["...", "..."], [2], ValueError, 'slice: "..." may stand only once in an index; got 2 of them.'],
    ["a step of zero", ["1:2:0"], [2], ValueError, 'slice: the step of a slice must not be 0; got "1:2:0".'],
    ["three colons", ["1:2:3:4"], [9], ValueError, `${grammar}; got "1:2:3:4". Write for example "1:10:2" or "::-1".`],
    ["a word", ["all"], [9], ValueError, `${grammar}; got "all". Write for example "1:10:2" or "::-1".`],
    [
      "a fraction in a string",
      ["0.5:"],
      [9],
      ValueError,
      `${grammar}; got "0.5:". Write for example "1:10:2" or "::-1".`,
    ],
    [
      "a list",
      [[0, 1]],
      [9],
      ValueError,
      `${grammar}; got a list. Arrays as indices are taken by the functions slice(x, …) and withValue(x, index, value).`,
    ],
    [
      "a boolean",
      [true],
      [9],
      ValueError,
      `${grammar}; got true. Arrays as indices are taken by the functions slice(x, …) and withValue(x, index, value).`,
    ],
  ])("refuses %s", (_, index, shape, error, message) => {
    const resolve = (): unknown => resolveIndex("slice", index as IndexSpec[], shape);
    expect(resolve).toThrow(error);
    expect(resolve).toThrow(message);
  });
});
