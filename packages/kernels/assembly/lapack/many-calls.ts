import { luConditionMany } from "./condition";
import { choleskyMany, invMany, luMany, luSolveMany } from "./many";
import { solveDefiniteMany, solveMany } from "./solve";

// The calls of many.ts, for float32 and float64 numbers (`single` or not) of one part or two; strides and distances in elements.

export function lu_many(
  single: bool,
  parts: i32,
  count: i32,
  m: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  lu: usize,
  order: usize,
  work: usize,
): i32 {
  const z = parts << (single ? 2 : 3);
  if (single) return luMany<f32>(parts, count, m, n, a, aStep * z, aRow * z, aCol * z, lu, order, work);
  return luMany<f64>(parts, count, m, n, a, aStep * z, aRow * z, aCol * z, lu, order, work);
}

export function lu_solve_many(
  single: bool,
  parts: i32,
  count: i32,
  n: i32,
  k: i32,
  lu: usize,
  luStep: isize,
  order: usize,
  orderStep: isize,
  b: usize,
  bStep: isize,
  bRow: isize,
  bCol: isize,
  x: usize,
): i32 {
  const z = parts << (single ? 2 : 3);
  luStep *= z;
  orderStep <<= 2;
  bStep *= z;
  bRow *= z;
  bCol *= z;
  if (single) return luSolveMany<f32>(parts, count, n, k, lu, luStep, order, orderStep, b, bStep, bRow, bCol, x);
  return luSolveMany<f64>(parts, count, n, k, lu, luStep, order, orderStep, b, bStep, bRow, bCol, x);
}

/** Of real matrices. */
export function lu_condition_many(
  single: bool,
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
  const z = single ? 4 : 8;
  if (single) luConditionMany<f32>(count, n, a, aStep * z, aRow * z, aCol * z, lu, luStep * z, definite, out, work);
  else luConditionMany<f64>(count, n, a, aStep * z, aRow * z, aCol * z, lu, luStep * z, definite, out, work);
}

/** Of real matrices. */
export function solve_many(
  single: bool,
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
  const z = single ? 4 : 8;
  aStep *= z;
  aRow *= z;
  aCol *= z;
  bStep *= z;
  bRow *= z;
  bCol *= z;
  if (single) return solveMany<f32>(count, n, k, a, aStep, aRow, aCol, b, bStep, bRow, bCol, x, lu, order, worst, work);
  return solveMany<f64>(count, n, k, a, aStep, aRow, aCol, b, bStep, bRow, bCol, x, lu, order, worst, work);
}

/** Of real matrices. */
export function solve_definite_many(
  single: bool,
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
  const z = single ? 4 : 8;
  aStep *= z;
  aRow *= z;
  aCol *= z;
  bStep *= z;
  bRow *= z;
  bCol *= z;
  if (single)
    return solveDefiniteMany<f32>(count, n, k, a, aStep, aRow, aCol, b, bStep, bRow, bCol, x, upper, worst, work);
  return solveDefiniteMany<f64>(count, n, k, a, aStep, aRow, aCol, b, bStep, bRow, bCol, x, upper, worst, work);
}

export function inv_many(
  single: bool,
  parts: i32,
  count: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  x: usize,
  work: usize,
): i32 {
  const z = parts << (single ? 2 : 3);
  if (single) return invMany<f32>(parts, count, n, a, aStep * z, aRow * z, aCol * z, x, work);
  return invMany<f64>(parts, count, n, a, aStep * z, aRow * z, aCol * z, x, work);
}

export function cholesky_many(
  single: bool,
  parts: i32,
  count: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  l: usize,
  work: usize,
): i32 {
  const z = parts << (single ? 2 : 3);
  if (single) return choleskyMany<f32>(parts, count, n, a, aStep * z, aRow * z, aCol * z, l, work);
  return choleskyMany<f64>(parts, count, n, a, aStep * z, aRow * z, aCol * z, l, work);
}
