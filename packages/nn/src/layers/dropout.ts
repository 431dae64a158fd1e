import { type DType, type Dim, type Divided, type NDArray, type Shape, ValueError, mul, where } from "@linnet/core";
import { kindOf, requireFloat } from "@linnet/core/extend";
import type { Fit, Layer, Same } from "../layer.js";
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
    return dropped(requireFloat("Dropout.forward", "x", x), this.rate, run);
  }
}

function dropped(x: NDArray, rate: number, run: Run | undefined): NDArray {
  if (run?.training !== true || rate === 0) return x;
  return where(run.rng.bernoulli(1 - rate, x.shape), mul(x, 1 / (1 - rate)), 0);
}
