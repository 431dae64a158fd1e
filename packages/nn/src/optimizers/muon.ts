import { type NDArray, add, mul, reshape, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { LearningRate } from "../schedules/schedule.js";
import { type AdamState } from "./adam.js";
import { adamw } from "./adamw.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Where } from "./leaves.js";
import { type MaskedState, divided } from "./masked.js";
import { newtonSchulz } from "./newton-schulz.js";
import type { Optimizer } from "./optimizer.js";
import { requireCount, requireFlag, requireFraction, requireFunction } from "../require.js";
import type { WeightDecay } from "./weight-decay.js";

export interface MuonOptions<O> {
  /** Default 0.02. */
  readonly learningRate?: LearningRate;
  /** Share of the last step that is kept, in [0, 1). Default 0.95. */
  readonly momentum?: number;
  /** Look ahead along the velocity. Default `true`. */
  readonly nesterov?: boolean;
  /** λ: weights shrink by the factor 1 − η·λ a step. Default 0. */
  readonly weightDecay?: WeightDecay;
  /** Steps of the iteration that makes a velocity orthogonal. Default 5. */
  readonly iterations?: number;
  /** Of the real parameters of two axes and more, those that are matrices. Default: all. Leave embeddings and the last layer out. */
  readonly where?: Where;
  /** The rule for all others. Default `adamw()`. */
  readonly otherwise?: Optimizer<O>;
}

/**
 * Muon: matrices step along the orthogonal matrix nearest to their velocity, so that all directions are learned at one rate.
 *
 *     v ← μ·v + g,  O ≈ U·Vᵀ of g + μ·v = U·Σ·Vᵀ,  W ← (1 − η·λ)·W − η·√max(1, m/n)·O
 *
 * Kernels of convolutions are matrices `[out, in·kh·kw]`. The state holds the `velocity` of matrices, and what the other rule remembers.
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @remarks 4·m²·n + 2·m³ flops an iteration for m ≤ n, all in products of matrices.
 * @see Jordan et al., *Muon: an optimizer for hidden layers in neural networks*, 2024; Bernstein & Newhouse, *Old optimizer, new norm*, 2024
 * @example
 * muon({ where: (path) => !path.startsWith("embedding."), otherwise: adamw({ learningRate: 3e-4 }) });
 */
export function muon<O = AdamState>(options?: MuonOptions<O>): Optimizer<MaskedState<LeafState<"velocity">, O>> {
  const given = requireOptions("muon", options);
  const { learningRate = 0.02, momentum = 0.95, nesterov = true, weightDecay = 0, iterations = 5 } = given;
  const { where = () => true, otherwise = adamw() as Optimizer<any> } = given; // O is AdamState when it is left out
  requireFraction("muon", "momentum", momentum);
  requireFlag("muon", "nesterov", nesterov);
  requireCount("muon", "iterations", iterations);
  requireFunction("muon", "where", where);
  const matrices = leafwise<"velocity">({
    op: "muon",
    learningRate,
    weightDecay,
    memory: ["velocity"],
    move(x, g, before, { rate, decay }) {
      const velocity = add(mul(before.velocity, momentum), g);
      const direction = nesterov ? add(g, mul(velocity, momentum)) : velocity;
      const step = newtonSchulz(asMatrix(direction), iterations);
      const [m, n] = step.shape;
      const scaled = reshape(mul(step, rate * Math.sqrt(Math.max(1, m / n))), x.shape);
      return { x: sub(decay === 0 ? x : mul(x, 1 - rate * decay), scaled), velocity };
    },
  });
  return divided("muon", matrices, (path, leaf) => isMatrix(leaf) && where(path, leaf), otherwise, false);
}

/** Whether a parameter is a matrix, or a stack of rows that is one. */
export function isMatrix({ ndim, size, type }: NDArray): boolean {
  return ndim >= 2 && size > 0 && type.kind === "float";
}

/** A row for each output: `[out, in·kh·kw]`. */
export function asMatrix(x: NDArray): NDArray {
  return x.ndim === 2 ? x : reshape(x, [x.shape[0], -1]);
}
