import { MEAN, NONE, group, groupOf, share } from "./rows";

export { scratch } from "../scratch";

/**
 * Cross-entropy of n rows of logits z and their labels, contiguous, and its slopes. `reduction`: 0 stores a loss for each row, 1
 * their sum, 2 their mean over the rows whose label is not ignored. Answers −1, or the first row whose label is no class, or n
 * where a mean has no row; then nothing is stored.
 */
export function f32_entropy(
  n: i32,
  classes: i32,
  z: usize,
  labels: usize,
  ignores: bool,
  ignored: i32,
  smoothing: f64,
  reduction: i32,
  losses: usize,
  slopes: usize,
): i32 {
  return entropy<f32>(n, classes, z, labels, ignores, ignored, smoothing, reduction, losses, slopes);
}

/** The same in float64. */
export function f64_entropy(
  n: i32,
  classes: i32,
  z: usize,
  labels: usize,
  ignores: bool,
  ignored: i32,
  smoothing: f64,
  reduction: i32,
  losses: usize,
  slopes: usize,
): i32 {
  return entropy<f64>(n, classes, z, labels, ignores, ignored, smoothing, reduction, losses, slopes);
}

/** @inline */
function entropy<T extends number>(
  n: i32,
  classes: i32,
  z: usize,
  labels: usize,
  ignores: bool,
  ignored: i32,
  smoothing: f64,
  reduction: i32,
  losses: usize,
  slopes: usize,
): i32 {
  let kept = 0;
  for (let i = 0; i < n; i++) {
    const label = load<i32>(labels + ((<usize>i) << 2));
    if (ignores && label == ignored) continue;
    if (<u32>label >= <u32>classes) return i;
    kept++;
  }
  if (reduction == MEAN && kept == 0) return n;
  const divisor = reduction == MEAN ? <f64>kept : 1;
  share(classes, ignores, ignored, smoothing, 1 / divisor);
  const bytes = <usize>classes * sizeof<T>();
  const most = groupOf(bytes);
  let sum: f64 = 0;
  let lost: f64 = 0; // what rounding took from the sum, after Neumaier
  for (let i = 0; i < n; i += most) {
    const rows = min(most, n - i);
    const from = group<T>(rows, z + <usize>i * bytes, labels + ((<usize>i) << 2), slopes + <usize>i * bytes);
    for (let k = 0; k < rows; k++) {
      const loss = load<f64>(from + ((<usize>k) << 3));
      if (reduction == NONE) store<T>(losses + <usize>(i + k) * sizeof<T>(), <T>loss);
      const next = sum + loss;
      lost += abs(sum) >= abs(loss) ? sum - next + loss : loss - next + sum;
      sum = next;
    }
  }
  // Of infinite losses nothing was lost: ∞ − ∞ is no correction.
  if (reduction != NONE) store<T>(losses, <T>((abs(sum) < Infinity ? sum + lost : sum) / divisor));
  return -1;
}
