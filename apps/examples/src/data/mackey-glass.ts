import { type NDArray, type Random, add, array } from "@linnet/core";

const [DELAY, SUBSTEPS, SETTLING] = [17, 10, 300];

/**
 * The Mackey–Glass series at t = 0, 1, 2, …, chaotic at this delay, as it is measured with noise.
 *
 *     dx/dt = 0.2·x(t − 17) / (1 + x(t − 17)¹⁰) − 0.1·x(t)
 *
 * @param noise standard deviation of what is added; the series itself varies by 0.22
 * @returns float64 `[length]`
 * @remarks Euler steps of a tenth; a first stretch of 300 is thrown away.
 * @see Mackey & Glass, *Oscillation and chaos in physiological control systems*, 1977
 */
export function mackeyGlass(rng: Random, length: number, noise: number): NDArray {
  const steps = (SETTLING + length) * SUBSTEPS;
  const x = new Float64Array(steps).fill(1.2);
  for (let t = 1; t < steps; t++) {
    const delayed = x[Math.max(0, t - 1 - DELAY * SUBSTEPS)];
    x[t] = x[t - 1] + ((0.2 * delayed) / (1 + delayed ** 10) - 0.1 * x[t - 1]) / SUBSTEPS;
  }
  const clean = array(Float64Array.from({ length }, (_, t) => x[(SETTLING + t) * SUBSTEPS]));
  return add(clean, rng.normal([length], { std: noise }));
}
