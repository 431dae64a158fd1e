import { solveDefiniteSides, solveSides, solveSidesTransposed } from "./packed";

/** Pairs of solves after which the search for the worst right-hand side ends. */
const MAX_STEPS: i32 = 5;
/** By how much the gradient must promise to exceed what was reached, for another pair of solves to be worth it. */
const WORTH: f64 = 1.0625;

/**
 * Estimates ‖A‖₁·‖A⁻¹‖₁ of n×n matrices from their packed factors L·U = P·A (P does not change the norm), for `definite` ones from Uᵀ·U = A; strides in bytes. Writes f64,
 * Infinity where a solve overflows or a pivot is zero. `work` holds n vectors of 16 bytes and n numbers, and n f64 beside them.
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
  definite: bool,
  out: usize,
  work: usize,
): void {
  for (let i = 0; i < count; i++, a += aStep, lu += luStep, out += 8) {
    store<f64>(out, luCondition<T>(n, norm1<T>(n, a, aRow, aCol, work), lu, n * sizeof<T>(), definite, work));
  }
}

/** The same of one matrix of which ‖A‖₁ is known. */
export function luCondition<T>(n: i32, norm: f64, lu: usize, row: isize, definite: bool, work: usize): f64 {
  if (n == 0) return 1;
  if (norm == 0) return Infinity;
  const z = sizeof<T>();
  const reciprocals = work + (n << 4);
  for (let i = 0, d = lu; i < n; i++, d += row + z) store<T>(reciprocals + i * z, <T>1 / load<T>(d));
  return estimate<T>(n, norm, lu, row, definite, reciprocals, work);
}

/** The largest sum of magnitudes of a column, not more than there are numbers; `sums` holds n f64. */
export function norm1<T>(n: i32, a: usize, aRow: isize, aCol: isize, sums: usize): f64 {
  memory.fill(sums, 0, n << 3);
  for (let i = 0; i < n; i++, a += aRow) {
    if (aCol == sizeof<T>()) addMagnitudes<T>(n, a, sums);
    else for (let j = 0, p = a, s = sums; j < n; j++, p += aCol, s += 8) addMagnitude<T>(p, s);
  }
  let largest: f64 = 0;
  for (let j = 0; j < n; j++, sums += 8) {
    const sum = load<f64>(sums);
    if (sum > largest) largest = sum;
  }
  return min<f64>(largest, f64.MAX_VALUE);
}

/** Adds the magnitudes of n contiguous numbers to sums. */
function addMagnitudes<T>(n: i32, a: usize, sums: usize): void {
  const end = a + n * sizeof<T>();
  for (const last = end - 4 * sizeof<T>(); a <= last; a += 4 * sizeof<T>(), sums += 32) {
    let x = f64x2.abs(v128.load(a));
    let y = f64x2.abs(v128.load(a, 16));
    if (sizeof<T>() == 4) {
      const v = f32x4.abs(v128.load(a));
      x = f64x2.promote_low_f32x4(v);
      y = f64x2.promote_low_f32x4(v128.shuffle<f64>(v, v, 1, 1));
    }
    v128.store(sums, f64x2.add(v128.load(sums), x));
    v128.store(sums, f64x2.add(v128.load(sums, 16), y), 16);
  }
  for (; a < end; a += sizeof<T>(), sums += 8) addMagnitude<T>(a, sums);
}

/** @inline */
function addMagnitude<T>(a: usize, sum: usize): void {
  store<f64>(sum, load<f64>(sum) + <f64>abs<T>(load<T>(a)));
}

/**
 * ‖A⁻¹·x‖₁ is maximized over ‖x‖₁ ≤ 1, a convex function, from as many starts at once as a vector has lanes: the gradient A⁻ᵀ·sign(A⁻¹·x)
 * names the corner to go to next. Vectors are about as long as A, so that scaling A changes nothing. LAPACK's dlacn2 climbs from the first
 * start alone, and ends where the corner does not change.
 */
function estimate<T>(n: i32, norm: f64, lu: usize, row: isize, definite: bool, reciprocals: usize, x: usize): f64 {
  const reach: f64 = sizeof<T>() == 8 ? 8.452712498170644e270 : 1.2676506002282294e30; // 2^900, 2^100
  const length = min<f64>(max<f64>(norm, 1 / reach), reach);
  writeStarts<T>(n, length, x);
  solve<T>(n, 0, lu, row, definite, reciprocals, x);
  let best = largestSum<T>(n, x);
  for (let step = 0; step < MAX_STEPS && n > 1; step++) {
    writeSigns<T>(n, <T>length, x);
    if (definite) solveDefiniteSides<T>(n, lu, row, reciprocals, x);
    else solveSidesTransposed<T>(n, lu, row, reciprocals, x);
    const from = writeCorners<T>(n, best * WORTH, <T>length, x);
    if (from < 0) break;
    solve<T>(n, from, lu, row, definite, reciprocals, x);
    const sum = largestSum<T>(n, x);
    if (sum <= best) break;
    best = sum;
  }
  return best * (norm / length);
}

function solve<T>(n: i32, from: i32, lu: usize, row: isize, definite: bool, reciprocals: usize, x: usize): void {
  if (definite) solveDefiniteSides<T>(n, lu, row, reciprocals, x);
  else solveSides<T>(n, from, lu, row, reciprocals, x);
}

/** Vectors of ‖x‖₁ = length: equal numbers; alternating signs and growing, which meets what deceives the former; two other patterns of signs. */
function writeStarts<T>(n: i32, length: f64, x: usize): void {
  const z = sizeof<T>();
  const equal = length / <f64>n;
  const growing = n > 1 ? equal / 1.5 : equal;
  const slope = n > 1 ? growing / <f64>(n - 1) : 0;
  for (let i = 0; i < n; i++, x += 16) {
    store<T>(x, <T>equal);
    const size = growing + slope * <f64>i;
    store<T>(x + z, <T>(i & 1 ? -size : size));
    if (z == 8) continue;
    store<T>(x + 2 * z, <T>(i & 2 ? -equal : equal));
    store<T>(x + 3 * z, <T>(i & 4 ? -equal : equal));
  }
}

/** The largest of the lanes' Σ |xᵢ|, Infinity where a solve overflowed. */
function largestSum<T>(n: i32, x: usize): f64 {
  let sums = v128.splat<T>(<T>0);
  for (; n > 0; n--, x += 16) sums = v128.add<T>(sums, v128.abs<T>(v128.load(x)));
  const largest = largestLane<T>(sums);
  return largest < Infinity ? largest : Infinity; // NaN too
}

/** xᵢ ← ±length with the sign of xᵢ. */
function writeSigns<T>(n: i32, length: T, x: usize): void {
  const sign = v128.splat<T>(<T>-0.0);
  const size = v128.splat<T>(length);
  for (; n > 0; n--, x += 16) v128.store(x, v128.or(v128.and(v128.load(x), sign), size));
}

/**
 * Replaces each lane by `length` times the unit vector of its largest number, and returns the least index of these; −1 where none of
 * them is larger than `enough`.
 */
function writeCorners<T>(n: i32, enough: f64, length: T, x: usize): i32 {
  const end = x + (n << 4);
  let largest = v128.splat<T>(<T>0);
  for (let p = x; p < end; p += 16) largest = v128.pmax<T>(largest, v128.abs<T>(v128.load(p)));
  if (!(largestLane<T>(largest) > enough)) return -1;
  const size = v128.splat<T>(length);
  let found = v128.splat<T>(<T>0);
  let from = n;
  for (let i = 0; i < n; i++, x += 16) {
    const first = v128.andnot(v128.eq<T>(v128.abs<T>(v128.load(x)), largest), found);
    if (from == n && v128.any_true(first)) from = i;
    found = v128.or(found, first);
    v128.store(x, v128.and(first, size));
  }
  return from;
}

function largestLane<T>(v: v128): f64 {
  const largest = max<f64>(<f64>v128.extract_lane<T>(v, 0), <f64>v128.extract_lane<T>(v, 1));
  if (sizeof<T>() == 8) return largest;
  return max<f64>(largest, max<f64>(<f64>v128.extract_lane<T>(v, 2), <f64>v128.extract_lane<T>(v, 3)));
}
