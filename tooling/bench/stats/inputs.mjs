// What the rows of the stats table compute with; peers/stats.py draws the same distributions.
import { numbers } from "../core/inputs.mjs";

export function normals(n, p, seed = 1) {
  return numbers("float64", n * p, seed);
}

/** Columns whose deviations fall off by 0.98 each, as pixels' components do. */
export function decaying(n, p) {
  return normals(n, p).map((v, i) => v * 0.98 ** (i % p));
}

/** k groups that overlap, so that labels move for more than 20 iterations, and centres to begin with. */
export function blobs({ n, p, k }) {
  const centers = normals(k, p, 2);
  const x = normals(n, p).map((v, i) => v + 0.2 * centers[(Math.floor(i / p) % k) * p + (i % p)]);
  return { x, start: x.slice(0, k * p).map((v) => v + 0.5) };
}

/** Ten columns that matter, of p, and noise. */
export function regression({ n, p }) {
  const x = normals(n, p);
  const noise = normals(n, 1, 3);
  const signal = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < Math.min(10, p); j++) sum += x[i * p + j];
    return sum;
  });
  return { x, signal, noise };
}

/** Two classes: the sign of the signal in noise of about the deviation of the logistic distribution. */
export function labels({ signal, noise }) {
  return signal.map((s, i) => (s + 1.7 * noise[i] > 0 ? 1 : 0));
}
