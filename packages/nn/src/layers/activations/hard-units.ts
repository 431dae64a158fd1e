import type { DType, Dim, Divided, NDArray, Shape } from "@linnet/core";
import type { Fit, Layer, Same } from "../../layer.js";
import { hardshrink, hardsigmoid, hardswish, softshrink } from "../../ops/hard-units.js";

/** x/6 + ½ limited to [0, 1]. */
export class Hardsigmoid implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return hardsigmoid(x);
  }
}

/** x·hardsigmoid(x). */
export class Hardswish implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return hardswish(x);
  }
}

/** x where |x| > λ, 0 elsewhere. */
export class Hardshrink implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly lambda = 0.5) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return hardshrink(x, this.lambda);
  }
}

/** sign(x)·max(|x| − λ, 0). */
export class Softshrink implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly lambda = 0.5) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return softshrink(x, this.lambda);
  }
}
