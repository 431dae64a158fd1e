import { DTypeError, type NDArray, abs, array, exp, mul, square, sum } from "@linnet/core";
import { floatArrays } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradients } from "./check-gradients.js";
import { GradientError } from "./errors.js";
import { stopGradient } from "./stop-gradient.js";

describe("checkGradients", () => {
  it("accepts right gradients, float32 too", () => {
    for (const dtype of ["float64", "float32"] as const) {
      fc.assert(
        fc.property(floatArrays({ low: -2, high: 2, dtype, maxAxes: 2 }), (x) =>
          checkGradients((a: NDArray) => sum(mul(exp(a), square(a))), [x]),
        ),
        { numRuns: 30 },
      );
    }
  });

  it("says where they differ, the worst first", () => {
    const f = (t: { w: NDArray }, a: NDArray): NDArray => sum(mul(stopGradient(t.w), mul(t.w, a)));
    const run = (): void => checkGradients(f, [{ w: array([[0, 3]]) }, array([1, 2])]);
    expect(run).toThrow(GradientError);
    expect(run).toThrow(
      /^checkGradients: the gradient must agree with central differences to \S+; got 6 where they give 1[12]\.?\d* at argument 0\.w\[0, 1\], the worst of 1 among 4 elements\. Look at the rules of the operations in between, and for a kink at this point\.$/,
    );
    try {
      run();
    } catch (error) {
      const [mismatch] = (error as GradientError).mismatches;
      expect(mismatch).toMatchObject({ argument: 0, path: "w", index: [0, 1], gradient: 6 });
    }
  });

  it("reports a kink and a NaN as differences", () => {
    expect(() => checkGradients((a: NDArray) => sum(mul(abs(a), array([1, 1]))), [array([1, 0])])).not.toThrow();
    expect(() => checkGradients((a: NDArray) => sum(abs(a.add(1e-6))), [array([1, 0])])).toThrow(GradientError);
    expect(() => checkGradients((a: NDArray) => sum(a.pow(0.5)), [array([0])])).toThrow(GradientError);
  });

  it("compares as many elements as it is told to", () => {
    const wrong = (a: NDArray): NDArray => sum(mul(stopGradient(a), a));
    const run = (): void => checkGradients(wrong, [array(new Float64Array(1000).fill(1))], { elements: 10 });
    expect(run).toThrow("the worst of 10 among 10 elements");
  });

  it("refuses options that would compare nothing", () => {
    const run = (): void => checkGradients((a: NDArray) => sum(a), [array([1])], { elements: Number.NaN });
    expect(run).toThrow("checkGradients: elements must be a positive number; got NaN.");
  });

  it("refuses arguments without floats", () => {
    expect(() => checkGradients((a: NDArray) => a, [array([1], { dtype: "int32" })])).toThrow(DTypeError);
  });
});
