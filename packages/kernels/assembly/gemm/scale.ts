/** C ← β·C for any strides (in bytes); β = 0 writes zeros whatever C held. */
export function scale(bytes: i32, m: i32, n: i32, beta: f64, c: usize, cRow: isize, cCol: isize): void {
  if (held(bytes, beta) == 1) return;
  for (; m > 0; m--, c += cRow) {
    let p = c;
    for (let j = 0; j < n; j++, p += cCol) {
      if (bytes == 8) store<f64>(p, beta == 0 ? 0 : beta * load<f64>(p));
      else store<f32>(p, <f32>beta == 0 ? 0 : <f32>beta * load<f32>(p));
    }
  }
}

/** A number as the dtype of so many bytes holds it. */
export function held(bytes: i32, x: f64): f64 {
  return bytes == 8 ? x : <f64>(<f32>x);
}

/** Copies one number. @inline */
export function move(bytes: i32, from: usize, to: usize): void {
  if (bytes == 8) store<u64>(to, load<u64>(from));
  else store<u32>(to, load<u32>(from));
}
