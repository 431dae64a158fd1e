import type { Inputs } from "./code.js";

/** What the eigenvalues of a 2 × 2 matrix are. */
export type Spectrum =
  | { readonly kind: "two"; readonly values: readonly [smaller: number, larger: number] }
  /** One eigenvalue twice: with one direction only, or with all. */
  | { readonly kind: "defective" | "all"; readonly value: number }
  | { readonly kind: "complex"; readonly re: number; readonly im: number };

/** Discriminants of less than this, in the size of A squared, are 0: finer than a pointer can be. */
const NEGLIGIBLE = 1e-12;

/** The roots of λ² − trace·λ + det, by (a − d)² + 4·b·c, which does not cancel as trace² − 4·det does. */
export function spectrumOf([[a, b], [c, d]]: Inputs["A"]): Spectrum {
  const discriminant = (a - d) ** 2 + 4 * b * c;
  const size = Math.max(...[a, b, c, d].map(Math.abs));
  const middle = (a + d) / 2;
  if (Math.abs(discriminant) <= NEGLIGIBLE * size ** 2) {
    const isScaling = Math.max(Math.abs(b), Math.abs(c), Math.abs(a - d)) <= NEGLIGIBLE * size;
    return { kind: isScaling ? "all" : "defective", value: middle };
  }
  const half = Math.sqrt(Math.abs(discriminant)) / 2;
  if (discriminant < 0) return { kind: "complex", re: middle, im: half };
  return { kind: "two", values: [middle - half, middle + half] };
}
