import { luCondition, norm1 } from "./condition";
import { solveDefiniteSides, solveSides } from "./packed";
import { potrf } from "./potrf";
import { factorRows } from "./rows";
import { solveLowerUnit, solveUpper } from "./substitute";
import { copyLine, copyTurned } from "./turned";
import { allFinite } from "./vectors";

/**
 * X = A⁻¹·B of n×n real matrices and n×k right-hand sides of any strides, `count` of them at equal distances, with the packed factors of A
 * and the order of their rows (int32); results are contiguous. Returns the number of the first matrix of which a number is not finite or
 * the estimate of the condition is not at most `worst`, or −1. `work` holds n² numbers, n int32 and 64·n bytes.
 */
export function solveMany<T>(
  count: i32,
  n: i32,
  k: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bStep: isize,
  bRow: isize,
  bCol: isize,
  x: usize,
  lu: usize,
  order: usize,
  worst: f64,
  work: usize,
): i32 {
  const z = sizeof<T>();
  const row = n * z;
  for (let i = 0; i < count; i++) {
    copyTurned<T>(1, n, n, a, aCol, aRow, lu); // as it is
    if (!allFinite<T>(1, n * n, lu, 0)) return i;
    const norm = norm1<T>(n, lu, row, z, work);
    factorRows<T>(n, n, lu, order, work);
    if (!(luCondition<T>(n, norm, lu, row, false, work) <= worst)) return i;
    for (let r = 0; r < n; r++) copyLine<T>(1, k, b + load<i32>(order + (r << 2)) * bRow, bCol, x + r * k * z);
    if (!allFinite<T>(1, n * k, x, 0)) return i;
    if (k == 1) {
      solveOne<T>(n, lu, row, work, x);
    } else {
      solveLowerUnit<T>(1, n, k, lu, row, z, x, k * z);
      solveUpper<T>(1, n, k, lu, row, z, x, k * z);
    }
    a += aStep;
    b += bStep;
    x += n * k * z;
    lu += n * row;
    order += n << 2;
  }
  return -1;
}

/** One right-hand side, beside itself; the reciprocals of the diagonal are where `luCondition` left them, and all finite. */
function solveOne<T>(n: i32, lu: usize, row: isize, sides: usize, x: usize): void {
  for (let i = 0; i < n; i++) v128.store(sides + (i << 4), v128.load_splat<T>(x + i * sizeof<T>()));
  solveSides<T>(n, 0, lu, row, sides + (n << 4), sides);
  for (let i = 0; i < n; i++) store<T>(x + i * sizeof<T>(), load<T>(sides + (i << 4)));
}

/**
 * The same of symmetric positive definite matrices, with U of A = Uᵀ·U, zero below its diagonal, in place of packed factors; stops at what is
 * not definite as well. `work` holds what `potrf` takes too.
 */
export function solveDefiniteMany<T>(
  count: i32,
  n: i32,
  k: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bStep: isize,
  bRow: isize,
  bCol: isize,
  x: usize,
  upper: usize,
  worst: f64,
  work: usize,
): i32 {
  const z = sizeof<T>();
  const row = n * z;
  for (let i = 0; i < count; i++, a += aStep, b += bStep, x += n * k * z, upper += n * row) {
    copyTurned<T>(1, n, n, a, aCol, aRow, upper); // as it is
    if (!allFinite<T>(1, n * n, upper, 0)) return i;
    const norm = norm1<T>(n, upper, row, z, work);
    if (potrf<T>(n, upper, row, work) >= 0) return i;
    for (let r = 1; r < n; r++) memory.fill(upper + r * row, 0, r * z);
    if (!(luCondition<T>(n, norm, upper, row, true, work) <= worst)) return i;
    for (let r = 0; r < n; r++) copyLine<T>(1, k, b + r * bRow, bCol, x + r * k * z);
    if (!allFinite<T>(1, n * k, x, 0)) return i;
    const lanes: i32 = 16 / sizeof<T>();
    for (let c = 0; c < k; c += lanes) solveColumns<T>(n, min(lanes, k - c), upper, row, work, x + c * z, k * z);
  }
  return -1;
}

/** As many right-hand sides as a vector has lanes, or fewer; reciprocals as above. */
function solveColumns<T>(n: i32, k: i32, upper: usize, row: isize, sides: usize, x: usize, xRow: isize): void {
  const z = sizeof<T>();
  memory.fill(sides, 0, n << 4);
  for (let i = 0, at = x, s = sides; i < n; i++, at += xRow, s += 16) {
    for (let c = 0; c < k; c++) store<T>(s + c * z, load<T>(at + c * z));
  }
  solveDefiniteSides<T>(n, upper, row, sides + (n << 4), sides);
  for (let i = 0, at = x, s = sides; i < n; i++, at += xRow, s += 16) {
    for (let c = 0; c < k; c++) store<T>(at + c * z, load<T>(s + c * z));
  }
}
