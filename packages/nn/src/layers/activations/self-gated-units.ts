import { type DType, type Dim, type Divided, type NDArray, type Shape, gelu } from "@linnet/core";
import type { Fit, Layer, Same } from "../../layer.js";
import { geluTanh, glu, mish, silu } from "../../ops/self-gated-units.js";

/** x·Φ(x), where Φ is the normal distribution function, or its approximation with tanh. */
export class Gelu implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(readonly form: "exact" | "tanh" = "exact") {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return this.form === "tanh" ? geluTanh(x) : gelu(x);
  }
}

/** x·σ(x), also called swish. */
export class Silu implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return silu(x);
  }
}

/** x·tanh(log(1 + eˣ)). */
export class Mish implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return mish(x);
  }
}

/** The first half along an axis times σ of the second: half as many features. */
export class Glu implements Layer {
  constructor(readonly axis = -1) {}

  /** @throws {ShapeError} when the axis has no two halves */
  forward<D extends DType>(x: NDArray<D>): NDArray<Divided<D>> {
    return glu(x, { axis: this.axis });
  }
}
