import { INT8, INT16, UINT16 } from "./lane";

/** How many values a dtype has that counting is worth for; 0 for others. */
export function valuesOf(code: i32): i32 {
  return code < INT16 ? 256 : code <= UINT16 ? 65536 : 0;
}

/** Sorts n whole numbers of a dtype of one or two bytes by counting each value. `counts` has room for its values, four bytes each. */
export function countingSort(code: i32, n: i32, from: usize, to: usize, counts: usize): void {
  const values = valuesOf(code);
  const least: i32 = code == INT8 || code == INT16 ? -(values >> 1) : 0;
  memory.fill(counts, 0, (<usize>values) << 2);
  for (const end = from + ((<usize>n) << 3); from < end; from += 8) {
    const at = counts + ((<usize>(<i32>load<f64>(from) - least)) << 2);
    store<i32>(at, load<i32>(at) + 1);
  }
  for (let i = 0; i < values; i++) {
    const x = <f64>(i + least);
    for (let count = load<i32>(counts + ((<usize>i) << 2)); count > 0; count--, to += 8) store<f64>(to, x);
  }
}
