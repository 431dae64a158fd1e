import { type NDArray, fromFunction } from "@linnet/core";
import { generator } from "./generator.js";

/** A family of matrices that decompositions are tried on. */
export interface GalleryMatrix {
  readonly name: string;
  /** float64 `[m, n]`, the same each time. */
  readonly build: (m: number, n: number) => NDArray<"float64">;
}

/**
 * Known hard or instructive matrices, of any shape: of another shape than the textbook's they are its leading part, or blocks of it
 * along the diagonal.
 *
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., ch. 28; Gregory & Karney, *A Collection of Matrices*
 */
export const gallery: readonly GalleryMatrix[] = [
  named("random", (m, n) => uniform(m, n, 1)),
  named("zero", () => () => 0),
  named("identity", () => (i, j) => Number(i === j)),
  named("ones", () => () => 1),
  named("diagonal", () => (i, j) => (i === j ? (i % 2 === 0 ? 1 : -1) * (i + 1) : 0)),
  named("upper triangular", (m, n) => masked(uniform(m, n, 2), (i, j) => i <= j)),
  named("rank one", () => (i, j) => (i + 1) * Math.cos(j)),
  named("rank deficient", (m, n) => lowRank(m, n, Math.ceil(Math.min(m, n) / 2))),
  named("repeated", () => (i, j) => (i === j ? 1 + (i % 3) : 0)),
  named("graded rows", (m, n) => scaledBy(uniform(m, n, 3), (i) => 10 ** ((-16 * i) / m))),
  named("graded columns", (m, n) => scaledBy(uniform(m, n, 4), (_, j) => 10 ** ((-16 * j) / n))),
  named("tiny", (m, n) => scaledBy(uniform(m, n, 5), () => 2 ** -100)),
  named("huge", (m, n) => scaledBy(uniform(m, n, 6), () => 2 ** 100)),
  named("Hilbert", () => (i, j) => 1 / (i + j + 1)),
  named("Kahan", () => kahan(1.2)),
  named("Läuchli", () => (i, j) => (i === 0 ? 1 : Number(i - 1 === j) * 2 ** -20)),
  named("Frank", (_, n) => (i, j) => (j >= i - 1 ? n - Math.max(i, j) : 0)),
  named("Grcar", () => (i, j) => (j === i - 1 ? -1 : Number(j >= i && j <= i + 3))),
  named("Wilkinson", (m) => (i, j) => (i === j ? Math.abs(i - (m - 1) / 2) : Number(Math.abs(i - j) === 1))),
  named("Clement", clement),
  named("Moler", () => (i, j) => (i === j ? i + 1 : Math.min(i, j) - 1)),
  named("Lotkin", () => (i, j) => (i === 0 ? 1 : 1 / (i + j + 1))),
  named("Vandermonde", (m) => (i, j) => ((i + 1) / m) ** j),
  named("Jordan block", () => (i, j) => Number(j === i + 1) + Number(i === j) * 2 ** -30),
  named("perturbed Jordan block", (m, n) => perturbedJordan(Math.min(m, n))),
  named("permutation", (m) => (i, j) => Number(j === (i + 1) % m)),
  named("companion", companion),
  named("Pascal, scaled by powers of two", () => pascal),
  named("Rosser, repeated", () => rosser),
  named("glued Wilkinson", () => gluedWilkinson),
];

/** The shapes that LAPACK's test programs use, and a few tall and wide ones. */
export const gallerySizes: readonly (readonly [number, number])[] = [
  ...[1, 2, 3, 5, 10, 50, 100].map((n) => [n, n] as const),
  [1, 5],
  [5, 1],
  [10, 3],
  [3, 10],
  [50, 30],
  [30, 50],
  [100, 10],
  [10, 100],
];

type Entry = (i: number, j: number) => number;

function named(name: string, entries: (m: number, n: number) => Entry): GalleryMatrix {
  return { name, build: (m, n) => fromFunction([m, n], entries(m, n)) };
}

/** Uniform in [−1, 1). */
export function uniform(m: number, n: number, seed: number): Entry {
  const random = generator(seed);
  const values = Float64Array.from({ length: m * n }, () => 2 * random() - 1);
  return (i, j) => values[i * n + j];
}

function masked(entry: Entry, keep: (i: number, j: number) => boolean): Entry {
  return (i, j) => (keep(i, j) ? entry(i, j) : 0);
}

function scaledBy(entry: Entry, factor: Entry): Entry {
  return (i, j) => entry(i, j) * factor(i, j);
}

function lowRank(m: number, n: number, rank: number): Entry {
  const left = uniform(m, rank, 7);
  const right = uniform(rank, n, 8);
  return (i, j) => {
    let s = 0;
    for (let k = 0; k < rank; k++) s += left(i, k) * right(k, j);
    return s;
  };
}

/** Upper triangular with a last singular value far smaller than its last diagonal entry. @see Kahan 1966 */
function kahan(theta: number): Entry {
  const s = Math.sin(theta);
  const c = Math.cos(theta);
  return (i, j) => (i > j ? 0 : s ** i * (i === j ? 1 : -c));
}

/** Symmetric tridiagonal with eigenvalues ±(n − 1), ±(n − 3), …. */
function clement(_: number, n: number): Entry {
  return (i, j) => (Math.abs(i - j) === 1 ? Math.sqrt((Math.min(i, j) + 1) * Math.max(0, n - 1 - Math.min(i, j))) : 0);
}

/** Nilpotent but for one corner: eigenvalues are the n-th roots of 2⁻³⁰, far from 0. */
function perturbedJordan(k: number): Entry {
  return (i, j) => Number(j === i + 1) + Number(i === k - 1 && j === 0) * 2 ** -30;
}

/** Ones below the diagonal, the coefficients of a polynomial in the last column. */
function companion(m: number, n: number): Entry {
  const coefficient = uniform(m, 1, 9);
  return (i, j) => Number(i === j + 1 && j < n - 1) + Number(j === n - 1) * coefficient(i, 0);
}

/** The binomials of i + j over i, each divided by 2ⁱ⁺ʲ: Pascal's matrix between two diagonal ones. */
function pascal(i: number, j: number): number {
  let value = 1;
  for (let k = 1; k <= Math.min(i, j); k++) value *= (Math.max(i, j) + k) / k / 4; // 4: one step right and one down
  return value * 2 ** -Math.abs(i - j);
}

/** Eigenvalues that are equal, nearly equal, opposite and zero. @see Rosser, Lanczos, Hestenes & Karush 1951 */
const ROSSER = [
  [611, 196, -192, 407, -8, -52, -49, 29],
  [196, 899, 113, -192, -71, -43, -8, -44],
  [-192, 113, 899, 196, 61, 49, 8, 52],
  [407, -192, 196, 611, 8, 44, 59, -23],
  [-8, -71, 61, 8, 411, -599, 208, 208],
  [-52, -43, 49, 44, -599, 411, 208, 208],
  [-49, -8, 8, 59, 208, 208, 99, -911],
  [29, -44, 52, -23, 208, 208, -911, 99],
];

function rosser(i: number, j: number): number {
  return i >> 3 === j >> 3 ? ROSSER[i & 7][j & 7] : 0;
}

/** Copies of Wilkinson's W₂₁⁺, whose eigenvalues come in pairs 10⁻¹⁴ apart, held together by 2⁻²⁶: clusters of clusters. */
function gluedWilkinson(i: number, j: number): number {
  if (i === j) return Math.abs((i % 21) - 10);
  if (Math.abs(i - j) !== 1) return 0;
  return Math.max(i, j) % 21 === 0 ? 2 ** -26 : 1;
}
