import { expect } from "vitest";
import { realType } from "../complex/parts.js";
import type { ElementType } from "../element-type.js";
import type { Plan } from "./pages.js";
import { gamma } from "./tolerance.js";

/** Real and imaginary part, which is 0 of real numbers. */
export type Complex = readonly [re: number, im: number];
export type Rows = Complex[][];

/** Matrix number `at` in a row-major list of numbers, complex ones as two each. */
export function rowsOf(values: readonly number[], m: number, n: number, type: ElementType, at = 0): Rows {
  const parts = type.kind === "complex" ? 2 : 1;
  const number = (i: number): Complex => [values[i * parts], parts === 2 ? values[i * parts + 1] : 0];
  return Array.from({ length: m }, (_, i) => Array.from({ length: n }, (__, j) => number((at * m + i) * n + j)));
}

/** The matrices that a plan begins with: of its last two axes, as many as there are before them. */
export function initialRows({ type, shape, value }: Plan): Rows[] {
  const [m, n] = shape.slice(-2);
  const parts = type.kind === "complex" ? 2 : 1;
  const count = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  const list = Array.from({ length: count * m * n * parts }, (_, i) => new type.array([value(i)])[0]);
  return Array.from({ length: count }, (_, at) => rowsOf(list, m, n, type, at));
}

export function conjugateTransposed(a: Rows): Rows {
  return a[0].map((_, j) => a.map((row): Complex => [row[j][0], -row[j][1]]));
}

/** A bound of n operations: a complex one errs by at most √2·γ₂ where a real one errs by u (Higham 2002, lemma 3.5). */
export function gammaOf(n: number, type: ElementType): number {
  return type.kind === "complex" ? gamma(4 * n, realType(type)) : gamma(n, type);
}

/** |A·B − C| ≤ γ·(|A|·|B| + |C|), element by element. */
export function expectProduct(a: Rows, b: Rows, c: Rows, factor: number): void {
  a.forEach((row, i) =>
    c[i].forEach(([re, im], j) => {
      let [x, y, size] = [-re, -im, Math.hypot(re, im)];
      row.forEach(([p, q], k) => {
        const [r, s] = b[k][j];
        x += p * r - q * s;
        y += p * s + q * r;
        size += Math.hypot(p, q) * Math.hypot(r, s);
      });
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(factor * size + 1e-300);
    }),
  );
}
