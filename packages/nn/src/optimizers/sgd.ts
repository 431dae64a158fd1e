import { ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { sgdStep } from "../ops/sgd-step.js";
import type { LearningRate } from "../schedules/schedule.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireFlag, requireFraction } from "../require.js";
import type { WeightDecay } from "./weight-decay.js";

export interface SgdOptions {
  /** Length of a step along the gradient. Default 0.01. */
  readonly learningRate?: LearningRate;
  /** Share of the last step that is kept, in [0, 1). Default 0. */
  readonly momentum?: number;
  /** Share of a gradient that does not enter the velocity, in [0, 1). Default 0. */
  readonly dampening?: number;
  /** Look ahead along the velocity; needs momentum, and no dampening. Default `false`. */
  readonly nesterov?: boolean;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss. Default 0. */
  readonly weightDecay?: WeightDecay;
  /** Go up along the gradient. Default `false`. */
  readonly maximize?: boolean;
}

/**
 * Stochastic gradient descent, with momentum. The state holds the `velocity` of each parameter, if there is momentum.
 *
 *     d = ∇f + λ·x,  v ← μ·v + (1 − τ)·d  (v ← d in the first step),  x ← x − η·v
 *     Nesterov: x ← x − η·(d + μ·v)
 *
 * @throws {ValueError} for a learning rate that is not positive, momentum or dampening outside [0, 1), a negative decay
 * @remarks One pass over a parameter, its gradient and its velocity.
 * @see Sutskever, Martens, Dahl & Hinton, *On the importance of initialization and momentum in deep learning*, 2013
 * @example
 * sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: { rate: 1e-4, where: matricesOnly } });
 */
export function sgd(options?: SgdOptions): Optimizer<LeafState<"velocity">> {
  const given = requireOptions("sgd", options);
  const { learningRate = 0.01, momentum = 0, dampening = 0, weightDecay = 0 } = given;
  const { nesterov = false, maximize = false } = given;
  requireFraction("sgd", "momentum", momentum);
  requireFraction("sgd", "dampening", dampening);
  requireFlag("sgd", "nesterov", nesterov);
  requireFlag("sgd", "maximize", maximize);
  if (nesterov && (momentum === 0 || dampening !== 0)) {
    const got = `momentum ${momentum} and dampening ${dampening}`;
    throw new ValueError("sgd", "nesterov needs momentum and no dampening", got);
  }
  return leafwise<"velocity">({
    op: "sgd",
    learningRate,
    weightDecay,
    memory: momentum === 0 ? [] : ["velocity"],
    move(x, g, { velocity = null }: { velocity?: typeof x | null }, { rate, count, decay }) {
      const gain = count === 1 ? 1 : 1 - dampening;
      const next = sgdStep(x, g, velocity, { sign: maximize ? -1 : 1, decay, momentum, gain, rate, nesterov });
      return { x: next.x, velocity: next.velocity ?? next.x }; // without momentum nobody reads the second
    },
  });
}
