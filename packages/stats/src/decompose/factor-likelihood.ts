import { type NDArray, array, clip, div, exp, flip, matmul, mul, scope, sqrt, square, sum } from "@linnet/core";
import { eigh } from "@linnet/linalg";
import { ConvergenceError, type Minimum, lbfgs } from "@linnet/optimize";

/** The maximum of likelihood: loadings `[k, p]` and uniquenesses `[p]` of the correlations, canonical (Λ·Ψ⁻¹·Λᵀ diagonal). */
export interface FactorSolution {
  readonly loadings: NDArray;
  readonly uniquenesses: NDArray;
  /** ln|Σ| + tr(R·Σ⁻¹). */
  readonly discrepancy: number;
  readonly iterations: number;
  readonly converged: boolean;
}

export interface FactorLimits {
  readonly least: number;
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Factors of correlations R by maximum likelihood. For given uniquenesses Ψ the best loadings have a closed form, by the k largest
 * eigenvalues θ and vectors W of Ψ^(−½)·R·Ψ^(−½): Λᵀ = Ψ^½·W·(Θ − I)₊^½; what is left is a function of Ψ alone,
 *
 *     F(Ψ) = ln|Ψ| + tr(Ψ^(−½)·R·Ψ^(−½)) + Σ_{i≤k, θᵢ>1} (ln θᵢ + 1 − θᵢ),  ∂F/∂ln ψⱼ = (Σⱼⱼ − Rⱼⱼ) / ψⱼ
 *
 * which L-BFGS-B minimizes over ln Ψ, from ψⱼ = (1 − k/(2p)) / (R⁻¹)ⱼⱼ. R may be singular.
 *
 * @param R `[p, p]`, float64, all of it
 * @see Jöreskog, *Some contributions to maximum likelihood factor analysis*, Psychometrika 1967; Lawley & Maxwell 1971, ch. 4
 */
export function factorSolution(
  R: NDArray,
  k: number,
  { least, tolerance, maxIterations, signal }: FactorLimits,
): FactorSolution {
  const options = {
    bounds: { lower: Math.log(least), upper: 0 },
    gradientTolerance: tolerance,
    maxIterations,
    ...(signal === undefined ? {} : { signal }),
  };
  const start = firstUniquenesses(R, k, least);
  const { x, iterations, converged } = minimum((t) => discrepancy(R, t, k), start, options);
  signal?.throwIfAborted();
  const { value, loadings, uniquenesses } = discrepancy(R, x, k);
  return { loadings, uniquenesses, discrepancy: value, iterations, converged };
}

type Limited = NonNullable<Parameters<typeof lbfgs<NDArray>>[2]>;

/** The likelihood has local maxima: one not reached in time is answered as it is. */
function minimum(
  objective: (t: NDArray) => { readonly value: number; readonly gradient: NDArray },
  start: NDArray,
  options: Limited,
): { readonly x: NDArray; readonly iterations: number; readonly converged: boolean } {
  try {
    const { x, iterations } = lbfgs(objective, start, options);
    return { x, iterations, converged: true };
  } catch (error) {
    if (!(error instanceof ConvergenceError)) throw error;
    const { x, iterations } = error.best as Minimum<NDArray>; // lbfgs's
    return { x, iterations, converged: false };
  }
}

function discrepancy(R: NDArray, t: NDArray, k: number) {
  return scope(() => {
    const p: number = R.shape[0];
    const psi: NDArray = exp(t);
    const root: NDArray = sqrt(psi);
    const scaled: NDArray = div(div(R, root) as NDArray, root.reshape([p, 1]) as NDArray);
    const { values, vectors } = eigh(scaled, { range: { index: [p - k, p] } });
    const theta: NDArray = flip(values as NDArray);
    const W: NDArray = (flip(vectors as NDArray, { axis: 1 }) as NDArray).T as NDArray;
    const beyond: NDArray = sqrt(clip(theta.sub(1) as NDArray, 0, Infinity) as NDArray);
    const loadings: NDArray = mul(mul(W, beyond.reshape([k, 1])) as NDArray, root);
    const common: NDArray = sum(square(loadings), { axis: 0 });
    const gradient: NDArray = div(common.add(psi).sub(1) as NDArray, psi);
    const trace = (sum(div(1, psi) as NDArray) as NDArray).item();
    const gains = Array.from(theta.toTypedArray(), (v) => (v > 1 ? Math.log(v) + 1 - v : 0));
    const value = (sum(t) as NDArray).item() + trace + gains.reduce((a, b) => a + b, 0);
    return { value, gradient, loadings, uniquenesses: psi };
  });
}

/** Guttman's bound of communalities, with eigenvalues of R no less than 10⁻⁶ of the largest. */
function firstUniquenesses(R: NDArray, k: number, least: number): NDArray {
  const p: number = R.shape[0];
  const { values, vectors }: { values: NDArray; vectors: NDArray } = eigh(R);
  const floored = clip(values, 1e-6 * values.at(p - 1).item(), Infinity) as NDArray;
  const inverse = matmul(square(vectors), div(1, floored) as NDArray) as NDArray; // the diagonal of R⁻¹
  const first = Array.from(inverse.toTypedArray(), (v) =>
    Math.log(Math.min(1, Math.max(least, (1 - k / (2 * p)) / v))),
  );
  return array(first) as NDArray;
}
