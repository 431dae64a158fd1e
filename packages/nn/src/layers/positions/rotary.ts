import {
  type Float,
  type NDArray,
  type Shape,
  ShapeError,
  ValueError,
  add,
  concat,
  fromFunction,
  mul,
  neg,
  slice,
} from "@linnet/core";
import { kindOf, requireFloat, requireNdim, requireOptions } from "@linnet/core/extend";
import { requireBase } from "./sinusoidal.js";

export interface RotaryOptions {
  /** Position of the first row: how many rows of a sequence went before. Default 0. */
  readonly start?: number;
  /** Wavelengths are 2π·base^(2i/d). Default 10000. */
  readonly base?: number;
}

/**
 * Rotary positions: turns the i-th pair of features of row t by the angle t·θᵢ, so that products of queries and keys depend on the
 * distance of their positions only.
 *
 *     (x′ᵢ, x′ᵢ₊ₕ) = R(t·θᵢ)·(xᵢ, xᵢ₊ₕ),   h = d/2,   θᵢ = base^(−2i/d),   ⟨Rₘ·q, Rₙ·k⟩ = ⟨q, Rₙ₋ₘ·k⟩
 *
 * @param x shape `[…, T, d]`, d even: queries or keys, before their products
 * @returns the same shape
 * @throws {ShapeError} for an odd number of features
 * @throws {ValueError} for a start that is not finite, or a base that is not above 1
 * @remarks Pairs are halves of the row apart, as in the checkpoints of Llama and GPT-NeoX. Angles are computed in float64.
 * @see Su et al., *RoFormer: enhanced transformer with rotary position embedding*, 2021
 * @example
 * scaledDotProductAttention(rotary(q), rotary(k), v);
 */
export function rotary<D extends Float, S extends Shape>(x: NDArray<D, S>, options?: RotaryOptions): NDArray<D, S> {
  return rotated(x, options);
}

function rotated(source: NDArray, options: RotaryOptions | undefined): NDArray {
  const { start = 0, base = 10_000 } = requireOptions("rotary", options);
  const x = requireFloat("rotary", "x", source);
  requireNdim("rotary", "x", x, 2);
  requireBase("rotary", base);
  if (!Number.isFinite(start)) throw new ValueError("rotary", "start must be a finite number", kindOf(start));
  const [length, d] = x.shape.slice(-2);
  if (d % 2 !== 0 || d === 0) {
    throw new ShapeError("rotary", "x must have an even number of features along its last axis", { x: x.shape });
  }
  const h = d / 2;
  const angle = (t: number, i: number): number => (start + t) * base ** ((-2 * (i % h)) / d);
  const dtype = x.dtype === "float64" ? "float64" : "float32";
  const cosines: NDArray = fromFunction([length, d], (t, i) => Math.cos(angle(t, i)), { dtype });
  const sines: NDArray = fromFunction([length, d], (t, i) => Math.sin(angle(t, i)), { dtype });
  return add(mul(x, cosines), mul(quarterTurn(x, h), sines));
}

/** (x₁, x₂) ↦ (−x₂, x₁), of halves of rows. */
function quarterTurn(x: NDArray, h: number): NDArray {
  const halves: readonly NDArray[] = [neg(slice(x, "...", `${h}:`)), slice(x, "...", `:${h}`)];
  return concat(halves, { axis: x.ndim - 1 });
}
