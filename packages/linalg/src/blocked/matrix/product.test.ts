import { describe, expect, it } from "vitest";
import { type ElementType, type MatrixView, complex128, float64, workspace } from "@linnet/kernels";
import { conjugateInPlace } from "./complex-view.js";
import { copyMatrix } from "./copy.js";
import { product, divideByTriangle } from "./product.js";

/** Small integers, whose products and sums are exact. */
function integers(type: ElementType, rows: number, cols: number, seed: number): MatrixView {
  const a = workspace(type, rows, cols);
  for (let i = 0; i < a.data.length; i++) a.data[i] = ((i * 7 + seed * 13) % 11) - 5;
  return a;
}

function conjugateOf(a: MatrixView): MatrixView {
  const copy = workspace(a.type, a.rows, a.cols);
  copyMatrix(a, copy);
  conjugateInPlace(copy);
  return copy;
}

function elementsOf(a: MatrixView): number[] {
  const copy = workspace(a.type, a.rows, a.cols);
  copyMatrix(a, copy);
  return Array.from(copy.data);
}

describe("product", () => {
  it.each([
    [3, 4, 5],
    [1, 4, 5],
    [3, 1, 5],
    [20, 17, 30],
  ])("conjugates either operand, exactly for small integers: %i×%i, %i terms", (m, n, k) => {
    const [a, b, c] = [
      integers(complex128, m, k, 1),
      integers(complex128, k, n, 2),
      integers(complex128, m, n, 3),
    ] as const;
    for (const conjugated of ["neither", "a", "b"] as const) {
      const [actual, expected] = [conjugateOf(c), conjugateOf(c)];
      product(-2, a, b, 1, actual, conjugated);
      product(-2, conjugated === "a" ? conjugateOf(a) : a, conjugated === "b" ? conjugateOf(b) : b, 1, expected);
      expect(elementsOf(actual)).toEqual(elementsOf(expected));
      const turned = conjugateOf(c);
      const swapped = conjugated === "neither" ? "neither" : conjugated === "a" ? "b" : "a";
      product(-2, b.T, a.T, 1, turned.T, swapped);
      expect(elementsOf(turned)).toEqual(elementsOf(expected));
    }
  });

  it("takes a real operand for its conjugate", () => {
    const [a, c] = [integers(float64, 4, 4, 1), integers(float64, 4, 4, 2)];
    product(1, a, a, 0, c, "a");
    const expected = workspace(float64, 4, 4);
    product(1, a, a, 0, expected);
    expect(elementsOf(c)).toEqual(elementsOf(expected));
  });
});

describe("divideByTriangle", () => {
  it.each([
    [5, 1],
    [5, 4],
    [40, 6],
  ])("undoes a product with T, or with its conjugate, on rows and on columns: %i×%i", (k, n) => {
    for (const type of [float64, complex128]) {
      const t = integers(type, k, k, 4);
      const parts = type === complex128 ? 2 : 1;
      // a unit diagonal and small integers above few places: T⁻¹ is exact too
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) {
          const at = parts * (t.offset + i * t.rowStride + j);
          for (let part = 0; part < parts; part++)
            t.data[at + part] = i === j ? 1 - part : i === j + 2 && j % 4 < 2 ? part + 1 : 0;
        }
      }
      const x = integers(type, k, n, 5);
      for (const conjugate of [false, true]) {
        const b = conjugateOf(x);
        product(1, conjugate ? conjugateOf(t) : t, x, 0, b);
        const turned = workspace(type, n, k);
        copyMatrix(b.T, turned);
        divideByTriangle(t, "lower", "nonunit", b, conjugate);
        divideByTriangle(t, "lower", "nonunit", turned.T, conjugate);
        expect(elementsOf(b)).toEqual(elementsOf(x));
        expect(elementsOf(turned.T)).toEqual(elementsOf(x));
      }
    }
  });
});
