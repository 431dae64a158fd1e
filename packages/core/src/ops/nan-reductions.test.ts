import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ShapeError, ValueError, array, max, mean, min, sum, variance, zeros } from "../index.js";
import { checkVjp } from "../testing.js";
import { nanArgMax, nanArgMin } from "./nan-arg.js";
import { nanMax, nanMean, nanMin, nanStd, nanSum, nanVariance } from "./nan-reductions.js";

const holed = array([
  [1, NaN, 3],
  [NaN, NaN, NaN],
  [2, -Infinity, NaN],
]);

describe("the nan family", () => {
  it("is the plain reduction of the numbers that are left, over integers exactly", () => {
    const numbers = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 20 });
    const law = fc.property(numbers, fc.nat(), (list, n) => {
      const x = array(Float64Array.from(list));
      const y = array(Float64Array.from(list.toSpliced(n % list.length, 0, NaN)));
      expect(nanSum(y).item()).toBe(sum(x).item());
      expect(nanMean(y).item()).toBe(mean(x).item());
      expect(nanMax(y).item()).toBe(max(x).item());
      expect(nanMin(y).item()).toBe(min(x).item());
      expect(y.toArray()[nanArgMax(y).item() as number]).toBe(max(x).item());
      expect(y.toArray()[nanArgMin(y).item() as number]).toBe(min(x).item());
      const [a, b] = [nanVariance(y, { ddof: 1 }).item() as number, variance(x, { ddof: 1 }).item() as number];
      // Each of the two is (n + 3)·u + O(u²) off (Higham, Accuracy and Stability, 2002, §1.9); O(u²) is n times the square of the mean's
      // error, which is at most n·u·max|x| (Chan, Golub & LeVeque 1983).
      const [u, size] = [2 ** -53, list.length];
      expect(Math.abs(a - b)).toBeLessThanOrEqual(2 * (size + 4) * u * b + 2 * size * (size * u * 99) ** 2);
    });
    fc.assert(law);
  });

  it("of NaN only is 0 for a sum, NaN else", () => {
    expect(nanSum(holed, { axis: 1 }).toArray()).toEqual([4, 0, -Infinity]);
    expect(nanMean(holed, { axis: 1 }).toArray()).toEqual([2, NaN, -Infinity]);
    expect(nanMax(holed, { axis: 1 }).toArray()).toEqual([3, NaN, 2]);
    expect(nanMin(holed, { axis: 1, keepDims: true }).toArray()).toEqual([[1], [NaN], [-Infinity]]);
    expect(nanStd(array([NaN, 1]), { ddof: 1 }).item()).toBe(NaN);
    expect(nanArgMax(array([NaN, -Infinity])).item()).toBe(1);
    expect(nanSum(array([1, 2], { dtype: "int8" })).dtype).toBe("int32");
  });

  it("gives NaN no derivative", () => {
    const x = array([1, 4, 2]);
    checkVjp((y) => nanVariance(y), x);
    checkVjp((y) => nanStd(y), x);
  });

  it("refuses a choice among nothing", () => {
    expect(() => nanArgMax(holed, { axis: 1 })).toThrow(ValueError);
    expect(() => nanArgMax(holed, { axis: 1 })).toThrow(
      "nanArgMax: there must be a number to choose; got NaN only. Drop such slices, or fill them.",
    );
    expect(() => nanArgMin(zeros([0]))).toThrow(ShapeError);
    expect(() => nanArgMin(zeros([0]))).toThrow("nanArgMin: the reduced axis must not be empty; got x [0].");
    expect(() => nanSum([1] as never)).toThrow("nanSum: x must be an NDArray; got a list. Make one with array(…).");
    expect(() => nanVariance(holed, { ddof: "1" as never })).toThrow('nanVariance: ddof must be a number; got "1".');
  });
});
