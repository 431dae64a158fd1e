import {
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  type Shape,
  greater,
  logSoftmax,
  mul,
  softmax,
  softplus,
  where,
} from "@linnet/core";
import { requireFloat } from "@linnet/core/extend";
import type { Fit, Layer, Same } from "../../layer.js";
import { requirePositiveNumber } from "../../require.js";
import { logSigmoid, softmin, softsign, tanhshrink } from "../../ops/smooth-units.js";

/**
 * log(1 + e^(βx)) / β: a smooth relu.
 *
 * Exact for all x. Above a `threshold` on βx, where one is given, it is x itself, for models that were trained so: PyTorch's
 * default is 20, which costs 1e−10 of the value.
 */
export class Softplus implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(
    /** β */
    readonly beta = 1,
    readonly threshold: number = Infinity,
  ) {}

  /** @throws {ValueError} unless β and the threshold are positive */
  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return scaledSoftplus(requireFloat("Softplus.forward", "x", x), this);
  }
}

/** x / (1 + |x|). */
export class Softsign implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return softsign(x);
  }
}

/** x − tanh x. */
export class Tanhshrink implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return tanhshrink(x);
  }
}

/** log σ(x). */
export class LogSigmoid implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return logSigmoid(x);
  }
}

/** eˣ / Σ eˣ along an axis. */
export class Softmax implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly axis = -1) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return softmax(x, { axis: this.axis });
  }
}

/** log softmax along an axis. */
export class LogSoftmax implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly axis = -1) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return logSoftmax(x, { axis: this.axis });
  }
}

/** softmax(−x) along an axis. */
export class Softmin implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly axis = -1) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return softmin(x, { axis: this.axis });
  }
}

function scaledSoftplus(x: NDArray, { beta, threshold }: Softplus): NDArray {
  requirePositiveNumber("Softplus.forward", "beta", beta);
  if (threshold !== Infinity) requirePositiveNumber("Softplus.forward", "threshold", threshold);
  const y: NDArray = beta === 1 ? softplus(x) : mul(softplus(mul(x, beta)), 1 / beta);
  return threshold === Infinity ? y : where(greater(mul(x, beta), threshold), x, y);
}
