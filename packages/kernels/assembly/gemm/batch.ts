import { product } from "./product";

/** `count` products C ← α·A·B + β·C of one shape; the next operands lie `aStep`, `bStep` and `cStep` elements further on. */
export function batch<T>(
  count: i32,
  m: i32,
  n: i32,
  k: i32,
  alpha: T,
  a: usize,
  aRow: isize,
  aCol: isize,
  aStep: isize,
  b: usize,
  bRow: isize,
  bCol: isize,
  bStep: isize,
  beta: T,
  c: usize,
  cRow: isize,
  cCol: isize,
  cStep: isize,
  work: usize,
): void {
  const z = sizeof<T>();
  for (; count > 0; count--, a += aStep * z, b += bStep * z, c += cStep * z) {
    product<T>(m, n, k, alpha, a, aRow, aCol, b, bRow, bCol, beta, c, cRow, cCol, work);
  }
}
