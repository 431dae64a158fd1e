/** The transpose of m×n numbers of one part T or two, its rows of m numbers contiguous. */
export function copyTurned<T>(parts: i32, m: i32, n: i32, a: usize, aRow: isize, aCol: isize, o: usize): void {
  const z = parts * sizeof<T>();
  for (; n > 0; n--, a += aCol, o += m * z) copyLine<T>(parts, m, a, aRow, o);
}

/** o ← n numbers at equal distances. */
export function copyLine<T>(parts: i32, n: i32, a: usize, step: isize, o: usize): void {
  if (step == parts * sizeof<T>()) copyContiguous<T>(parts * n, a, o);
  else if (parts == 1) for (; n > 0; n--, a += step, o += sizeof<T>()) store<T>(o, load<T>(a));
  else if (sizeof<T>() == 4) for (; n > 0; n--, a += step, o += 8) store<u64>(o, load<u64>(a));
  else for (; n > 0; n--, a += step, o += 16) v128.store(o, v128.load(a));
}

function copyContiguous<T>(n: i32, a: usize, o: usize): void {
  const end = a + n * sizeof<T>();
  for (const last = end - 16; a <= last; a += 16, o += 16) v128.store(o, v128.load(a));
  for (; a < end; a += sizeof<T>(), o += sizeof<T>()) store<T>(o, load<T>(a));
}
