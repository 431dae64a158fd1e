import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  array,
  complex,
  concat,
  diag,
  eye,
  imag,
  mul,
  neg,
  ones,
  real,
  stack,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { DerivativeError } from "../errors.js";
import { cond } from "./cond.js";
import { gallery, inDtype } from "../testing.js";

describe("cond", () => {
  it("is s₁/sₖ, or ‖A‖·‖A⁻¹‖ in another norm", () => {
    expect(cond(diag(array([4, 2, 1]))).item()).toBe(4);
    expect(cond(diag(array([4, 2, 1])), { ord: -2 }).item()).toBe(0.25);
    expect(
      cond(
        array([
          [1, 2],
          [3, 4],
        ]),
        { ord: 1 },
      ).item(),
    ).toBeCloseTo(21, 10);
    expect(
      cond(
        array([
          [1, 2],
          [3, 4],
        ]),
        { ord: Infinity },
      ).item(),
    ).toBeCloseTo(21, 10);
    expect(
      cond(
        array([
          [1, 2],
          [3, 4],
        ]),
        { ord: "fro" },
      ).item(),
    ).toBeCloseTo(15, 10);
  });

  it("takes rectangular matrices in the 2-norm", () => {
    expect(
      cond(
        array([
          [3, 0],
          [0, 1],
          [0, 0],
        ]),
      ).item(),
    ).toBe(3);
  });

  it("knows the condition of the Hilbert matrix of order 5, 476607.25024", () => {
    const hilbert = gallery.find(({ name }) => name === "Hilbert");
    expect(cond((hilbert ?? gallery[0]).build(5, 5)).item() / 476607.25024175976).toBeCloseTo(1, 9);
  });

  it("is Infinity for singular matrices, one number per matrix", () => {
    const batch = stack([eye(2), ones([2, 2]), zeros([2, 2])]) as NDArray;
    expect(cond(batch, { ord: 1 }).toArray()).toEqual([1, Infinity, Infinity]);
    expect(cond(zeros([2, 2])).item()).toBe(Infinity);
  });

  it.each(["complex64", "complex128"] as const)(
    "of %s is real: κ₂ is that of its real image, and no phase changes κ",
    (dtype) => {
      const epsilon = dtype === "complex64" ? 2 ** -23 : 2 ** -52;
      const z = inDtype(gallery[0].build(6, 6), dtype);
      const image = concat([concat([real(z), neg(imag(z))], { axis: 1 }), concat([imag(z), real(z)], { axis: 1 })], {
        axis: 0,
      }) as NDArray; // every singular value of z twice
      const kappa = cond(z).item();
      expect(cond(z).dtype).toBe(dtype === "complex64" ? "float32" : "float64");
      // a singular value moves by at most p(n)·ε·s₁, by Weyl; p(n) = 30·n is LAPACK's
      expect(Math.abs(kappa / cond(image).item() - 1)).toBeLessThanOrEqual(2 * 30 * 12 * epsilon * kappa);
      const turned = mul(z, complex(array(0.6), array(0.8)).astype(dtype)) as NDArray;
      for (const ord of ["fro", "nuc", 1, -1, 2, -2, Infinity, -Infinity] as const) {
        const straight = cond(z, { ord }).item();
        expect(Math.abs(cond(turned, { ord }).item() / straight - 1)).toBeLessThanOrEqual(2 * 30 * 6 * epsilon * kappa);
      }
    },
  );

  it("has no derivative where it is Infinity", () => {
    for (const ord of [2, "fro"] as const) {
      expect(() => checkVjp((x) => cond(x, { ord }), zeros([2, 2]))).toThrow(DerivativeError);
      expect(() => checkVjp((x) => cond(x, { ord }), zeros([2, 2]))).toThrow(
        "cond: the derivative needs a finite condition; got a singular matrix. Use matrixNorm with ord -2, the distance to the " +
          "nearest singular matrix.",
      );
    }
  });

  it("of complex matrices is Infinity for singular ones, and has derivatives", () => {
    const row = complex(array([[1, 2]]), array([[-1, 0.5]])) as NDArray;
    const singular = concat([row, mul(row, 2)]) as NDArray;
    expect(cond(stack([singular, inDtype(gallery[2].build(2, 2), "complex128")]) as NDArray, { ord: 1 }).shape).toEqual(
      [2],
    );
    expect(cond(singular, { ord: "fro" }).item()).toBe(Infinity);
    for (const ord of [2, -2, "fro", 1, Infinity, "nuc"] as const) {
      checkVjp((x) => cond(x, { ord }), inDtype(gallery[0].build(3, 3), "complex128"));
      checkJvp((x) => cond(x, { ord }), inDtype(gallery[0].build(3, 3), "complex128"));
    }
  });

  it("does not see powers of two, near over- and underflow too", () => {
    for (const [dtype, exponent] of [
      ["float64", 1000],
      ["complex128", 1000],
      ["float32", 120],
      ["complex64", 120],
    ] as const) {
      const a = inDtype(gallery[0].build(5, 5), dtype).mul(4) as NDArray;
      for (const ord of ["fro", "nuc", 1, -1, Infinity, -Infinity] as const) {
        for (const power of [2 ** exponent, 2 ** -exponent]) {
          expect(cond(mul(a, power) as NDArray, { ord }).item()).toBe(cond(a, { ord }).item());
        }
      }
      const bound = 2 * 30 * 5 * (exponent > 200 ? 2 ** -52 : 2 ** -23) * cond(a).item();
      expect(Math.abs(cond(mul(a, 2 ** -exponent) as NDArray).item() / cond(a).item() - 1)).toBeLessThanOrEqual(bound);
    }
    expect(cond(mul(eye(3), 2 ** -1074), { ord: 1 }).item()).toBe(1);
  });

  it("vjp agrees with differences", () => {
    checkVjp((x) => cond(x), gallery[0].build(4, 4));
    checkVjp((x) => cond(x, { ord: "fro" }), gallery[0].build(3, 3));
  });

  it("refuses what has no condition", () => {
    expect(() => cond(zeros([0, 0]))).toThrow(ShapeError);
    expect(() => cond(zeros([0, 0]))).toThrow("cond: a must not be empty; got a [0, 0].");
    expect(() => cond(array([[true]]))).toThrow(DTypeError);
    expect(() => cond(array([[true]]))).toThrow(
      'cond: a must be real or complex numbers; got a bool. Convert it first: x.astype("float64").',
    );
    const wrong = array([
      [1, 2],
      [NaN, Infinity],
    ]);
    for (const ord of [1, 2]) {
      expect(() => cond(wrong, { ord })).toThrow(
        "cond: a must be finite; got NaN at index [1, 0]. Remove or impute such entries.",
      );
    }
    expect(() => cond(eye(2), { ord: 3 })).toThrow(
      'cond: ord must be "fro", "nuc", 1, 2, Infinity, -1, -2 or -Infinity; got 3.',
    );
    const wide: NDArray = ones([2, 3]);
    expect(() => cond(wide, { ord: 1 })).toThrow("cond: the last two axes must be equal; got a [2, 3].");
  });
});
