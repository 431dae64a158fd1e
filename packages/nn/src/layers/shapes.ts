import { type DType, type Dim, type NDArray, type Shape, reshape } from "@linnet/core";
import { normalizeAxis, requireNdim } from "@linnet/core/extend";
import type { Fit, Layer, Same } from "../layer.js";

/** Nothing: the input itself. */
export class Identity implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<D, S> {
    return x;
  }
}

/** All axes from one on as one: `[n, c, h, w]` → `[n, c·h·w]`. */
export class Flatten implements Layer {
  constructor(
    /** The first of the axes that become one. */
    readonly start = 1,
  ) {}

  /** @throws {IndexError} when x has no such axis */
  forward<D extends DType>(x: NDArray<D>): NDArray<D> {
    return flattened(x, this.start);
  }
}

function flattened(x: NDArray, start: number): NDArray {
  requireNdim("Flatten.forward", "x", x, 1);
  const axis = normalizeAxis("Flatten.forward", start, x.ndim);
  const rest: readonly number[] = x.shape.slice(axis);
  return reshape(x, [...x.shape.slice(0, axis), rest.reduce((a, b) => a * b, 1)]);
}
