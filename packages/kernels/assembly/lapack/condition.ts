import { copyTurned } from "./turned";
import { axpy } from "./vectors";

/** Pairs of solves after which the search for the worst right-hand side ends. */
const MAX_STEPS: i32 = 5;

/**
 * Estimates ‖A‖₁·‖A⁻¹‖₁ of n×n matrices from their packed factors L·U = P·A, as LAPACK's lacn2 (P does not change the norm); strides in
 * bytes. Writes f64, Infinity where a solve overflows or a pivot is zero. `work` holds n² + n numbers.
 */
export function luConditionMany<T>(
  count: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  lu: usize,
  luStep: isize,
  out: usize,
  work: usize,
): void {
  const z = sizeof<T>();
  const x = work + n * n * z;
  for (let i = 0; i < count; i++, a += aStep, lu += luStep, out += 8) {
    const norm = norm1<T>(n, a, aRow, aCol);
    copyTurned<T>(1, n, n, lu, n * z, z, work);
    for (let j = 0, d = work; j < n; j++, d += (n + 1) * z) store<T>(d, <T>1 / load<T>(d));
    store<f64>(out, norm == 0 ? Infinity : estimate<T>(n, norm, lu, work, x));
  }
}

/** The largest sum of magnitudes of a column. */
function norm1<T>(n: i32, a: usize, aRow: isize, aCol: isize): f64 {
  let largest: f64 = 0;
  for (let j = 0; j < n; j++, a += aCol) {
    let sum: f64 = 0;
    for (let i = 0, p = a; i < n; i++, p += aRow) sum += <f64>abs<T>(load<T>(p));
    largest = max<f64>(largest, sum);
  }
  return min<f64>(largest, f64.MAX_VALUE);
}

function estimate<T>(n: i32, norm: f64, lu: usize, turned: usize, x: usize): f64 {
  const z = sizeof<T>();
  const reach: f64 = z == 8 ? 8.452712498170644e270 : 1.2676506002282294e30; // 2^900, 2^100
  const length = min<f64>(max<f64>(norm, 1 / reach), reach);
  for (let i = 0; i < n; i++) store<T>(x + i * z, <T>(length / <f64>n));
  solve<T>(n, turned, x);
  let best = magnitudes<T>(n, x);
  if (n > 1) {
    best = climb<T>(n, length, best, lu, turned, x);
    for (let i = 0; i < n; i++) {
      const size = length * (1 + <f64>i / <f64>(n - 1));
      store<T>(x + i * z, <T>(i & 1 ? -size : size));
    }
    solve<T>(n, turned, x);
    best = max<f64>(best, (2 * magnitudes<T>(n, x)) / <f64>(3 * n));
  }
  return best * (norm / length);
}

/** From x = A⁻¹·b to the unit vectors that promise more, as long as there is more. */
function climb<T>(n: i32, length: f64, best: f64, lu: usize, turned: usize, x: usize): f64 {
  const z = sizeof<T>();
  const row = n * z;
  let at = -1;
  for (let step = 0; step < MAX_STEPS; step++) {
    for (let i = 0; i < n; i++) store<T>(x + i * z, load<T>(x + i * z) < 0 ? -1 : 1);
    solveTransposed<T>(n, lu, turned, x);
    let next = 0;
    for (let i = 1; i < n; i++) if (abs<T>(load<T>(x + i * z)) > abs<T>(load<T>(x + next * z))) next = i;
    if (at >= 0 && abs<T>(load<T>(x + next * z)) <= abs<T>(load<T>(x + at * z))) break;
    at = next;
    memory.fill(x, 0, row);
    store<T>(x + at * z, <T>length);
    solve<T>(n, turned, x);
    const sum = magnitudes<T>(n, x);
    if (sum <= best) break;
    best = sum;
  }
  return best;
}

/** Σ |xᵢ|, Infinity where a solve overflowed. */
function magnitudes<T>(n: i32, x: usize): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < n; i++, x += sizeof<T>()) sum += <f64>abs<T>(load<T>(x));
  return sum < Infinity ? sum : Infinity; // NaN too
}

/** x ← U⁻¹·L⁻¹·x, from columns: those of the packed factors, with reciprocals on the diagonal. */
function solve<T>(n: i32, turned: usize, x: usize): void {
  const z = sizeof<T>();
  for (let j = 1, from = turned + z, at = x; j < n; j++, from += (n + 1) * z, at += z) {
    axpy<T>(n - j, -load<T>(at), from, at + z);
  }
  for (let j = n - 1, from = turned + j * n * z, at = x + j * z; j >= 0; j--, from -= n * z, at -= z) {
    const v = load<T>(at) * load<T>(from + j * z);
    store<T>(at, v);
    axpy<T>(j, -v, from, x);
  }
}

/** x ← L⁻ᵀ·U⁻ᵀ·x, from rows; the diagonal is that of the columns. */
function solveTransposed<T>(n: i32, lu: usize, turned: usize, x: usize): void {
  const z = sizeof<T>();
  const step = (n + 1) * z;
  for (let i = 0, at = x, from = lu + z; i < n; i++, at += z, from += step) {
    const v = load<T>(at) * load<T>(turned + i * step);
    store<T>(at, v);
    axpy<T>(n - 1 - i, -v, from, at + z);
  }
  for (let i = n - 1, from = lu + i * n * z; i > 0; i--, from -= n * z) axpy<T>(i, -load<T>(x + i * z), from, x);
}
