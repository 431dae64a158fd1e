import { reduceColumns } from "./columns";
import { reduceRow } from "./row";

/** o[s, i] ← x[s, 0, i] ∘ x[s, 1, i] ∘ … for contiguous x of shape [outer, n, inner]. */
export function reduce<T, Op>(outer: i32, n: i32, inner: i32, x: usize, o: usize): void {
  if (inner == 1) {
    for (; outer > 0; outer--, x += n * sizeof<T>(), o += sizeof<T>()) store<T>(o, reduceRow<T, Op>(n, x));
    return;
  }
  const row = inner * sizeof<T>();
  for (; outer > 0; outer--, x += n * row, o += row) reduceColumns<T, Op>(n, inner, row, x, o);
}
