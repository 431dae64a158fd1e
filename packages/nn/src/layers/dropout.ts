import { type DType, type Dim, type Divided, type NDArray, type Shape, ValueError } from "@linnet/core";
import { kindOf, requireFloat } from "@linnet/core/extend";
import type { Fit, Layer, Same } from "../layer.js";
import { drop } from "../ops/drop.js";
import type { Run } from "../run.js";

/**
 * In training each element is dropped with probability `rate`, independently, and what remains is divided by 1 − rate, so that
 * the mean stays; in inference nothing happens.
 *
 * @see Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov, *Dropout*, 2014
 */
export class Dropout implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  /** @throws {ValueError} unless the rate is in [0, 1): at 1 nothing would be left to scale */
  constructor(readonly rate = 0.5) {
    if (!(rate >= 0 && rate < 1)) throw new ValueError("Dropout", "rate must be in [0, 1)", kindOf(rate));
  }

  /** @param run whose stream is drawn from @throws {DTypeError} for bool and complex */
  forward<D extends DType, S extends Shape>(x: NDArray<D, S>, run?: Run): NDArray<Divided<D>, S> {
    return drop(requireFloat("Dropout.forward", "x", x), this.rate, run);
  }
}
