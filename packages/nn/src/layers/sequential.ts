import { type NDArray, type Shape, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Chain, ChainIn, ChainOut, Extended, Fit, Layer } from "../layer.js";
import { forwardPart } from "../part.js";
import type { Run } from "../run.js";

/** Layers applied one after the other. */
export class Sequential<L extends readonly Layer[]> implements Layer {
  declare readonly fits?: Fit<ChainIn<L>, ChainOut<L>>;

  constructor(readonly layers: L) {}

  /** @param x shape `[…, in]`, or `[…, in, …extent]` of images @returns shape `[…, out]`, or `[…, out, …extent]` */
  forward<Batch extends Shape>(
    x: NDArray<any, Extended<Batch, ChainIn<L>>>,
    run?: Run,
  ): NDArray<any, Extended<Batch, ChainOut<L>>> {
    return chain(this.layers, x, run);
  }
}

/**
 * Layers applied one after the other. Neighbours whose dimensions differ do not compile.
 *
 * @throws {ValueError} for no layers at all
 * @example
 * const rng = random(0);
 * const model = sequential(Linear.init(rng, 784, 128), new Relu(), Linear.init(rng, 128, 10));
 */
export function sequential<const L extends readonly Layer[]>(...layers: L & Chain<L>): Sequential<L> {
  if (layers.length === 0) throw new ValueError("sequential", "there must be at least one layer", "none");
  layers.forEach((layer: Layer, i) => {
    if (typeof layer?.forward === "function") return;
    throw new ValueError("sequential", `layer ${i} must have a method forward`, kindOf(layer));
  });
  return new Sequential<L>(layers);
}

function chain(layers: readonly Layer[], x: NDArray, run: Run | undefined): NDArray {
  return layers.reduce((y, layer, i) => forwardPart(`layers[${i}]`, layer, y, run), x);
}
