import { type MatrixView, gemm, release, unsetWorkspace } from "@linnet/kernels";
import type { ComplexNumber } from "../../errors.js";
import { eigenvalueAt, eigenvaluesOf } from "../schur/schur-eigenvalues.js";
import { withAdjoint } from "../matrix/adjoint.js";
import { copyMatrix, float64Data, workingCopy } from "../matrix/copy.js";
import { blockOrder } from "../schur/schur-task.js";
import { estimateCondition, norm1 } from "../solve/condition-estimate.js";
import { rootDifference, rootMinusOne } from "./log-differences.js";
import { THETA } from "./log-pade.js";
import { sqrtTriangular } from "./triangular-sqrt.js";

/** Roots after which no matrix of finite logarithm is still far from I: that of the largest number is. */
const MOST_ROOTS = 1100;

/** Rows up to which powers are formed to know their norms. */
const FEW = 32;

/** A root of T near I, for which a Padé approximant of the logarithm is accurate. */
export interface RootNearIdentity {
  /** T^(1/2ˢ) − I, its blocks and what lies between numbers of the diagonal from the eigenvalues. Release its storage. */
  readonly near: MatrixView;
  readonly s: number;
  /** The degree m of the approximant. */
  readonly degree: number;
}

/**
 * Takes square roots of T until log(T^(1/2ˢ)) is one of rₘ, m ≤ 7, up to a backward error of u. What counts are norms of powers of
 * T^(1/2ˢ) − I, which for matrices far from normal are much less than powers of the norm: fewer roots are taken, each of which costs
 * accuracy.
 *
 * @param t n×n, upper triangular or real with 2×2 blocks in standard form; not changed
 * @param onRoot is shown every root, which is overwritten afterwards
 * @returns null when the roots do not come near I: a number overflowed
 * @see Al-Mohy & Higham 2012, Algorithm 4.1; Al-Mohy, Higham & Relton 2013 for real matrices
 */
export function rootNearIdentity(
  t: MatrixView,
  onRoot: (root: MatrixView) => void = () => {},
): RootNearIdentity | null {
  const root = workingCopy(t);
  const near = unsetWorkspace(root.type, t.rows, t.cols);
  const takeRoot = (): boolean => {
    if (!sqrtTriangular(root)) return false;
    onRoot(root);
    return true;
  };
  let s = 0;
  const first = rootsForDiagonal(eigenvaluesOf(t));
  let possible = first <= MOST_ROOTS;
  while (possible && s < first) possible = takeRoot() && ++s > 0;
  let [degree, spared] = [0, 0];
  while (possible) {
    minusIdentity(root, near);
    const norm = powerNorms(near);
    if (s === first) degree = degreeFor(Math.max(norm(2), norm(3)), 2);
    if (degree > 0) break;
    const third = Math.max(norm(3), norm(4));
    degree = degreeFor(third, 7);
    if (degree > 0) degree = Math.max(degree, 3);
    if (degree > 0 && degree < 7) break;
    const again = degree === 7 && third / 2 <= THETA[4] && spared < 2;
    if (again) spared++; // one more root, and a degree of 5 at most
    else {
      degree = degreeFor(Math.min(third, Math.max(norm(4), norm(5))), 7);
      if (degree > 0) {
        degree = Math.max(degree, 6);
        break;
      }
    }
    degree = 0;
    possible = s < MOST_ROOTS && takeRoot() && ++s > 0;
  }
  release(root.storage);
  if (degree > 0 && possible) {
    refineDiagonal(t, s, near);
    return { near, s, degree };
  }
  release(near.storage);
  return null;
}

/** The least degree of at most `most` for which x is small enough, or 0. */
function degreeFor(x: number, most: number): number {
  return 1 + THETA.slice(0, most).findIndex((theta) => x <= theta);
}

/** How many roots bring all eigenvalues within reach of 1. */
function rootsForDiagonal(values: readonly ComplexNumber[]): number {
  let s = 0;
  for (const value of values) while (s <= MOST_ROOTS && Math.hypot(...rootMinusOne(value, s)) > THETA[6]) s++;
  return s;
}

function minusIdentity(root: MatrixView, near: MatrixView): void {
  copyMatrix(root, near);
  const width = near.type.kind === "complex" ? 2 : 1;
  const data = float64Data(near);
  for (let i = 0; i < near.rows; i++) data[width * (near.offset + i * (near.rowStride + 1))] -= 1;
}

/** ‖Nᵏ‖₁^(1/k) for k up to 5, of large matrices estimates from a few products with vectors. */
function powerNorms(n: MatrixView): (k: number) => number {
  if (n.rows > FEW) return estimatedNorms(n);
  const norms: number[] = [];
  let [power, next] = [workingCopy(n), unsetWorkspace(n.type, n.rows, n.cols)];
  for (let k = 1; k <= 5; k++) {
    norms[k] = norm1(power) ** (1 / k);
    gemm(1, power, n, 0, next);
    [power, next] = [next, power];
  }
  release(power.storage);
  release(next.storage);
  return (k) => norms[k];
}

function estimatedNorms(n: MatrixView): (k: number) => number {
  const known = new Map<number, number>();
  return (k) => {
    const before = known.get(k);
    if (before !== undefined) return before;
    let norm = 0;
    withAdjoint(n, (adjoint) => {
      const room = unsetWorkspace(n.type, n.rows, 1);
      norm = estimateCondition(1, n.rows, n.type, (x, turned) => {
        for (let step = 0; step < k; step++) {
          gemm(1, turned ? adjoint : n, x, 0, room);
          copyMatrix(room, x);
        }
      });
      release(room.storage);
    });
    norm **= 1 / k;
    known.set(k, norm);
    return norm;
  };
}

/** N ← the blocks on the diagonal, and the numbers beside it that lie between 1×1 blocks, of T^(1/2ˢ) − I from those of T. */
function refineDiagonal(t: MatrixView, s: number, near: MatrixView): void {
  setDiagonalValues(
    t,
    near,
    (lambda) => rootMinusOne(lambda, s),
    (lambda, mu) => rootDifference(lambda, mu, s),
  );
}

/**
 * Writes the diagonal blocks of f(T), and its numbers beside the diagonal that lie between 1×1 blocks.
 *
 * @param value f(λ)
 * @param difference (f(μ) − f(λ))/(μ − λ)
 */
export function setDiagonalValues(
  t: MatrixView,
  out: MatrixView,
  value: (lambda: ComplexNumber) => ComplexNumber,
  difference: (lambda: ComplexNumber, mu: ComplexNumber) => ComplexNumber,
): void {
  const [T, F] = [t.data, float64Data(out)];
  const width = t.type.kind === "complex" ? 2 : 1;
  const at = (x: MatrixView, i: number, j: number): number => width * (x.offset + i * x.rowStride + j * x.colStride);
  const orderAt = (i: number): number => (width === 2 ? 1 : blockOrder(t, i));
  for (let i = 0; i < t.rows;) {
    const order = orderAt(i);
    const lambda = eigenvalueAt(t, i);
    const [re, im] = value(lambda);
    F[at(out, i, i)] = re;
    if (width === 2) F[at(out, i, i) + 1] = im;
    if (order === 2) {
      F[at(out, i + 1, i + 1)] = re;
      for (const [p, q] of [
        [i, i + 1],
        [i + 1, i],
      ] as const) {
        F[at(out, p, q)] = T[at(t, p, q)] * (im / lambda[1]);
      }
    } else if (i + 1 < t.rows && orderAt(i + 1) === 1) {
      const [p, q] = difference(lambda, eigenvalueAt(t, i + 1));
      const [from, to] = [at(t, i, i + 1), at(out, i, i + 1)];
      const [a, b] = [T[from], width === 2 ? T[from + 1] : 0];
      F[to] = a * p - b * q;
      if (width === 2) F[to + 1] = a * q + b * p;
    }
    i += order;
  }
}
