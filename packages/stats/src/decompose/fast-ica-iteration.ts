import {
  type NDArray,
  add,
  concat,
  div,
  exp,
  expandDims,
  matmul,
  max,
  mean,
  minimum,
  mul,
  scope,
  slice,
  sqrt,
  square,
  sub,
  sum,
  tanh,
} from "@linnet/core";
import { polar } from "@linnet/linalg";
import type { IterationOptions } from "../iteration-options.js";
import type { FactorIteration } from "./factor-iteration.js";

/** Which measure of being far from normal is made large. */
export type Contrast = "logcosh" | "exp" | "cube";

/** An orthogonal matrix of directions in white data, one a row, and how it was found. */
export interface Unmixing {
  readonly W: NDArray;
  readonly iterations: number;
  /** max 1 − |wᵀw′| of the last step. */
  readonly change: number;
  readonly converged: boolean;
}

type Limits = Required<Pick<IterationOptions<FactorIteration>, "maxIterations" | "tolerance">> &
  IterationOptions<FactorIteration>;

/**
 * All directions at once, made orthogonal by the polar factor after every step, which treats them alike:
 *
 *     W ← polar(E[g(W·z)·zᵀ] − diag(E[g′(W·z)])·W)
 *
 * @param z white data, shape `[n, k]`
 * @param start orthogonal, shape `[k, k]`
 */
export function unmixTogether(z: NDArray, start: NDArray, contrast: Contrast, limits: Limits): Unmixing {
  let W = start;
  for (let iteration = 1; ; iteration++) {
    limits.signal?.throwIfAborted();
    const next = scope((): NDArray => polar(newtonStep(z, W, contrast)).U as NDArray);
    const change = largestTurn(W, next);
    W = next;
    limits.onIteration?.({ iteration, change });
    const converged = change <= limits.tolerance;
    if (converged || iteration === limits.maxIterations) return { W, iterations: iteration, change, converged };
  }
}

/**
 * One direction after the other, each orthogonal to those before it; `iterations` is of the direction that took most.
 *
 * @param z white data, shape `[n, k]`
 * @param start orthogonal, shape `[k, k]`
 */
export function unmixOneByOne(z: NDArray, start: NDArray, contrast: Contrast, limits: Limits): Unmixing {
  const k: number = start.shape[0];
  const found: NDArray[] = [];
  let worst = { iterations: 0, change: 0, converged: true };
  for (let c = 0; c < k; c++) {
    let w: NDArray = orthogonalTo(found, slice(start, `${c}:${c + 1}`));
    for (let iteration = 1; ; iteration++) {
      limits.signal?.throwIfAborted();
      const next = scope((): NDArray => orthogonalTo(found, newtonStep(z, w, contrast)));
      const change = largestTurn(w, next);
      w = next;
      limits.onIteration?.({ iteration, change });
      const converged = change <= limits.tolerance;
      if (!converged && iteration < limits.maxIterations) continue;
      worst = {
        iterations: Math.max(worst.iterations, iteration),
        change: Math.max(worst.change, change),
        converged: worst.converged && converged,
      };
      break;
    }
    found.push(w);
  }
  return { W: concat(found), ...worst };
}

/** What is left of a row outside the span of others, of length 1; twice, so that it is orthogonal to rounding. */
function orthogonalTo(rows: readonly NDArray[], row: NDArray): NDArray {
  const others = rows.length === 0 ? null : (concat(rows) as NDArray);
  let rest = row;
  for (let pass = 0; pass < 2; pass++) {
    if (others !== null) rest = sub(rest, matmul(matmul(rest, others.T as NDArray), others) as NDArray);
    rest = div(rest, sqrt(sum(square(rest))));
  }
  return rest;
}

/** E[g(W·z)·zᵀ] − diag(E[g′(W·z)])·W. */
function newtonStep(z: NDArray, W: NDArray, contrast: Contrast): NDArray {
  const y: NDArray = matmul(z, W.T as NDArray);
  const { g, slope } = nonlinearity(y, contrast);
  return sub(div(matmul(g.T as NDArray, z) as NDArray, z.shape[0]), mul(expandDims(slope, 1), W) as NDArray);
}

/** g of each score, and the mean of g′ of each direction. */
function nonlinearity(y: NDArray, contrast: Contrast): { g: NDArray; slope: NDArray } {
  const averaged = (slopes: NDArray): NDArray => mean(slopes, { axis: 0 });
  if (contrast === "cube") return { g: mul(y, square(y) as NDArray), slope: averaged(mul(square(y), 3)) };
  if (contrast === "logcosh") {
    const g: NDArray = tanh(y);
    return { g, slope: averaged(sub(1, square(g) as NDArray)) };
  }
  const bell: NDArray = exp(mul(square(y), -0.5));
  return { g: mul(y, bell), slope: averaged(mul(sub(1, square(y) as NDArray), bell)) };
}

/** How far the rows turned: max 1 − |wᵀw′| = max ½·‖w ∓ w′‖², which keeps its digits. */
function largestTurn(W: NDArray, next: NDArray): number {
  return scope((): NDArray => {
    const [apart, together] = [sub(W, next), add(W, next)].map((d): NDArray => sum(square(d as NDArray), { axis: 1 }));
    return mul(max(minimum(apart, together)), 0.5);
  }).item();
}
