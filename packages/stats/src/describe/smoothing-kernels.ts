import {
  type NDArray,
  type Random,
  add,
  div,
  log,
  logSumExp,
  matmul,
  mul,
  exp,
  relu,
  slice,
  sqrt,
  square,
  sum,
} from "@linnet/core";

/** `"epanechnikov"` is 0 beyond √(p + 4) standard deviations. */
export type SmoothingKernel = "gaussian" | "epanechnikov";

/** A density around the origin of p dimensions that depends on the distance only, with the identity as covariance. */
interface Kernel {
  /** Σᵢ wᵢ·K of each row. @param squares of distances, `[m, n]` @param weights `[n]` @returns `[m]` */
  mixture(squares: NDArray, weights: NDArray, p: number): NDArray;
  /** Its logarithm. */
  logMixture(squares: NDArray, weights: NDArray, p: number): NDArray;
  /** Independent draws, `[m, p]`. */
  draw(rng: Random, m: number, p: number): NDArray;
}

/** (2π)^(−p/2)·e^(−r²/2) */
const gaussian: Kernel = {
  mixture: (squares, weights, p) => mul(matmul(exp(mul(squares, -0.5)), weights), (2 * Math.PI) ** (-p / 2)),
  logMixture: (squares, weights, p) =>
    add(logSumExp(add(mul(squares, -0.5), log(weights)) as NDArray, { axis: 1 }), (-p / 2) * Math.log(2 * Math.PI)),
  draw: (rng, m, p) => rng.normal([m, p]),
};

/** (p + 2)/(2·Vₚ·Rᵖ)·(1 − r²/R²)₊ with R² = p + 4, where Vₚ is the volume of the unit ball. */
const epanechnikov: Kernel = {
  mixture(squares, weights, p) {
    const height = (p + 2) / (2 * ballVolume(p) * (p + 4) ** (p / 2));
    return mul(matmul(relu(add(mul(squares, -1 / (p + 4)), 1) as NDArray), weights), height);
  },
  logMixture: (squares, weights, p) => log(epanechnikov.mixture(squares, weights, p)),
  /** Of a uniform point of the sphere in p + 4 dimensions, p coordinates have a density that is proportional to 1 − r². */
  draw(rng, m, p) {
    const z: NDArray = rng.normal([m, p + 4]);
    const radius: NDArray = sqrt(sum(square(z), { axis: 1, keepDims: true }) as NDArray);
    return mul(div(slice(z, ":", `0:${p}`) as NDArray, radius) as NDArray, Math.sqrt(p + 4));
  },
};

export const smoothingKernels: Readonly<Record<SmoothingKernel, Kernel>> = { gaussian, epanechnikov };

/** V₀ = 1, V₁ = 2, Vₚ = 2π/p·Vₚ₋₂. */
function ballVolume(p: number): number {
  if (p < 2) return p === 0 ? 1 : 2;
  return ((2 * Math.PI) / p) * ballVolume(p - 2);
}
