import { type Dim, type NDArray, type Shape, ShapeError, type ShapeProblem, ValueError, add } from "@linnet/core";
import { kindOf, sameShape } from "@linnet/core/extend";
import type { Fit, InOf, Layer, OutOf } from "../layer.js";
import { forwardPart } from "../part.js";
import type { Run } from "../run.js";

/**
 * What a layer adds to its input: x + f(x).
 *
 * @see He, Zhang, Ren & Sun, *Deep residual learning for image recognition*, 2016
 */
export class Residual<L extends Layer> implements Layer {
  declare readonly fits?: Fit<InOf<L>, InOf<L>>;

  constructor(readonly layer: L) {}

  /** @throws {ShapeError} when the layer changes the shape */
  forward<Batch extends Shape>(
    x: NDArray<any, readonly [...Batch, InOf<L>]>,
    run?: Run,
  ): NDArray<any, readonly [...Batch, InOf<L>]> {
    return sumWith(this.layer, x, run);
  }
}

/** The layer itself when it gives as many features as it takes, else with a sentence on which the compiler puts its finger. */
type Kept<L> =
  Changes<InOf<L>, OutOf<L, InOf<L>>> extends true
    ? L & ShapeProblem<`residual: the layer takes ${InOf<L>} features and gives ${OutOf<L, InOf<L>>}`>
    : L;

type Changes<In extends Dim, Out extends Dim> = number extends In | Out ? false : In extends Out ? false : true;

/**
 * A layer and a way around it: x + f(x). A layer that gives another number of features than it takes does not compile.
 *
 * @throws {ValueError} for what is no layer
 * @example
 * residual(sequential(Linear.init(rng, 64, 256), new Relu(), Linear.init(rng, 256, 64)));
 */
export function residual<L extends Layer>(layer: L & Kept<L>): Residual<L> {
  if (typeof (layer as Layer | undefined)?.forward === "function") return new Residual<L>(layer);
  throw new ValueError("residual", "layer must have a method forward", kindOf(layer));
}

function sumWith(layer: Layer, x: NDArray, run: Run | undefined): NDArray {
  const y = forwardPart("layer", layer, x, run);
  const shapes = { x: x.shape as readonly number[], y: y.shape as readonly number[] };
  if (!sameShape(shapes.x, shapes.y)) throw new ShapeError("Residual.forward", "the layer must keep the shape", shapes);
  return add(x, y);
}
