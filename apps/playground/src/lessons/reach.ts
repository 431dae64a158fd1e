/**
 * How far a plane must reach to show numbers of such sizes: in steps, so that it stays as it is while something is dragged, and
 * at least 3 unless it says otherwise.
 */
export function reachOf(numbers: readonly number[], least = 3): number {
  const largest = Math.max(...numbers.map(Math.abs));
  return [least, 6, 12, 30, 60, 120, 300, 600].find((size) => size >= least && size >= largest) ?? 1200;
}
