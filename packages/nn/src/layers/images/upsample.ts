import { type Dim, type Float, type NDArray, type Shape, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import type { Channels, Fit, Layer, Same } from "../../layer.js";
import { type ResizeMode, resize } from "../../ops/resize.js";

export interface UpsampleOptions {
  /** Default `"nearest"`. */
  readonly mode?: ResizeMode;
  /** Whether the outermost elements stay outermost; else elements are areas, and their middles are places. Bilinear only. Default `false`. */
  readonly alignCorners?: boolean;
}

/**
 * Images `scale` times as high and wide.
 *
 * @example
 * new Upsample(2).forward(x); // x [batch, 8, 14, 14] → [batch, 8, 28, 28]
 */
export class Upsample implements Layer {
  declare readonly fits?: Fit<Channels<Dim>, Same>;
  readonly scale: readonly [number, number];
  readonly mode: ResizeMode;
  readonly alignCorners: boolean;

  /** @throws {ValueError} unless scales are positive numbers and the mode is one of the two */
  constructor(scale: number | readonly [down: number, across: number], options?: UpsampleOptions) {
    const { mode = "nearest", alignCorners = false } = requireOptions("Upsample", options);
    const [down, across, ...others]: readonly number[] = typeof scale === "object" ? scale : [scale, scale];
    if (others.length > 0 || ![down, across].every((s) => Number.isFinite(s) && s > 0)) {
      const got = Array.isArray(scale) ? `[${scale.map(kindOf).join(", ")}]` : kindOf(scale);
      throw new ValueError("Upsample", "scale must be a positive number, or two of them", got);
    }
    if (mode !== "nearest" && mode !== "bilinear") {
      throw new ValueError("Upsample", 'mode must be "nearest" or "bilinear"', kindOf(mode));
    }
    if (alignCorners && mode === "nearest") {
      throw new ValueError("Upsample", "alignCorners must go with bilinear", "nearest", 'Add mode: "bilinear".');
    }
    this.scale = [down, across];
    this.mode = mode;
    this.alignCorners = alignCorners;
  }

  /** @param x shape `[…, height, width]` @returns shape `[…, ⌊scale·height⌋, ⌊scale·width⌋]` @throws {ShapeError} for images without elements */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim, Dim]> {
    return resize("Upsample.forward", x, this.scale, this.mode, this.alignCorners);
  }
}
