import type { DType, Dim, Divided, NDArray, Shape } from "@linnet/core";
import type { Fit, Layer, Same } from "../../layer.js";
import { celu, elu, selu } from "../../ops/exponential-units.js";

/** x where it is positive, α·(eˣ − 1) elsewhere. */
export class Elu implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly alpha = 1) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return elu(x, this.alpha);
  }
}

/** The scaled `Elu` that keeps mean 0 and variance 1 through layers of LeCun-normal weights. */
export class Selu implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return selu(x);
  }
}

/** x where it is positive, α·(e^(x/α) − 1) elsewhere. */
export class Celu implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly alpha = 1) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return celu(x, this.alpha);
  }
}
