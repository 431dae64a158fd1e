import { type MatrixView, gemm, release, workspace } from "@linnet/kernels";
import { epsilonOf } from "../../operand/epsilon.js";
import type { FactorMethod } from "../../solve/factor-method.js";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { estimateCondition } from "./condition-estimate.js";
import { copyMatrix, workingCopy } from "../matrix/copy.js";
import { hypot } from "../vector/vector.js";

/** Corrections after which refinement ends, as in LAPACK. */
const MAX_STEPS = 5;

/** What refinement reached, the worst over the right-hand sides. */
export interface Refinement {
  /** How many times a correction was added. */
  readonly steps: number;
  /** maxᵢ |b − A·x|ᵢ / (|A|·|x| + |b|)ᵢ: the relative change of the entries of A and b of which x is the exact solution. */
  readonly backwardError: number;
  /** A bound of ‖x − x̂‖_∞/‖x‖_∞, from an estimate of |A⁻¹|. */
  readonly forwardError: number;
}

/**
 * Iterative refinement: x ← x + A⁻¹·(b − A·x) from the factors of A, until the backward error is down to ε, or a step no longer
 * halves it (Wilkinson). Residuals are float64 or complex128: of float32 they are as good as exact.
 *
 * @param x the solution, improved in place; contiguous rows, a's dtype
 * @param wantBound otherwise the forward error is not estimated, and NaN
 * @see LAPACK dgerfs; Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., ch. 12
 */
export function refine(
  method: FactorMethod,
  factors: readonly MatrixView[],
  a: MatrixView,
  b: MatrixView,
  x: MatrixView,
  wantBound: boolean,
): Refinement {
  const wide = workingCopy(a);
  const epsilon = epsilonOf(a.type);
  let [steps, last] = [0, Infinity];
  for (;;) {
    const { residual, sizes, backwardError } = measure(wide, b, x);
    const goOn = backwardError > epsilon && backwardError <= last / 2 && steps < MAX_STEPS;
    if (goOn) {
      const d = workspace(x.type, x.rows, x.cols);
      copyMatrix(residual, d);
      method.solve(factors, d, false);
      addTo(x, d);
      release(d.storage);
      steps++;
      last = backwardError;
    }
    const forwardError = goOn || !wantBound ? NaN : forwardBound(method, factors, residual, sizes, x, epsilon);
    release(residual.storage);
    if (!goOn) {
      release(wide.storage);
      return { steps, backwardError, forwardError };
    }
  }
}

/** B − A·X, |A|·|X| + |B|, and the largest quotient of the two. */
function measure(
  a: MatrixView,
  b: MatrixView,
  x: MatrixView,
): { readonly residual: MatrixView; readonly sizes: Float64Array; readonly backwardError: number } {
  const residual = workingCopy(b);
  const wideX = workingCopy(x);
  gemm(-1, a, wideX, 1, residual);
  release(wideX.storage);
  const { rows, cols } = x;
  const sizes = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) sizes[i * cols + j] = magnitude(b, i, j);
    for (let k = 0; k < rows; k++) {
      const entry = magnitude(a, i, k);
      if (entry === 0) continue;
      for (let j = 0; j < cols; j++) sizes[i * cols + j] += entry * magnitude(x, k, j);
    }
  }
  let backwardError = 0;
  sizes.forEach((size, at) => {
    const error = magnitude(residual, Math.floor(at / cols), at % cols);
    if (error !== 0) backwardError = Math.max(backwardError, error / size);
  });
  return { residual, sizes, backwardError };
}

/** ‖|A⁻¹|·(|r| + (n + 1)·ε·(|A|·|x| + |b|))‖_∞/‖x‖_∞, the worst over the columns. */
function forwardBound(
  method: FactorMethod,
  factors: readonly MatrixView[],
  residual: MatrixView,
  sizes: Float64Array,
  x: MatrixView,
  epsilon: number,
): number {
  const { rows: n, cols } = x;
  let worst = 0;
  for (let j = 0; j < cols; j++) {
    const weights = Float64Array.from(
      { length: n },
      (_, i) => magnitude(residual, i, j) + (n + 1) * epsilon * sizes[i * cols + j],
    );
    const largest = weights.reduce((most, w) => Math.max(most, w), 0);
    if (largest === 0) continue;
    const norm = estimateCondition(1, n, x.type, (v, adjoint) => {
      if (adjoint) weigh(v, weights, largest);
      else conjugateInPlace(v);
      method.solve(factors, v, !adjoint);
      if (!adjoint) {
        conjugateInPlace(v);
        weigh(v, weights, largest);
      }
    });
    let size = 0;
    for (let i = 0; i < n; i++) size = Math.max(size, magnitude(x, i, j));
    worst = Math.max(worst, (norm * largest) / size);
  }
  return worst;
}

function weigh(v: MatrixView, weights: Float64Array, largest: number): void {
  const width = v.type.kind === "complex" ? 2 : 1;
  const { data } = v;
  for (let i = 0; i < width * v.rows; i++) data[width * v.offset + i] *= weights[width === 1 ? i : i >> 1] / largest;
}

function addTo(x: MatrixView, d: MatrixView): void {
  const width = x.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < x.rows; i++) {
    const to = width * (x.offset + i * x.rowStride);
    const from = width * (d.offset + i * d.rowStride);
    for (let j = 0; j < width * x.cols; j++) x.data[to + j] += d.data[from + j];
  }
}

function magnitude({ type, data, offset, rowStride, colStride }: MatrixView, i: number, j: number): number {
  const at = offset + i * rowStride + j * colStride;
  return type.kind === "complex" ? hypot(data[2 * at], data[2 * at + 1]) : Math.abs(data[at]);
}
