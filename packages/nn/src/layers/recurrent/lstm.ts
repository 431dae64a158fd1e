import type { Dim, Float, NDArray, Random, Shape } from "@linnet/core";
import type { Fit } from "../../layer.js";
import type { Run } from "../../run.js";
import { unroll } from "./unroll.js";
import { type Features, type RecurrentOptions, type RecurrentWeights, drawWeights } from "./weights.js";

/**
 * Long short-term memory: a state c that gates add to, forget and show.
 *
 *     i, f, o = σ(W·x + U·h + b),   g = tanh(W·x + U·h + b),   c ← f·c + i·g,   h ← o·tanh c
 *
 * @remarks Its parameters are fields of torch's names and shapes, gates in the order i, f, g, o: `weight_ih_l0` `[4·hidden, in]`, …
 * @see Hochreiter & Schmidhuber, *Long short-term memory*, 1997; Gers, Schmidhuber & Cummins, *Learning to forget*, 2000
 * @example
 * const { output, h, c } = LSTM.init(random(0), 8, 64).forward(x); // x [32, 50, 8]: output [32, 50, 64], h and c [1, 32, 64]
 */
export class LSTM<In extends Dim, Out extends Dim, D extends Float = "float32"> implements RecurrentWeights<D> {
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

  /**
   * Draws weights from U(−c, c) with c = 1/√hidden; biases are 0, but those of the forget gate 1.
   *
   * @throws {ValueError} for lengths that are none, or a dropout outside [0, 1)
   */
  static init<In extends Dim, Hidden extends Dim, D extends Float = "float32", const Both extends boolean = false>(
    rng: Random,
    inputs: In,
    hidden: Hidden,
    options?: RecurrentOptions<D, Both>,
  ): LSTM<In, Features<Hidden, Both>, D> {
    const [weights, { layers, bidirectional, dropout }] = drawWeights("LSTM.init", rng, 4, inputs, hidden, options);
    return new LSTM(weights, layers, bidirectional, dropout);
  }

  /**
   * @param x shape `[…, T, in]`, T ≥ 1
   * @param state h and c before the first step `[layers·directions, …, hidden]`; default zeros
   * @returns `output` of the last layer at every step `[…, T, out]`, and `h` and `c` after the last step, of the state's shape
   * @throws {ShapeError} when shapes do not fit
   */
  forward<B extends Shape, T extends Dim>(
    x: NDArray<D, readonly [...B, T, In]>,
    state: { readonly h?: NDArray; readonly c?: NDArray } = {},
    run?: Run,
  ): { readonly output: NDArray<D, readonly [...B, T, Out]>; readonly h: NDArray<D>; readonly c: NDArray<D> } {
    const { output, h, c } = unroll("LSTM.forward", "lstm", this, x, state, run);
    return { output, h, c: c as NDArray }; // an LSTM has c
  }
}
