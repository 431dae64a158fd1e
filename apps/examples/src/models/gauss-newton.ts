import { type NDArray, type Random, concat, sub } from "@linnet/core";
import { jacobian } from "@linnet/autograd";
import { type Layer, Linear, Tanh, parametersOf, sequential, withParameters } from "@linnet/nn";
import { levenbergMarquardt } from "@linnet/optimize";

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
 * Fits a small network by Gauss–Newton steps, damped as Levenberg and Marquardt do: each solves the least-squares problem
 * that the network is to first order, ‖J·p + r‖² → min, where a step of gradient descent only knows Jᵀ·r.
 *
 * @param y shape `[n, 1]`
 * @param goal ends when the mean squared error is no larger
 * @throws {ConvergenceError} when `steps` do not suffice
 */
export function fitByGaussNewton<M extends Layer>(
  model: M,
  x: NDArray,
  y: NDArray,
  goal: number,
  steps: number,
): Fitted<M> {
  const residuals = (theta: NDArray): NDArray => sub(atPoint(model, theta).forward(x), y).reshape([-1]);
  const start: NDArray = concat(Object.values(parametersOf(model)).map((p) => p.reshape([-1]) as NDArray));
  const reached = new AbortController();
  const losses: number[] = [];
  const { x: theta } = levenbergMarquardt(residuals, start, {
    jacobian: jacobian(residuals),
    maxIterations: steps,
    signal: reached.signal,
    onIteration({ value }) {
      losses.push((2 * value) / y.size); // it minimizes half the sum
      if (losses[losses.length - 1] <= goal) reached.abort();
    },
  });
  return { model: atPoint(model, theta), losses };
}

/** The model whose parameters are, one behind the other, the elements of theta. */
function atPoint<M extends Layer>(model: M, theta: NDArray): M {
  let end = 0;
  const cut = Object.entries(parametersOf(model)).map(([path, own]) => {
    const part = theta.slice(`${end}:${(end += own.size)}`).reshape(own.shape) as NDArray;
    return [path, part];
  });
  return withParameters(model, Object.fromEntries(cut));
}
