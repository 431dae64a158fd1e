import { inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import type { MatrixInput } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { type ForwardOptions, type LayerInput, passForward, readNetwork } from "./network.js";

/**
 * The way of a batch through a small network of affine layers, as matrix products.
 *
 * @param x shape `[batch, in]`, up to 16 × 16
 * @param layers weights `[out, in]` and biases `[out]`; layers of `@linnet/nn` fit
 * @returns results: input, weights and bias of the last layer, and `Y` `[batch, out]`
 * @throws {ShapeError} when a layer does not take what the one before it gives
 * @remarks Default arithmetic float64.
 * @example
 * forward([[1, 2]], [{ weight: [[1, 0], [0, -1]] }, { weight: [[2, 3]] }]).result("Y").toArray(); // [[2]]
 */
export function forward(x: MatrixInput, layers: readonly LayerInput[], options: ForwardOptions = {}): Explanation {
  const op = "explain.forward";
  const { cells, activation } = readNetwork(op, x, layers, options);
  return inArithmetic(
    op,
    options,
    cells,
    (arithmetic, grids) => {
      const story = new Recorder(arithmetic);
      passForward(story, grids, activation);
      return new Explanation("forward", "Forward through a network", arithmetic.name, story.steps);
    },
    "float64",
  );
}
