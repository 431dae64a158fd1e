import {
  type NDArray,
  add,
  div,
  log,
  matmul,
  maximum,
  mul,
  scope,
  square,
  sub,
  sum,
  where,
  finfo,
  equal,
} from "@linnet/core";
import type { IterationOptions } from "../iteration-options.js";
import type { FactorIteration } from "./factor-iteration.js";
import type { NonnegativeFactors } from "./nmf-start.js";
import { type NMFLoss, type Penalties, type Update, descend, multiply } from "./nmf-updates.js";

type Limits = Required<Pick<IterationOptions<FactorIteration>, "maxIterations" | "tolerance">> &
  IterationOptions<FactorIteration>;

interface Ended {
  readonly iterations: number;
  readonly change: number;
  readonly converged: boolean;
}

/** Both factors in turn, from a start until the tolerance is met or iterations run out. */
export function factorize(
  x: NDArray,
  start: NonnegativeFactors,
  loss: NMFLoss,
  penalties: Penalties,
  limits: Limits,
): NonnegativeFactors & Ended {
  let { W, H } = start;
  const ended = repeat(loss, limits, () => {
    const next = scope(() => {
      const left = step(x, W, H, loss, penalties);
      const right = step(x.T as NDArray, H.T as NDArray, left.W.T as NDArray, loss, penalties);
      return { W: left.W, H: right.W.T as NDArray, change: left.change + right.change };
    });
    ({ W, H } = next);
    return next.change;
  });
  return { W, H, ...ended };
}

/** W alone. */
export function nonnegativeScores(
  x: NDArray,
  start: NDArray,
  H: NDArray,
  loss: NMFLoss,
  penalties: Penalties,
  limits: Limits,
): { readonly W: NDArray } & Ended {
  let W = start;
  const [XHt, HHt] = productsOf(x, H);
  const ended = repeat(loss, limits, () => {
    const next = scope(() =>
      loss === "frobenius" ? descend(W, XHt, HHt, penalties) : multiply(x, W, H, penalties.l1),
    );
    W = next.W;
    return next.change;
  });
  return { W, ...ended };
}

/** ‖X − Y‖, or Σ x·log(x/y) − x + y. */
export function divergence(x: NDArray, y: NDArray, loss: NMFLoss): number {
  if (loss === "frobenius") return Math.sqrt(sum(square(sub(x, y))).item());
  const positive: NDArray = maximum(y, finfo(x).smallestNormal);
  const logs: NDArray = log(where(equal(x, 0), 1, div(x, positive) as NDArray));
  return sum(add(mul(x, logs), sub(y, x) as NDArray)).item();
}

function repeat(loss: NMFLoss, { maxIterations, tolerance, signal, onIteration }: Limits, pass: () => number): Ended {
  let first = 1;
  for (let iteration = 1; ; iteration++) {
    signal?.throwIfAborted();
    const moved = pass();
    if (iteration === 1 && loss === "frobenius" && moved > 0) first = moved;
    const change = moved / first;
    onIteration?.({ iteration, change });
    const converged = change <= tolerance;
    if (converged || iteration === maxIterations) return { iterations: iteration, change, converged };
  }
}

function step(x: NDArray, W: NDArray, H: NDArray, loss: NMFLoss, penalties: Penalties): Update {
  if (loss === "kullback-leibler") return multiply(x, W, H, penalties.l1);
  const [XHt, HHt] = productsOf(x, H);
  return descend(W, XHt, HHt, penalties);
}

function productsOf(x: NDArray, H: NDArray): [NDArray, NDArray] {
  return [matmul(x, H.T as NDArray), matmul(H, H.T as NDArray)];
}
