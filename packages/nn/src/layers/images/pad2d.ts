import {
  type Dim,
  type Float,
  type NDArray,
  type PadMode,
  type Shape,
  ShapeError,
  ValueError,
  pad,
} from "@linnet/core";
import { kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import type { Channels, Fit, Layer, Same } from "../../layer.js";

export interface Pad2dOptions {
  /** What the border is made of, as core's `pad` says. Default `"constant"`. */
  readonly mode?: PadMode;
  /** What a constant border holds. Default 0. */
  readonly value?: number;
}

/** One width for all sides, one for each axis, or before and after each. */
export type PadWidths2d =
  | number
  | readonly [rows: number | readonly [number, number], cols: number | readonly [number, number]];

/**
 * Images with a border: of a constant, the outermost elements, mirror images, or the other end.
 *
 * @example
 * new Pad2d(1, { mode: "reflect" }).forward(x); // x [batch, 3, 8, 8] → [batch, 3, 10, 10]
 */
export class Pad2d implements Layer {
  declare readonly fits?: Fit<Channels<Dim>, Same>;
  readonly widths: readonly (readonly [number, number])[];
  readonly mode: PadMode;
  readonly value: number;

  /** @throws {ValueError} unless widths are integers ≥ 0 */
  constructor(widths: PadWidths2d, options?: Pad2dOptions) {
    const { mode = "constant", value = 0 } = requireOptions("Pad2d", options);
    const list: readonly unknown[] = Array.isArray(widths) ? widths : [widths, widths];
    const pairs = list.map((w): readonly unknown[] => (Array.isArray(w) ? w : [w, w]));
    const isPair = (pair: readonly unknown[]): pair is readonly [number, number] =>
      pair.length === 2 && pair.every((w) => Number.isInteger(w) && (w as number) >= 0);
    if (pairs.length !== 2 || !pairs.every(isPair)) {
      const got = typeof widths === "object" ? JSON.stringify(widths) : kindOf(widths);
      throw new ValueError("Pad2d", "widths must be an integer ≥ 0, or such a one or a pair for both axes", got);
    }
    this.widths = pairs;
    this.mode = mode;
    this.value = value;
  }

  /** @param x shape `[…, height, width]` @throws {ShapeError} for fewer axes @throws {ValueError} for another mode, and for empty axes that have nothing to repeat */
  forward<D extends Float, Batch extends Shape>(
    x: NDArray<D, readonly [...Batch, Dim, Dim]>,
  ): NDArray<D, readonly [...Batch, Dim, Dim]> {
    return bordered(x, this);
  }
}

function bordered(x: NDArray, { widths, mode, value }: Pad2d): NDArray {
  const source = requireFloat("Pad2d.forward", "x", x);
  if (source.ndim < 2) throw new ShapeError("Pad2d.forward", "x must have shape […, H, W]", { x: source.shape });
  const none = Array.from({ length: source.ndim - 2 }, (): readonly [number, number] => [0, 0]);
  return pad(source, [...none, ...widths], { mode, value });
}
