import { type NDArray, add, array, div, finfo, matmul, maximum, mul, sub, sum, abs } from "@linnet/core";

/** What is made small: ½·‖X − W·H‖² or the generalized Kullback–Leibler divergence. */
export type NMFLoss = "frobenius" | "kullback-leibler";

/** λ₁ and λ₂ of the penalties λ₁·Σw + λ₂/2·Σw². */
export interface Penalties {
  readonly l1: number;
  readonly l2: number;
}

/** A factor after a step, and how far the step was from none. */
export interface Update {
  readonly W: NDArray;
  readonly change: number;
}

/**
 * One pass of coordinate descent over the rows of W for ½·‖X − W·H‖² + penalties: each entry to its minimum, the others fixed.
 *
 *     wᵢₜ ← max(0, wᵢₜ − gᵢₜ/hₜₜ),  g = W·(HHᵀ + λ₂·I) − XHᵀ + λ₁
 *
 * `change` is the sum of |g| where it points into the nonnegative numbers.
 *
 * @param XHt shape `[n, k]`
 * @param HHt shape `[k, k]`
 * @see Cichocki & Phan, *Fast local algorithms for large scale nonnegative matrix and tensor factorizations*, 2009
 */
export function descend(W: NDArray, XHt: NDArray, HHt: NDArray, { l1, l2 }: Penalties): Update {
  const [n, k]: readonly number[] = W.shape;
  const w = W.toTypedArray() as Float64Array; // of either float dtype
  const [target, products] = [XHt.toTypedArray() as Float64Array, HHt.toTypedArray() as Float64Array];
  let change = 0;
  for (let i = 0; i < n * k; i += k) {
    for (let t = 0; t < k; t++) {
      const row = t * k;
      let gradient = l1 + l2 * w[i + t] - target[i + t];
      for (let r = 0; r < k; r++) gradient += products[row + r] * w[i + r];
      change += Math.abs(w[i + t] === 0 ? Math.min(0, gradient) : gradient);
      const curvature = products[row + t] + l2;
      if (curvature > 0) w[i + t] = Math.max(0, w[i + t] - gradient / curvature);
      else if (gradient > 0) w[i + t] = 0; // linear: of a component that died out, under a penalty
    }
  }
  return { W: array(w, { shape: [n, k], dtype: W.dtype }), change };
}

/**
 * One multiplicative step on W for the Kullback–Leibler divergence Σ xᵢⱼ·log(xᵢⱼ/(W·H)ᵢⱼ) − xᵢⱼ + (W·H)ᵢⱼ + λ₁·Σw, which never raises it:
 *
 *     W ← W ∘ ((X ⊘ (W·H))·Hᵀ) ⊘ (1·(H·1)ᵀ + λ₁)
 *
 * `change` is how much of the mass Σw·(H·1) it moved, a share.
 *
 * @see Lee & Seung, *Algorithms for non-negative matrix factorization*, 2001
 */
export function multiply(x: NDArray, W: NDArray, H: NDArray, l1: number): Update {
  const weights: NDArray = add(sum(H, { axis: 1 }), l1);
  const { smallestNormal, eps } = finfo(x);
  const floor = smallestNormal / eps; // of a component that died out
  const ratio: NDArray = div(x, maximum(matmul(W, H) as NDArray, floor) as NDArray);
  const next: NDArray = mul(W, div(matmul(ratio, H.T as NDArray) as NDArray, maximum(weights, floor) as NDArray));
  const moved: number = sum(mul(abs(sub(next, W) as NDArray), weights)).item();
  const mass: number = sum(mul(W, weights)).item();
  return { W: next, change: mass > 0 ? moved / mass : 0 };
}
