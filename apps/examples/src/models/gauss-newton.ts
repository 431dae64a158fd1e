import { type NDArray, type Random, sub } from "@linnet/core";
import { type Layer, Linear, Tanh, gaussNewton, sequential } from "@linnet/nn";

/** A network of two layers, in float64: it is small, and is to be fitted to many digits. */
export function twoLayers(rng: Random, inputs: number, hidden: number): Layer {
  const float64 = { dtype: "float64" } as const;
  return sequential(Linear.init(rng, inputs, hidden, float64), new Tanh(), Linear.init(rng, hidden, 1, float64));
}

/** A fitted model, and the loss before the first and after each step. */
export interface Fitted<M> {
  readonly model: M;
  readonly losses: readonly number[];
}

/**
 * Fits a small network by damped Gauss–Newton steps, until its mean squared error is no larger than a goal.
 *
 * @param y shape `[n, 1]`
 * @throws {ConvergenceError} when `steps` do not suffice
 */
export function fitByGaussNewton<M extends Layer>(
  model: M,
  x: NDArray,
  y: NDArray,
  goal: number,
  steps: number,
): Fitted<M> {
  const reached = new AbortController();
  const losses: number[] = [];
  const fitted = gaussNewton((m) => sub(m.forward(x), y), model, {
    maxIterations: steps,
    signal: reached.signal,
    onIteration({ value }) {
      losses.push((2 * value) / y.size); // it minimizes half the sum
      if (losses[losses.length - 1] <= goal) reached.abort();
    },
  });
  return { model: fitted.x, losses };
}
