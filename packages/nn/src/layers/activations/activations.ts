import { type DType, type Dim, type Divided, type NDArray, type Shape, relu, sigmoid, tanh } from "@linnet/core";
import type { Fit, Layer, Same } from "../../layer.js";

/** max(x, 0), element by element. */
export class Relu implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
    return relu(x);
  }
}

/** tanh x, element by element. */
export class Tanh implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return tanh(x);
  }
}

/** 1 / (1 + e⁻ˣ), element by element. */
export class Sigmoid implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return sigmoid(x);
  }
}
