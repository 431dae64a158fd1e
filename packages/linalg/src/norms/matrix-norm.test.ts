import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ValueError,
  abs,
  adjoint,
  array,
  concat,
  imag,
  mul,
  neg,
  ones,
  real,
  stack,
  zeros,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { epsilonOf } from "../operand/epsilon.js";
import { type MatrixOrd, matrixNorm } from "./matrix-norm.js";
import { THRESHOLD, gallery, inDtype, inexactTypes } from "../testing.js";

const a = array([
  [1, -2],
  [3, 4],
]);
const orders: readonly MatrixOrd[] = ["fro", "nuc", 1, -1, 2, -2, Infinity, -Infinity];

describe("matrixNorm", () => {
  it("is the norm that its name says", () => {
    expect(matrixNorm(a).item()).toBeCloseTo(Math.sqrt(30), 14);
    expect(matrixNorm(a, { ord: 1 }).item()).toBe(6);
    expect(matrixNorm(a, { ord: -1 }).item()).toBe(4);
    expect(matrixNorm(a, { ord: Infinity }).item()).toBe(7);
    expect(matrixNorm(a, { ord: -Infinity }).item()).toBe(3);
    // s₁² + s₂² = 30 and s₁·s₂ = |det| = 10
    const s1 = Math.sqrt(15 + Math.sqrt(125));
    expect(matrixNorm(a, { ord: 2 }).item()).toBeCloseTo(s1, 13);
    expect(matrixNorm(a, { ord: -2 }).item()).toBeCloseTo(10 / s1, 13);
    expect(matrixNorm(a, { ord: "nuc" }).item()).toBeCloseTo(s1 + 10 / s1, 13);
  });

  it("does not over- or underflow before the norm does", () => {
    for (const scale of [1e-200, 1e200]) {
      for (const ord of orders) {
        expect(matrixNorm(mul(a, scale), { ord }).item() / scale).toBeCloseTo(matrixNorm(a, { ord }).item(), 10);
      }
    }
  });

  it.each(["complex64", "complex128"] as const)("of %s is real, and agrees with that of its real image", (dtype) => {
    const epsilon = dtype === "complex64" ? 2 ** -23 : 2 ** -52;
    for (const [m, n] of [
      [1, 1],
      [4, 4],
      [7, 3],
      [3, 10],
      [30, 20],
    ]) {
      const z = inDtype(gallery[0].build(m, n), dtype);
      const image = concat([concat([real(z), neg(imag(z))], { axis: 1 }), concat([imag(z), real(z)], { axis: 1 })], {
        axis: 0,
      }) as NDArray; // every singular value of z twice
      const bound = THRESHOLD * (m + n) * epsilon * matrixNorm(image).item();
      const distance = (ord: MatrixOrd, multiple: number): number =>
        Math.abs(multiple * matrixNorm(z, { ord }).item() - matrixNorm(image, { ord }).item());
      expect(matrixNorm(z).dtype).toBe(dtype === "complex64" ? "float32" : "float64");
      expect(distance("fro", Math.SQRT2)).toBeLessThanOrEqual(bound);
      expect(distance("nuc", 2)).toBeLessThanOrEqual(bound * Math.min(m, n));
      expect(distance(2, 1)).toBeLessThanOrEqual(bound);
      expect(distance(-2, 1)).toBeLessThanOrEqual(bound);
      for (const ord of [1, -1, Infinity, -Infinity]) {
        expect(matrixNorm(z, { ord }).item()).toBe(matrixNorm(abs(z) as NDArray, { ord }).item());
      }
      expect(matrixNorm(z, { ord: 1 }).item()).toBeCloseTo(matrixNorm(adjoint(z), { ord: Infinity }).item(), 4);
    }
    expect(matrixNorm(zeros([2, 0, 3], { dtype })).dtype).toBe(dtype === "complex64" ? "float32" : "float64");
  });

  it.each(inexactTypes)("keeps the inequalities between norms to 30·n·ε, over the gallery in %s", (dtype) => {
    for (const { name, build } of gallery) {
      for (const [m, n] of [
        [1, 1],
        [2, 2],
        [10, 10],
        [3, 10],
        [50, 30],
      ]) {
        const a = inDtype(build(m, n), dtype);
        const [fro, nuc, one, least, two, smallest, rows, leastRow] = orders.map((ord) =>
          matrixNorm(a, { ord }).item(),
        );
        const k = Math.min(m, n);
        const slack = 1 + THRESHOLD * (m + n) * epsilonOf(a.type);
        const ordered: readonly (readonly [number, number])[] = [
          [smallest, two],
          [two, fro],
          [fro, nuc],
          [fro, Math.sqrt(k) * two],
          [nuc, Math.sqrt(k) * fro],
          [two ** 2, one * rows],
          [one, Math.sqrt(m) * two],
          [rows, Math.sqrt(n) * two],
          [least, one],
          [leastRow, rows],
        ]; // Golub & Van Loan, §2.3.2
        ordered.forEach(([less, more], i) => expect(less, `${name} ${m}×${n}, ${i}`).toBeLessThanOrEqual(more * slack));
      }
    }
  });

  it("is one number per matrix, 0 for an empty one, and promotes integers", () => {
    for (const ord of orders) {
      expect(matrixNorm(stack([a, mul(a, 2)]) as NDArray, { ord }).shape).toEqual([2]);
      expect(matrixNorm(zeros([0, 3]), { ord }).item()).toBe(0);
    }
    expect(matrixNorm(array([[3, 4]], { dtype: "int32" })).item()).toBe(5);
  });

  it.each(orders.map((ord) => [ord]))("vjp and jvp agree with differences, ord %s", (ord) => {
    checkVjp((x) => matrixNorm(x, { ord }), gallery[0].build(4, 3));
    checkJvp((x) => matrixNorm(x, { ord }), gallery[0].build(4, 3));
  });

  it.each(orders.map((ord) => [ord]))("vjp and jvp of complex matrices agree with differences, ord %s", (ord) => {
    const z = inDtype(gallery[0].build(4, 3), "complex128");
    checkVjp((x) => matrixNorm(x, { ord }), z);
    checkJvp((x) => matrixNorm(x, { ord }), z);
  });

  it("refuses another ord, and vectors", () => {
    expect(() => matrixNorm(a, { ord: 3 })).toThrow(ValueError);
    expect(() => matrixNorm(a, { ord: 3 })).toThrow(
      'matrixNorm: ord must be "fro", "nuc", 1, 2, Infinity, -1, -2 or -Infinity; got 3.',
    );
    const vector: NDArray = ones([3]);
    expect(() => matrixNorm(vector)).toThrow("matrixNorm: a must have at least two axes; got a [3].");
  });
});
