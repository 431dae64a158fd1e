import { type Dim, type Float, type NDArray, type Random, type Shape, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import type { Fit } from "../../layer.js";
import type { Run } from "../../run.js";
import { unroll } from "./unroll.js";
import { type Features, type RecurrentOptions, type RecurrentWeights, drawWeights } from "./weights.js";

/**
 * Elman's recurrent network: states follow from inputs and states before.
 *
 *     hₜ = f(W·xₜ + b + U·hₜ₋₁ + b′),   f = tanh or max(·, 0)
 *
 * @remarks Its parameters are fields of torch's names and shapes: `weight_ih_l0` `[hidden, in]`, `weight_hh_l0` `[hidden, hidden]`, … One
 *   product makes the inputs of all steps; each step is a product and a fused kernel.
 * @see Elman, *Finding structure in time*, 1990
 * @example
 * const { output, h } = RNN.init(random(0), 8, 64).forward(x); // x [32, 50, 8]: output [32, 50, 64], h [1, 32, 64]
 */
export class RNN<In extends Dim, Out extends Dim, D extends Float = "float32"> implements RecurrentWeights<D> {
  declare readonly fits?: Fit<In, Out>;
  readonly [name: `weight_${string}` | `bias_${string}`]: NDArray<D>;

  constructor(
    weights: RecurrentWeights<D>,
    readonly nonlinearity: "tanh" | "relu" = "tanh",
    readonly layers: number = 1,
    readonly bidirectional: boolean = false,
    readonly dropout: number = 0,
  ) {
    Object.assign(this, weights);
  }

  /**
   * Draws weights from U(−c, c) with c = 1/√hidden; biases are 0.
   *
   * @throws {ValueError} for lengths that are none, or a nonlinearity or dropout that does not exist
   */
  static init<In extends Dim, Hidden extends Dim, D extends Float = "float32", const Both extends boolean = false>(
    rng: Random,
    inputs: In,
    hidden: Hidden,
    options?: RecurrentOptions<D, Both> & { readonly nonlinearity?: "tanh" | "relu" },
  ): RNN<In, Features<Hidden, Both>, D> {
    const { nonlinearity = "tanh" } = requireOptions("RNN.init", options);
    if (nonlinearity !== "tanh" && nonlinearity !== "relu") {
      throw new ValueError("RNN.init", 'nonlinearity must be "tanh" or "relu"', kindOf(nonlinearity));
    }
    const [weights, wiring] = drawWeights("RNN.init", rng, 1, inputs, hidden, options);
    return new RNN(weights, nonlinearity, wiring.layers, wiring.bidirectional, wiring.dropout);
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
    const { output, h } = unroll("RNN.forward", this.nonlinearity, this, x, state, run);
    return { output, h };
  }
}
