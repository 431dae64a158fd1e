import type { Dim, Float, NDArray, Random, Shape } from "@linnet/core";
import type { Fit } from "../../layer.js";
import type { Run } from "../../run.js";
import { unroll } from "./unroll.js";
import { type Features, type RecurrentOptions, type RecurrentWeights, drawWeights } from "./weights.js";

/**
 * Gated recurrent units: what of the state is new, and how much of the one before that looks at.
 *
 *     r = σ(Wᵣ·x + Uᵣ·h + bᵣ),   z = σ(W_z·x + U_z·h + b_z)
 *     n = tanh(Wₙ·x + bₙ + r·(Uₙ·h + b′ₙ)),   h ← (1 − z)·n + z·h
 *
 * @remarks Its parameters are fields of torch's names and shapes, gates in the order r, z, n: `weight_ih_l0` `[3·hidden, in]`, …
 * @see Cho et al., *Learning phrase representations using RNN encoder–decoder*, 2014
 * @example
 * const { output, h } = GRU.init(random(0), 8, 64).forward(x); // x [32, 50, 8]: output [32, 50, 64], h [1, 32, 64]
 */
export class GRU<In extends Dim, Out extends Dim, D extends Float = "float32"> implements RecurrentWeights<D> {
  declare readonly fits?: Fit<In, Out>;
  readonly [name: `weight_${string}` | `bias_${string}`]: NDArray<D>;

  constructor(
    weights: RecurrentWeights<D>,
    readonly layers: number = 1,
    readonly bidirectional: boolean = false,
    readonly dropout: number = 0,
  ) {
    Object.assign(this, weights);
  }

  /** Draws weights from U(−c, c) with c = 1/√hidden; biases are 0. @throws {ValueError} for lengths that are none */
  static init<In extends Dim, Hidden extends Dim, D extends Float = "float32", const Both extends boolean = false>(
    rng: Random,
    inputs: In,
    hidden: Hidden,
    options?: RecurrentOptions<D, Both>,
  ): GRU<In, Features<Hidden, Both>, D> {
    const [weights, { layers, bidirectional, dropout }] = drawWeights("GRU.init", rng, 3, inputs, hidden, options);
    return new GRU(weights, layers, bidirectional, dropout);
  }

  /**
   * @param x shape `[…, T, in]`, T ≥ 1
   * @param state h before the first step `[layers·directions, …, hidden]`; default zeros
   * @returns `output` of the last layer at every step `[…, T, out]`, and `h` after the last step, of the state's shape
   * @throws {ShapeError} when shapes do not fit
   */
  forward<B extends Shape, T extends Dim>(
    x: NDArray<D, readonly [...B, T, In]>,
    state: { readonly h?: NDArray } = {},
    run?: Run,
  ): { readonly output: NDArray<D, readonly [...B, T, Out]>; readonly h: NDArray<D> } {
    const { output, h } = unroll("GRU.forward", "gru", this, x, state, run);
    return { output, h };
  }
}
