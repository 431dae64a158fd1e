import { copyNumber } from "./numbers";

/** The transpose of m×n numbers, its rows of m numbers contiguous. */
export function copyTurned<T>(parts: i32, m: i32, n: i32, a: usize, aRow: isize, aCol: isize, o: usize): void {
  for (; n > 0; n--, a += aCol) {
    for (let i = m, p = a; i > 0; i--, p += aRow, o += parts * sizeof<T>()) copyNumber<T>(parts, p, o);
  }
}
