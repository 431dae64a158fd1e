import { type StepOperand, runStep } from "./step-family.js";
import type { Strided } from "../strided.js";

/** The numbers of a step of `adam`. */
export interface AdamCoefficients {
  /** 1 to go down along the gradient, −1 to go up. */
  readonly sign: number;
  /** λ of a decay that is part of the gradient. */
  readonly decay: number;
  /** What is left of x before the step: 1 − η·λ of a decay beside the gradient, else 1. */
  readonly shrink: number;
  readonly beta1: number;
  readonly beta2: number;
  /** 1 / √(1 − β₂ᵗ). */
  readonly root: number;
  readonly epsilon: number;
  /** η / (1 − β₁ᵗ). */
  readonly rate: number;
}

/**
 * One step of Adam, in one pass.
 *
 *     d = ±g + λ·x,   m⁺ = β₁·m + (1 − β₁)·d,   v⁺ = β₂·v + (1 − β₂)·d²,   h⁺ = max(h, v⁺)
 *     x⁺ = shrink·x − rate·m⁺ / (root·√h⁺ + ε)
 *
 * All operands are contiguous, of one shape and one float dtype. Without a largest moment (`null` twice) h⁺ is v⁺.
 */
export function adamStep(
  inputs: readonly [x: Strided, g: Strided, m: Strided, v: Strided, h: StepOperand],
  outputs: readonly [x: Strided, m: Strided, v: Strided, h: StepOperand],
  { sign, decay, shrink, beta1, beta2, root, epsilon, rate }: AdamCoefficients,
): void {
  const coefficients = [sign, decay, shrink, beta1, 1 - beta1, beta2, 1 - beta2, root, epsilon, rate];
  runStep("adam", inputs[0], Number(inputs[4] !== null), inputs, outputs, coefficients);
}
