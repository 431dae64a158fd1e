import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, arange, array, flip, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { type CorrelationMode, convolve, correlate } from "./correlate.js";

const lists = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 });
const modes = fc.constantFrom<CorrelationMode>("full", "same", "valid");

/** By the definition, then cut: "same" keeps the longer length from the middle, "valid" what overlaps whole. */
function naive(a: readonly number[], v: readonly number[], mode: CorrelationMode): number[] {
  const full = Array.from({ length: a.length + v.length - 1 }, (_, k) =>
    a.reduce((total, x, i) => total + x * (v[k - i] ?? 0), 0),
  );
  const [m, n] = [Math.min(a.length, v.length), Math.max(a.length, v.length)];
  if (mode === "full") return full;
  if (mode === "valid") return full.slice(m - 1, n);
  const first = Math.floor((m - 1) / 2);
  return full.slice(first, first + n);
}

describe("convolve and correlate", () => {
  it("are the sums of their definition, exactly over integers", () => {
    const law = fc.property(lists, lists, modes, (a, v, mode) => {
      const [x, y] = [a, v].map((list) => array(Float64Array.from(list)));
      expect(convolve(x, y, { mode }).add(0).toArray()).toEqual(naive(a, v, mode).map((c) => c + 0));
      const backwards = flip(y);
      if (mode === "full") expect(correlate(x, backwards, { mode }).toArray()).toEqual(convolve(x, y).toArray());
      else if (a.length >= v.length && mode === "valid") {
        expect(correlate(x, backwards).toArray()).toEqual(convolve(x, y, { mode }).toArray());
      }
    });
    fc.assert(law);
  });

  it("correlates a longer second vector as NumPy does", () => {
    const [a, v] = [array([1, 2]), array([1, 0, 3, 5])];
    expect(correlate(a, v, { mode: "full" }).toArray()).toEqual([5, 13, 6, 1, 2]);
    expect(correlate(a, v, { mode: "same" }).toArray()).toEqual([13, 6, 1, 2]);
    expect(correlate(a, v).toArray()).toEqual([13, 6, 1]);
  });

  it("keep integers, and read views", () => {
    const x = array([1, 2, 3], { dtype: "int32" });
    expect(convolve(x, x).toArray()).toEqual([1, 4, 10, 12, 9]);
    expect(convolve(x, x).dtype).toBe("int32");
    expect(convolve(array([9, 1, 9, 2]).slice("1::2"), array([1])).toArray()).toEqual([1, 2]);
  });

  it("have derivatives in both arguments", () => {
    const xs = [array([1, -2, 0.5, 3]), array([0.3, 2])];
    for (const mode of ["full", "same", "valid"] as const) {
      checkVjp((a, v) => convolve(a, v, { mode }), xs);
      checkJvp((a, v) => correlate(v, a, { mode }), xs);
    }
  });

  it("refuse what is no vector, what is empty, and other modes", () => {
    expect(() => convolve(zeros([2, 2]) as NDArray, arange(2))).toThrow(ShapeError);
    expect(() => convolve(zeros([2, 2]) as NDArray, arange(2))).toThrow(
      "convolve: a must have one axis; got a [2, 2].",
    );
    expect(() => correlate(arange(2), zeros([0]) as NDArray)).toThrow("correlate: v must not be empty; got v [0].");
    expect(() => convolve(arange(2), arange(2), { mode: "half" as "full" })).toThrow(ValueError);
    expect(() => convolve(arange(2), arange(2), { mode: "half" as "full" })).toThrow(
      'convolve: mode must be "full", "same" or "valid"; got "half".',
    );
  });
});
