import { ShapeError, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** How many inputs an output sees, and how many outputs an input. */
export interface Fans {
  readonly in: number;
  readonly out: number;
}

/**
 * Of weights `[out, in, …window]`: in·|window| and out·|window|.
 *
 * @throws {ShapeError} for fewer axes than two, or empty ones
 */
export function fansOf(op: string, shape: readonly number[]): Fans {
  if (shape.length < 2 || shape.includes(0)) {
    throw new ShapeError(op, "the shape must have at least two axes, none empty", { shape });
  }
  const window = shape.slice(2).reduce((a, b) => a * b, 1);
  return { in: shape[1] * window, out: shape[0] * window };
}

/** What follows the weights. */
export type Nonlinearity = "linear" | "sigmoid" | "tanh" | "relu" | "leakyRelu" | "selu";

/** Gains as PyTorch has them: √2 and √(2/(1 + a²)) keep the variance through rectifiers, 5/3 roughly that of tanh. */
const gains: Readonly<Record<Exclude<Nonlinearity, "leakyRelu">, number>> = {
  linear: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: Math.SQRT2,
  selu: 0.75,
};

/**
 * What weights are multiplied with, so that the variance survives the nonlinearity behind them.
 *
 * @param negativeSlope of `"leakyRelu"`
 * @throws {ValueError} for another name
 */
export function gainOf(op: string, nonlinearity: Nonlinearity, negativeSlope: number): number {
  if (nonlinearity === "leakyRelu") return Math.sqrt(2 / (1 + negativeSlope * negativeSlope));
  if (Object.hasOwn(gains, nonlinearity)) return gains[nonlinearity];
  const known = [...Object.keys(gains), "leakyRelu"].join(", ");
  throw new ValueError(op, `nonlinearity must be one of ${known}`, kindOf(nonlinearity));
}
