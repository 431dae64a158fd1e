import type { NDArray } from "@linnet/core";
import { type MatrixView, batchDims, matrices, withElements } from "@linnet/core/extend";
import { float64, release, unsetWorkspace } from "@linnet/kernels";
import { luConditionMany } from "@linnet/kernels/lapack";
import { batchIndex } from "./batch.js";
import { float64Data } from "../blocked/matrix/copy.js";
import { skeelCondition } from "../blocked/solve/skeel-condition.js";
import { epsilonOf } from "./epsilon.js";
import { SingularMatrixError } from "../errors.js";
import { choleskyMethod } from "../cholesky/cholesky-method.js";
import { conditionOf } from "../solve/factored-cond.js";
import { type FactorMethod, type Factored, firstZero } from "../solve/factor-method.js";
import { type Run, inFewCalls } from "./few-rows.js";
import { luMethod } from "../lu/lu-method.js";

/** What `onIllConditioned` is told. */
export interface IllConditioned {
  /** The reciprocal condition, an estimate: below the ε of the dtype. */
  readonly rcond: number;
  /** Which matrix of a batch; empty for a single matrix. */
  readonly batch: readonly number[];
  /** What the error would have said. */
  readonly message: string;
}

/**
 * Refuses matrices that are singular to working precision, however their rows and columns are scaled: the estimate of
 * the condition is that of A first, and where that is too large, of A with its rows and columns scaled to size 1.
 *
 * @throws {SingularMatrixError} when a pivot is zero, or the reciprocal condition is below ε and nobody wants to be told
 */
export function requireWorkingPrecision(
  op: string,
  { method, ...given }: Factored,
  onIllConditioned?: (info: IllConditioned) => void,
  advice?: string,
): void {
  const [a, factors] = [withElements(given.a), given.factors.map(withElements)];
  const epsilon = epsilonOf(a.type);
  const known = method === luMethod || method === choleskyMethod ? conditionsByKernel(method, a, factors[0]) : null;
  if (known?.every((condition) => condition * epsilon <= 1) === true) return;
  let count = 0;
  for (const [matrix, ...views] of matrices([a, ...factors])) {
    const index = count++;
    const condition = known?.[index] ?? conditionOf(method, matrix, views);
    if (condition * epsilon <= 1) continue;
    const batch = batchIndex(index, batchDims(a));
    const zero = firstZero(method, views, matrix.rows, a.type.kind === "complex");
    if (zero >= 0) throw new SingularMatrixError(op, zero, batch, advice);
    const rcond = Math.max(1 / skeelCondition(method, matrix, views), Number.MIN_VALUE); // 0 stands for a zero pivot
    if (rcond >= epsilon) continue;
    const hint =
      advice ?? "Use lstsq or pinv for the solution of least norm, or onIllConditioned to be told and have an answer.";
    const error = new SingularMatrixError(op, smallestPivot(method, matrix, views), batch, hint, rcond);
    if (onIllConditioned === undefined) throw error;
    onIllConditioned({ rcond, batch, message: error.message });
  }
}

/** The estimates of real matrices by a kernel; null where it declines. */
function conditionsByKernel(method: FactorMethod, a: NDArray, factor: NDArray): Float64Array | null {
  const total = batchDims(a).reduce((product, dim) => product * dim, 1);
  const out = unsetWorkspace(float64, total, 1);
  let done = 0;
  const run: Run = (count, [first, lu], [step, luStep]) => {
    const part = out.block(done, 0, count, 1);
    done += count;
    return luConditionMany(count, { first, step }, { first: lu, step: luStep }, part, method.hermitian);
  };
  const whole = inFewCalls([a, factor], run, Infinity);
  const conditions = whole ? float64Data(out).slice(0, total) : null;
  release(out.storage);
  return conditions;
}

function smallestPivot(method: Factored["method"], matrix: MatrixView, factors: readonly MatrixView[]): number {
  const width = matrix.type.kind === "complex" ? 2 : 1;
  const pivots = new Float64Array(width * matrix.rows);
  method.pivots(factors, pivots);
  let [least, index] = [Infinity, 0];
  for (let i = 0; i < matrix.rows; i++) {
    const size = width === 1 ? Math.abs(pivots[i]) : Math.hypot(pivots[2 * i], pivots[2 * i + 1]);
    if (size < least) {
      least = size;
      index = i;
    }
  }
  return index;
}
