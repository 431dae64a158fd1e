import { elements } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import type { Moments, Standard } from "./standardize.js";

/** The meaning of `standardize`: rows by their plain formulas in float64. */
export function standardize({ centred, epsilon }: Standard, x: Strided, out: Strided, moments: Moments): void {
  const n = x.layout.shape[x.layout.shape.length - 1];
  const [data, to] = [x, out].map((a) => elements(a.storage, a.type).subarray(a.offset, a.offset + a.layout.size));
  const { means, variances, factors } = moments;
  const [m, v, r] = [means, variances, factors].map((a) => elements(a.storage, a.type).subarray(a.offset));
  for (let i = 0; i * n < data.length; i++) {
    const row = Array.from(data.subarray(i * n, (i + 1) * n));
    const mean = centred ? row.reduce((sum, value) => sum + value, 0) / n : 0;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
    m[i] = mean;
    v[i] = variance;
    r[i] = 1 / Math.sqrt(variance + epsilon);
    row.forEach((value, j) => {
      to[i * n + j] = (value - mean) / Math.sqrt(variance + epsilon);
    });
  }
}

/** The meaning of `standardizePullBack`. */
export function standardizePullBack(centred: boolean, g: Strided, h: Strided, factors: Strided, out: Strided): void {
  const n = g.layout.shape[g.layout.shape.length - 1];
  const [ct, y, r, to] = [g, h, factors, out].map((a) => elements(a.storage, a.type).subarray(a.offset));
  for (let start = 0; start < g.layout.size; start += n) {
    let [mean, along] = [0, 0];
    for (let j = start; j < start + n; j++) {
      mean += centred ? ct[j] / n : 0;
      along += (ct[j] * y[j]) / n;
    }
    for (let j = start; j < start + n; j++) to[j] = r[start / n] * (ct[j] - mean - y[j] * along);
  }
}
