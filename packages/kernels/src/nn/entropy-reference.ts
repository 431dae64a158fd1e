import { elements } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import type { EntropyTask } from "./entropy.js";

/** `entropyRows` in plain TypeScript and float64, row by row. */
export function entropyRows(
  logits: Strided,
  labels: Strided,
  losses: Strided,
  slopes: Strided,
  { classes, ignored, smoothing, reduction }: EntropyTask,
): number {
  const n = labels.layout.size;
  const t = Array.from(elements(labels.storage, labels.type).subarray(labels.offset, labels.offset + n));
  const wrong = t.findIndex((label) => label !== ignored && (label < 0 || label >= classes));
  if (wrong >= 0) return wrong;
  const kept = t.filter((label) => label !== ignored).length;
  if (reduction === "mean" && kept === 0) return n;
  const divisor = reduction === "mean" ? kept : 1;
  const [y, s] = [elements(losses.storage, losses.type), elements(slopes.storage, slopes.type)];
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const from = logits.offset + i * classes;
    const z = Array.from(elements(logits.storage, logits.type).subarray(from, from + classes));
    const { loss, slope } = t[i] === ignored ? { loss: 0, slope: z.map(() => 0) } : entropy(z, t[i], smoothing);
    slope.forEach((value, j) => (s[slopes.offset + i * classes + j] = value / divisor));
    if (reduction === "none") y[losses.offset + i] = loss;
    sum += loss;
  }
  if (reduction !== "none") y[losses.offset] = sum / divisor;
  return -1;
}

function entropy(z: readonly number[], label: number, smoothing: number): { loss: number; slope: number[] } {
  const m = z.reduce((most, v) => Math.max(most, v), Number.NEGATIVE_INFINITY);
  const place = z.indexOf(m);
  const e = z.map((v) => Math.exp(v - m));
  const rest = e.reduce((sum, v, j) => (j === place ? sum : sum + v), 0);
  const even = smoothing === 0 ? 0 : z.reduce((sum, v) => sum + (m - v), 0) * (smoothing / z.length);
  const own = label === place ? 0 : m - z[label];
  const slope = e.map((v, j) => v / (1 + rest) - Number(j === label) * (1 - smoothing) - smoothing / z.length);
  if (label === place && smoothing === 0) slope[label] = -rest / (1 + rest); // p − 1 without cancellation
  return { loss: own * (1 - smoothing) + even + Math.log1p(rest), slope };
}
