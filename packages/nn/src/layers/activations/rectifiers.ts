import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  type Shape,
  full,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { Fit, Layer, Same } from "../../layer.js";
import { hardtanh, leakyRelu, prelu, relu6 } from "../../ops/rectifiers.js";
import { requireCount, requireFiniteNumber } from "../../require.js";

/** min(max(x, 0), 6), element by element. */
export class Relu6 implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return relu6(x);
  }
}

/** x limited to [low, high], element by element. */
export class Hardtanh implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(
    readonly low = -1,
    readonly high = 1,
  ) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return hardtanh(x, { low: this.low, high: this.high });
  }
}

/** x where it is positive, a·x elsewhere. */
export class LeakyRelu implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(
    /** a */
    readonly negativeSlope = 0.01,
  ) {}

  forward<D extends DType, S extends Shape>(x: NDArray<D, S>): NDArray<Divided<D>, S> {
    return leakyRelu(x, this.negativeSlope);
  }
}

/** Options of `Prelu.init`. */
export interface PreluOptions<D extends Float> {
  /** The first slopes. Default 0.25. */
  readonly negativeSlope?: number;
  /** Default `"float32"`. */
  readonly dtype?: D;
}

/** `LeakyRelu` whose slopes are parameters: one for all elements, or one for each channel, along axis 1. */
export class Prelu<D extends Float = "float32"> implements Layer {
  declare readonly fits?: Fit<Dim, Same>;

  constructor(
    /** Shape `[channels]` or `[1]`. */
    readonly weight: NDArray<D, readonly [number]>,
  ) {}

  /**
   * @param channels 1 for one slope that all share
   * @throws {ValueError} unless it is a positive integer, and the slope finite
   */
  static init<D extends Float = "float32">(channels: number, options?: PreluOptions<D>): Prelu<D> {
    const { negativeSlope = 0.25, dtype = "float32" as D } = requireOptions("Prelu.init", options); // D is so when it is left out
    requireCount("Prelu.init", "channels", channels);
    requireFiniteNumber("Prelu.init", "negativeSlope", negativeSlope);
    return new Prelu(full([channels], negativeSlope, { dtype }));
  }

  /** @param x shape `[n, channels, …]` @throws {ShapeError} for another number of channels */
  forward<E extends DType, S extends Shape>(x: NDArray<E, S>): NDArray<Divided<Promote<E, D>>, S> {
    return prelu(x, this.weight);
  }
}
