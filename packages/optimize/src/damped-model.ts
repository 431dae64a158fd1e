import { array, scope } from "@linnet/core";
import { svd } from "@linnet/linalg";
import type { LinearizedFit } from "./residuals.js";
import { type TrustStep, trustStep } from "./trust-step.js";
import { dot, norm } from "./vector.js";

/** A step of a linear model of residuals. */
export interface ScaledStep extends TrustStep {
  /** ‖D·p‖. */
  readonly length: number;
}

/**
 * The linear model r + J·p in the scale of its variables, taken apart once by J·D⁻¹ = U·S·Vᵀ: for any radius the step is
 * p = D⁻¹·V·q with (S² + μI)·q = −S·Uᵀ·r. Small singular values keep their digits, as JᵀJ is never formed.
 */
export class DampedModel {
  /** D: the largest norm of each column of J so far; 1 for a variable that no residual depends on. */
  readonly scales: Float64Array;
  /** S², and S·Uᵀ·r. */
  private readonly values: Float64Array;
  private readonly gradient: Float64Array;
  /** Vᵀ, row-major. */
  private readonly basis: Float64Array;

  /**
   * @param before scales so far
   * @param free variables that steps move
   */
  constructor(
    private readonly fit: LinearizedFit,
    before: Float64Array,
    private readonly free: readonly number[],
  ) {
    const { residuals, jacobian } = fit;
    const [m, n] = [residuals.length, fit.x.length];
    this.scales = Float64Array.from({ length: n }, (_, k) => Math.max(columnNorm(jacobian, n, k), before[k] ?? 0) || 1);
    const scaled = new Float64Array(m * free.length);
    for (let i = 0, at = 0; i < m; i++) for (const k of free) scaled[at++] = jacobian[i * n + k] / this.scales[k];
    const parts = scope(() => {
      const { U, S, Vh } = svd(array(scaled, { shape: [m, free.length] }));
      return [U, S, Vh].map((part) => Float64Array.from(part.toTypedArray()));
    });
    const [left, singular] = parts;
    this.basis = parts[2];
    this.values = singular.map((s) => s * s);
    this.gradient = singular.map((s, i) => {
      let sum = 0;
      for (let row = 0; row < m; row++) sum += left[row * singular.length + i] * residuals[row];
      return s * sum;
    });
  }

  /** ‖D·x‖. */
  scaledNorm(x: Float64Array): number {
    return norm(x.map((value, k) => value * this.scales[k]));
  }

  /** The best p with ‖D·p‖ ≤ radius. */
  step(radius: number): ScaledStep {
    const found = trustStep(this.values, this.gradient, radius);
    const step = new Float64Array(this.scales.length);
    this.free.forEach((k, column) => {
      for (let i = 0; i < found.step.length; i++) step[k] += this.basis[i * this.free.length + column] * found.step[i];
      step[k] /= this.scales[k];
    });
    return { ...found, step, length: norm(found.step) };
  }

  /** A step that bounds have cut short, and what the model promises of it: −gᵀp − ½·‖J·p‖². */
  cut(step: ScaledStep, actual: Float64Array): ScaledStep {
    const { jacobian, gradient } = this.fit;
    const n = actual.length;
    let predicted = -dot(gradient, actual);
    for (let row = 0; row < jacobian.length; row += n) {
      predicted -= dot(jacobian.subarray(row, row + n), actual) ** 2 / 2;
    }
    return { ...step, step: actual, predicted, length: this.scaledNorm(actual) };
  }
}

function columnNorm(matrix: Float64Array, n: number, k: number): number {
  let size = 0;
  for (let at = k; at < matrix.length; at += n) size = Math.hypot(size, matrix[at]);
  return size;
}
