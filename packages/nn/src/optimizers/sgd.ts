import { ValueError, add, mapTree, mul, sub, zerosLike } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { Optimizer } from "./optimizer.js";

export interface SgdOptions {
  /** Length of a step along the gradient. Default 0.01. */
  readonly learningRate?: number;
  /** Share of the last step that is kept, in [0, 1). Default 0. */
  readonly momentum?: number;
}

/** What `sgd` remembers: the velocity of each parameter, `null` without momentum. */
export interface SgdState {
  readonly velocity: unknown;
}

/**
 * Stochastic gradient descent with momentum.
 *
 *     v ← μ·v + g,  x ← x − η·v
 *
 * @throws {ValueError} for a learning rate that is not positive or a momentum outside [0, 1)
 * @see Sutskever, Martens, Dahl & Hinton, *On the importance of initialization and momentum in deep learning*, 2013
 */
export function sgd(options?: SgdOptions): Optimizer<SgdState> {
  const { learningRate = 0.01, momentum = 0 } = requireOptions("sgd", options);
  if (!(learningRate > 0)) throw new ValueError("sgd", "learningRate must be positive", learningRate);
  if (!(momentum >= 0 && momentum < 1)) throw new ValueError("sgd", "momentum must lie in [0, 1)", momentum);
  return {
    init: (parameters) => ({ velocity: momentum === 0 ? null : mapTree(zerosLike, parameters) }),
    update<T>(parameters: T, gradient: T, { velocity }: SgdState) {
      if (velocity === null) {
        return {
          parameters: mapTree((x, g) => sub(x, mul(g, learningRate)), parameters, gradient),
          state: { velocity },
        };
      }
      const next = mapTree((v, g) => add(mul(v, momentum), g), velocity as T, gradient);
      return {
        parameters: mapTree((x, v) => sub(x, mul(v, learningRate)), parameters, next),
        state: { velocity: next },
      };
    },
  };
}
