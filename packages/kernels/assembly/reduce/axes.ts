import { reduceColumns } from "./columns";
import { reduceRow } from "./row";

/** o[s, i] ← x[s, 0, i] ∘ x[s, 1, i] ∘ … for contiguous x of shape [outer, n, inner], of numbers of 4 or 8 bytes. */
export function reduce<Op>(outer: i32, n: i32, inner: i32, x: usize, o: usize, bytes: i32): void {
  const row = inner * bytes;
  for (; outer > 0; outer--, x += n * row, o += row) {
    if (inner == 1) reduceRow<Op>(n, x, o, bytes);
    else reduceColumns<Op>(n, inner, row, x, o, bytes);
  }
}
