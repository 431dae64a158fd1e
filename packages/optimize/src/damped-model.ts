import { array, scope } from "@linnet/core";
import { svd } from "@linnet/linalg";
import type { LinearizedFit } from "./residuals.js";
import { type TrustStep, trustStep } from "./trust-step.js";
import { norm } from "./vector.js";

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

  constructor({ residuals, jacobian }: LinearizedFit, before: Float64Array) {
    const m = residuals.length;
    const n = jacobian.length / m;
    this.scales = Float64Array.from({ length: n }, (_, k) => Math.max(columnNorm(jacobian, n, k), before[k] ?? 0) || 1);
    const scaled = jacobian.map((value, at) => value / this.scales[at % n]);
    const parts = scope(() => {
      const { U, S, Vh } = svd(array(scaled, { shape: [m, n] }));
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
    const n = this.scales.length;
    const step = this.scales.map((scale, k) => {
      let sum = 0;
      for (let i = 0; i < found.step.length; i++) sum += this.basis[i * n + k] * found.step[i];
      return sum / scale;
    });
    return { ...found, step, length: norm(found.step) };
  }
}

function columnNorm(matrix: Float64Array, n: number, k: number): number {
  let size = 0;
  for (let at = k; at < matrix.length; at += n) size = Math.hypot(size, matrix[at]);
  return size;
}
