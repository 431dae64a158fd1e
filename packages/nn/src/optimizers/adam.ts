import { ValueError, add, div, mapTree, mul, sqrt, square, sub, zerosLike } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { Optimizer } from "./optimizer.js";

export interface AdamOptions {
  /** Default 0.001. */
  readonly learningRate?: number;
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root in the denominator. Default 1e-8. */
  readonly epsilon?: number;
}

/** What `adam` remembers: how many steps it took, and the decaying means of g and g². */
export interface AdamState {
  readonly step: number;
  readonly first: unknown;
  readonly second: unknown;
}

/**
 * Adam: steps scaled by decaying means of the gradient and of its square, both corrected for starting at zero.
 *
 *     m ← β₁·m + (1 − β₁)·g,  v ← β₂·v + (1 − β₂)·g²
 *     x ← x − η·m̂ / (√v̂ + ε),  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @see Kingma & Ba, *Adam: a method for stochastic optimization*, 2015, algorithm 1
 */
export function adam(options?: AdamOptions): Optimizer<AdamState> {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = requireOptions("adam", options);
  if (!(learningRate > 0)) throw new ValueError("adam", "learningRate must be positive", learningRate);
  if (!(beta1 >= 0 && beta1 < 1)) throw new ValueError("adam", "beta1 must lie in [0, 1)", beta1);
  if (!(beta2 >= 0 && beta2 < 1)) throw new ValueError("adam", "beta2 must lie in [0, 1)", beta2);
  if (!(epsilon > 0)) throw new ValueError("adam", "epsilon must be positive", epsilon);
  return {
    init: (parameters) => ({ step: 0, first: mapTree(zerosLike, parameters), second: mapTree(zerosLike, parameters) }),
    update<T>(parameters: T, gradient: T, state: AdamState) {
      const step = state.step + 1;
      const first = mapTree((m, g) => add(mul(m, beta1), mul(g, 1 - beta1)), state.first as T, gradient);
      const second = mapTree((v, g) => add(mul(v, beta2), mul(square(g), 1 - beta2)), state.second as T, gradient);
      const rate = learningRate / (1 - beta1 ** step);
      const correction = 1 / (1 - beta2 ** step);
      const moved = mapTree(
        (x, m, v) => sub(x, div(mul(m, rate), add(sqrt(mul(v, correction)), epsilon))),
        parameters,
        first,
        second,
      );
      return { parameters: moved, state: { step, first, second } };
    },
  };
}
