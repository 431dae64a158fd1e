import { array, scope } from "@linnet/core";
import { eigh } from "@linnet/linalg";
import { trustStep } from "./trust-step.js";

/** The step of a quadratic model within a radius. */
export interface ModelStep {
  readonly step: Float64Array;
  /** How much the model promises to fall. */
  readonly predicted: number;
  /** Whether the step ends at the radius. */
  readonly boundary: boolean;
}

/** A quadratic model of a function at one point, asked for its best step within one radius after another. */
export type QuadraticModel = (radius: number) => ModelStep;

/** Eigenvalues, ascending, and eigenvectors in columns, row-major, of a symmetric matrix. */
export interface Spectrum {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

export function spectrumOf(hessian: Float64Array, n: number): Spectrum {
  return scope(() => {
    const { values, vectors } = eigh(array(hessian, { shape: [n, n] }));
    return {
      values: Float64Array.from(values.toTypedArray()),
      vectors: Float64Array.from(vectors.toTypedArray()),
    };
  });
}

/** Vᵀ·x. */
export function intoSpectrum({ vectors }: Spectrum, x: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  const n = x.length;
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) out[k] += vectors[i * n + k] * x[i];
  return out;
}

/** V·x. */
export function outOfSpectrum({ vectors }: Spectrum, x: Float64Array): Float64Array {
  const n = x.length;
  return x.map((_, i) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += vectors[i * n + k] * x[k];
    return sum;
  });
}

/** The model with a dense Hessian, exactly: its eigenvectors are computed once, whatever radius follows. */
export function spectralModel(hessian: Float64Array, gradient: Float64Array): QuadraticModel {
  const spectrum = spectrumOf(hessian, gradient.length);
  const slopes = intoSpectrum(spectrum, gradient);
  return (radius) => {
    const { step, multiplier, predicted } = trustStep(spectrum.values, slopes, radius);
    return { step: outOfSpectrum(spectrum, step), predicted, boundary: multiplier > 0 };
  };
}
