import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { divideByTriangle } from "../matrix/product.js";
import { blockOrder } from "../schur/schur-task.js";

/**
 * Up to these norms the [m/m] Padé approximant rₘ of log(1 + x), m = 1 … 7, has a backward error of at most u: rₘ(X) = log(I + X + E) with
 * ‖E‖ ≤ u·‖X‖ where Σₖ |cₖ|·θᵏ⁻¹ ≤ u for the Taylor coefficients cₖ of exp(rₘ(x)) − 1 − x. Computed from these with 200 digits.
 *
 * @see Al-Mohy & Higham 2012 for the analysis, with a bound that is not relative to X
 */
export const THETA: readonly number[] = [3.65e-8, 3.759e-4, 8.202e-3, 3.792e-2, 9.334e-2, 0.1668, 0.2479];

/** Columns of a triangle that are solved for together, without the zeros below them. */
const STRIP = 64;

/** Gauss–Legendre nodes and weights on [0, 1]: rₘ(x) = Σⱼ wⱼ·x/(1 + xⱼ·x). By Newton's iteration on the Legendre polynomial. */
export function gaussLegendre(m: number): readonly { readonly node: number; readonly weight: number }[] {
  return Array.from({ length: m }, (_, j) => {
    let x = Math.cos((Math.PI * (j + 0.75)) / (m + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      let [before, p] = [1, x];
      for (let k = 2; k <= m; k++) [before, p] = [p, ((2 * k - 1) * x * p - (k - 1) * before) / k];
      slope = (m * (before - x * p)) / (1 - x * x);
      x -= p / slope;
    }
    return { node: (1 + x) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });
}

/** out ← rₘ(N) of a triangle, or a real one with 2×2 blocks, of contiguous rows: m·n³/3 flops. */
export function padeLog(n: MatrixView, m: number, out: MatrixView): void {
  const y = unsetWorkspace(n.type, n.rows, n.cols);
  gaussLegendre(m).forEach(({ node, weight }, j) => {
    const shifted = shiftedFactors(n, node);
    copyMatrix(n, y);
    shifted.rotateRows(y);
    for (let from = 0; from < n.cols; from += STRIP) {
      const end = Math.min(from + STRIP, n.cols);
      const rows = Math.min(end + 1, n.rows); // a block may reach below the last column
      divideByTriangle(shifted.u.block(0, 0, rows, rows), "upper", "nonunit", y.block(0, from, rows, end - from));
    }
    accumulate(out, weight, y, j === 0);
    release(shifted.u.storage);
  });
  release(y.storage);
}

/** out ← the Fréchet derivative of rₘ at N along E, Σⱼ wⱼ·(I + xⱼ·N)⁻¹·E·(I + xⱼ·N)⁻¹. */
export function padeLogFrechet(n: MatrixView, e: MatrixView, m: number, out: MatrixView): void {
  const y = unsetWorkspace(n.type, n.rows, n.cols);
  gaussLegendre(m).forEach(({ node, weight }, j) => {
    const shifted = shiftedFactors(n, node);
    copyMatrix(e, y);
    shifted.rotateRows(y);
    divideByTriangle(shifted.u, "upper", "nonunit", y);
    divideByTriangle(shifted.u.T, "lower", "nonunit", y.T);
    shifted.rotateColumnsBack(y);
    accumulate(out, weight, y, j === 0);
    release(shifted.u.storage);
  });
  release(y.storage);
}

/** G·U = I + x·N, G of plane rotations that clear what N has below its diagonal. */
interface ShiftedFactors {
  readonly u: MatrixView;
  /** Y ← Gᵀ·Y. */
  readonly rotateRows: (y: MatrixView) => void;
  /** Y ← Y·Gᵀ. */
  readonly rotateColumnsBack: (y: MatrixView) => void;
}

function shiftedFactors(n: MatrixView, x: number): ShiftedFactors {
  const u = unsetWorkspace(n.type, n.rows, n.cols);
  copyMatrix(n, u, x);
  const width = n.type.kind === "complex" ? 2 : 1;
  const U = float64Data(u);
  for (let i = 0; i < n.rows; i++) U[width * (u.offset + i * (u.rowStride + 1))] += 1;
  const rotations: (readonly [row: number, cos: number, sin: number])[] = [];
  for (let i = 0; width === 1 && i + 1 < n.rows; i++) {
    if (blockOrder(u, i) === 1) continue;
    const at = u.offset + i * (u.rowStride + 1);
    const size = Math.hypot(U[at], U[at + u.rowStride]);
    const rotation = [i, U[at] / size, U[at + u.rowStride] / size] as const;
    rotations.push(rotation);
    rotate(u, u.rowStride, ...rotation, 1);
    U[at + u.rowStride] = 0;
    i++;
  }
  return {
    u,
    rotateRows: (y) => rotations.forEach((rotation) => rotate(y, y.rowStride, ...rotation, 1)),
    rotateColumnsBack: (y) => rotations.forEach((rotation) => rotate(y.T, y.colStride, ...rotation, -1)),
  };
}

/** Turns rows i and i + 1 of a real matrix, which are `step` apart. */
function rotate(y: MatrixView, step: number, i: number, cos: number, sin: number, sign: 1 | -1): void {
  const data = float64Data(y);
  let at = y.offset + i * step;
  for (let j = 0; j < y.cols; j++, at += y.colStride) {
    const [p, q] = [data[at], data[at + step]];
    data[at] = cos * p + sign * sin * q;
    data[at + step] = cos * q - sign * sin * p;
  }
}

/** out ← out + factor·y, or factor·y at first; both of contiguous rows and one type. */
function accumulate(out: MatrixView, factor: number, y: MatrixView, first: boolean): void {
  const width = y.type.kind === "complex" ? 2 : 1;
  const [to, from] = [float64Data(out), float64Data(y)];
  for (let i = 0; i < y.rows; i++) {
    const [toRow, fromRow] = [width * (out.offset + i * out.rowStride), width * (y.offset + i * y.rowStride)];
    for (let j = 0; j < width * y.cols; j++) to[toRow + j] = (first ? 0 : to[toRow + j]) + factor * from[fromRow + j];
  }
}
