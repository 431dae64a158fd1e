import type { Point } from "../draw/plane.js";

/** A 2 × 2 matrix by rows: [a, b, c, d] for a b over c d. */
export type TwoByTwo = readonly [a: number, b: number, c: number, d: number];

/** A = U·diag(σ₁, ±σ₂)·Vᵀ with rotations U and V; the sign is that of det A. */
export interface Singular {
  /** σ₁ ≥ σ₂ ≥ 0. */
  readonly values: Point;
  /** Unit vectors that A takes to `values` times {@link left}. */
  readonly right: readonly [Point, Point];
  readonly left: readonly [Point, Point];
}

/** Two eigenvalues, real ones with a unit eigenvector each, or a conjugate pair. */
export type Eigen =
  | { readonly kind: "real"; readonly values: Point; readonly vectors: readonly Point[]; readonly every: boolean }
  | { readonly kind: "pair"; readonly re: number; readonly im: number };

/**
 * The determinant a·d − b·c to two units in the last place, however much the products cancel.
 *
 *     det A = (p − q) + (eₚ − e_q) with p = fl(a·d), q = fl(b·c) and their rounding errors
 *
 * @see Jeannerod, Louvet and Muller 2013, Further analysis of Kahan's algorithm for the accurate computation of 2 × 2 determinants;
 *   Dekker 1971 for the error of a product without a fused multiply-add
 */
export function det2(matrix: TwoByTwo): number {
  const scale = powerOfTwoAbove(matrix);
  if (scale === 0) return 0;
  const [a, b, c, d] = matrix.map((x) => x / scale);
  return differenceOfProducts(a, d, b, c) * scale * scale;
}

/**
 * Singular values and vectors in closed form.
 *
 *     A = E·I + F·diag(1, −1) + G·(0 1; 1 0) + H·(0 −1; 1 0);  σ₁ = |(E, H)| + |(F, G)|, σ₂ = |det A| / σ₁
 *
 * @remarks σ₂ as the difference of the two lengths would lose its digits where A is nearly singular; by the determinant it keeps them.
 * @see Blinn 1996, Consider the lowly 2 × 2 matrix, IEEE Computer Graphics and Applications 16(2)
 */
export function svd2(matrix: TwoByTwo): Singular {
  const scale = powerOfTwoAbove(matrix);
  if (scale === 0) return { values: [0, 0], right: [[1, 0], [0, 1]], left: [[1, 0], [0, 1]] }; // prettier-ignore
  const [a, b, c, d] = matrix.map((x) => x / scale);
  const [e, f, g, h] = [(a + d) / 2, (a - d) / 2, (c + b) / 2, (c - b) / 2];
  const first = Math.hypot(e, h) + Math.hypot(f, g);
  const det = differenceOfProducts(a, d, b, c);
  const [sum, difference] = [Math.atan2(h, e), Math.atan2(g, f)];
  const [after, before] = [(sum + difference) / 2, (difference - sum) / 2];
  const [u, v] = [unit(after), unit(before)];
  const sign = det < 0 ? -1 : 1;
  return {
    values: [first * scale, (Math.abs(det) / first) * scale],
    right: [v, [-v[1], v[0]]],
    left: [u, [-u[1] * sign, u[0] * sign]],
  };
}

/**
 * Eigenvalues and eigenvectors in closed form: those of a real pair largest in modulus first.
 *
 *     p = (a − d) / 2, s = √(p² + b·c), z = p ± s with the sign of p;  λ₁ = d + z, λ₂ = d − b·c / z
 *     (A − λ₁)(z, c) = 0, (A − λ₂)(b, −z) = 0
 *
 * @remarks No subtraction cancels after s: z adds what has one sign. A discriminant within what the roundings of the elements do to
 *   it, 4ε(|p|·(|a| + |d|) + |b·c|), is taken as zero: a repeated eigenvalue.
 * @see Golub and Van Loan 2013, Matrix Computations, 4th ed., §7.1; LAPACK's dlanv2 for the choice of z
 */
export function eigen2(matrix: TwoByTwo): Eigen {
  const scale = powerOfTwoAbove(matrix);
  if (scale === 0) return { kind: "real", values: [0, 0], vectors: [[1, 0], [0, 1]], every: true }; // prettier-ignore
  const [a, b, c, d] = matrix.map((x) => x / scale);
  const p = (a - d) / 2;
  const discriminant = differenceOfProducts(p, p, -b, c);
  const rounding = 4 * Number.EPSILON * (Math.abs(p) * (Math.abs(a) + Math.abs(d)) + Math.abs(b * c));
  if (discriminant < -rounding) {
    return { kind: "pair", re: ((a + d) / 2) * scale, im: Math.sqrt(-discriminant) * scale };
  }
  if (discriminant <= rounding) {
    const [value, every] = [
      ((a + d) / 2) * scale,
      Math.max(Math.abs(p), Math.abs(b), Math.abs(c)) <= 4 * Number.EPSILON,
    ];
    const [v, w]: Point[] = every ? [[1, 0], [0, 1]] : [[p, c], [b, 0 - p]]; // prettier-ignore
    const longer = Math.hypot(...v) >= Math.hypot(...w) ? v : w;
    return { kind: "real", values: [value, value], vectors: every ? [v, w] : [normalized(longer)], every };
  }
  const z = p < 0 ? p - Math.sqrt(discriminant) : p + Math.sqrt(discriminant);
  const pairs: [number, Point][] = [
    [d + z, normalized([z, c])],
    [d - (b * c) / z, normalized([b, -z])],
  ];
  pairs.sort(([x], [y]) => Math.abs(y) - Math.abs(x) || y - x);
  const [[first, v], [second, w]] = pairs;
  return { kind: "real", values: [first * scale, second * scale], vectors: [v, w], every: false };
}

/** The image A·x. */
export function image([a, b, c, d]: TwoByTwo, [x, y]: Point): Point {
  return [a * x + b * y, c * x + d * y];
}

/** a·d − b·c with the rounding errors of the products added back. */
function differenceOfProducts(a: number, d: number, b: number, c: number): number {
  const [p, q] = [a * d, b * c];
  return p - q + (productError(a, d, p) - productError(b, c, q));
}

/** x·y − fl(x·y), exact but for underflow: the elements are scaled to at most 1. */
function productError(x: number, y: number, product: number): number {
  const [xHigh, yHigh] = [upperHalf(x), upperHalf(y)];
  const [xLow, yLow] = [x - xHigh, y - yHigh];
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow);
}

/** The upper 26 bits of a number (Veltkamp's splitting). */
function upperHalf(x: number): number {
  const moved = x * (2 ** 27 + 1);
  return moved - (moved - x);
}

/** A power of two by which all elements are at most 1 and one at least ½; zero for the zero matrix. */
function powerOfTwoAbove(matrix: TwoByTwo): number {
  const largest = Math.max(...matrix.map(Math.abs));
  return largest === 0 ? 0 : 2 ** Math.max(-1022, Math.floor(Math.log2(largest)) + 1);
}

function unit(angle: number): Point {
  return [Math.cos(angle), Math.sin(angle)];
}

function normalized([x, y]: Point): Point {
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}
