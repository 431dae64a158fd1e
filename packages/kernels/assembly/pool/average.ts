/**
 * The sum of every window of every plane, divided by its row's and its column's divisor. `rows` and `cols` hold the beginning and the
 * end of each window, `rowDivisors` and `colDivisors` numbers of float64.
 */
export function averages<T>(
  planes: i32,
  height: i32,
  width: i32,
  down: i32,
  across: i32,
  rows: usize,
  rowDivisors: usize,
  cols: usize,
  colDivisors: usize,
  x: usize,
  y: usize,
): void {
  const z = sizeof<T>();
  for (; planes > 0; planes--, x += height * width * z) {
    for (let i = 0; i < down; i++) {
      const top = load<i32>(rows + (i << 3));
      const bottom = load<i32>(rows + (i << 3), 4);
      const divisor = load<f64>(rowDivisors + (i << 3));
      for (let j = 0; j < across; j++, y += z) {
        const left = load<i32>(cols + (j << 3));
        const right = load<i32>(cols + (j << 3), 4);
        let sum = <T>0;
        for (let h = top; h < bottom; h++) {
          let p = x + (h * width + left) * z;
          for (const end = x + (h * width + right) * z; p < end; p += z) sum += load<T>(p);
        }
        store<T>(y, sum / <T>(divisor * load<f64>(colDivisors + (j << 3))));
      }
    }
  }
}

/** The adjoint of `averages`: adds to every element of x, which begins as zeros, its share of what its windows have. */
export function shares<T>(
  planes: i32,
  height: i32,
  width: i32,
  down: i32,
  across: i32,
  rows: usize,
  rowDivisors: usize,
  cols: usize,
  colDivisors: usize,
  y: usize,
  x: usize,
): void {
  const z = sizeof<T>();
  memory.fill(x, 0, planes * height * width * z);
  for (; planes > 0; planes--, x += height * width * z) {
    for (let i = 0; i < down; i++) {
      const top = load<i32>(rows + (i << 3));
      const bottom = load<i32>(rows + (i << 3), 4);
      const divisor = load<f64>(rowDivisors + (i << 3));
      for (let j = 0; j < across; j++, y += z) {
        const left = load<i32>(cols + (j << 3));
        const right = load<i32>(cols + (j << 3), 4);
        const share = load<T>(y) / <T>(divisor * load<f64>(colDivisors + (j << 3)));
        for (let h = top; h < bottom; h++) {
          let p = x + (h * width + left) * z;
          for (const end = x + (h * width + right) * z; p < end; p += z) store<T>(p, load<T>(p) + share);
        }
      }
    }
  }
}
