import { describe, expect, it } from "vitest";
import { type NDArray, array, astype, complex, eye, mul, ones, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { DerivativeError } from "../errors.js";
import { ldlt } from "../ldlt/ldlt.js";
import { slogdet } from "./slogdet.js";
import { gallery, inDtype } from "../testing.js";

describe("slogdet", () => {
  it("is sign and logarithm of the determinant", () => {
    const { sign, logAbsDet } = slogdet(
      array([
        [1, 2],
        [3, 4],
      ]),
    );
    expect(sign.item()).toBe(-1);
    expect(logAbsDet.item()).toBeCloseTo(Math.log(2), 14);
  });

  it("neither over- nor underflows", () => {
    expect(slogdet(mul(eye(500), -1e-300)).logAbsDet.item()).toBeCloseTo(500 * Math.log(1e-300), 6);
    expect(slogdet(mul(eye(501), -1e300)).sign.item()).toBe(-1);
  });

  it("is 0 and −∞ for a singular matrix, 1 and 0 for an empty one", () => {
    const { sign, logAbsDet } = slogdet(stack([ones([2, 2]), eye(2)]) as NDArray);
    expect(sign.toArray()).toEqual([0, 1]);
    expect(logAbsDet.toArray()).toEqual([-Infinity, 0]);
    expect(slogdet(zeros([0, 0])).sign.item()).toBe(1);
    expect(slogdet(zeros([0, 0])).logAbsDet.item()).toBe(0);
  });

  it("vjp and jvp of the logarithm agree with differences; the sign is a constant", () => {
    const parts = (x: NDArray): NDArray[] => {
      const { sign, logAbsDet }: { sign: NDArray; logAbsDet: NDArray } = slogdet(x);
      return [sign, logAbsDet];
    };
    checkVjp(parts, gallery[0].build(4, 4));
    checkJvp(parts, gallery[0].build(4, 4));
    checkVjp((x) => slogdet(x).logAbsDet, stack([gallery[0].build(3, 3), eye(3)]));
  });

  it("of a complex matrix is a number on the unit circle and a real logarithm", () => {
    const z = complex(
      array([
        [1, 0],
        [5, 3],
      ]),
      array([
        [1, 0],
        [0, 4],
      ]),
    ) as NDArray;
    const { sign, logAbsDet } = slogdet(z); // (1 + i)·(3 + 4i) = −1 + 7i
    expect(logAbsDet.dtype).toBe("float64");
    expect(logAbsDet.item()).toBeCloseTo(Math.log(Math.sqrt(50)), 14);
    const [re, im] = sign.toTypedArray();
    expect(re).toBeCloseTo(-1 / Math.sqrt(50), 15);
    expect(im).toBeCloseTo(7 / Math.sqrt(50), 15);
    expect(slogdet(mul(z, 1e-300)).logAbsDet.item()).toBeCloseTo(Math.log(50) / 2 - 600 * Math.LN10, 10);
    expect(slogdet(mul(z, 0)).sign.toTypedArray()).toEqual(new Float64Array(2));
    expect(slogdet(astype(mul(z, 0), "complex64")).logAbsDet.item()).toBe(-Infinity);
  });

  it("vjp and jvp of the phase and the logarithm of a complex matrix agree with differences", () => {
    const parts = (x: NDArray): NDArray[] => {
      const { sign, logAbsDet }: { sign: NDArray; logAbsDet: NDArray } = slogdet(x);
      return [sign, logAbsDet];
    };
    const z = inDtype(gallery[0].build(4, 4), "complex128");
    checkVjp(parts, z);
    checkJvp(parts, z);
    checkVjp((x) => slogdet(x).logAbsDet, z);
    checkVjp((x) => slogdet(x).sign, z);
  });

  it("has no derivative at a singular matrix", () => {
    const singular = (f: (x: NDArray) => NDArray) => (): void => checkVjp(f, ones([2, 2]));
    expect(singular((x) => slogdet(x).logAbsDet)).toThrow(DerivativeError);
    expect(singular((x) => slogdet(x).logAbsDet)).toThrow(
      "slogdet: the derivative of log |det a| needs a nonsingular matrix, beside which it is −∞; got pivot 0 at index 1. Use det, " +
        "whose gradient is the matrix of cofactors at every matrix.",
    );
    expect(singular((x) => ldlt(x).logAbsDet())).toThrow(DerivativeError);
    expect(singular((x) => ldlt(x).logAbsDet())).toThrow(
      "logAbsDet: the derivative of log |det a| needs a nonsingular matrix",
    );
  });

  it("refuses rectangular matrices", () => {
    const wide: NDArray = ones([2, 3]);
    expect(() => slogdet(wide)).toThrow("slogdet: the last two axes must be equal; got a [2, 3].");
  });
});
