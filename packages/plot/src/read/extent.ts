/** Least and greatest; no spread over arguments, which long series would overflow. */
export function extent(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return [low, high];
}

/** Least and greatest of the finite values, and how many there are; one pass without copies, for matrices. */
export function finiteExtent(values: ArrayLike<number>): { low: number; high: number; count: number } {
  let [low, high, count] = [Infinity, -Infinity, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    count += 1;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high, count };
}
