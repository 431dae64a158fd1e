/** An array as plain data: its elements in row-major order. */
export interface Cells {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** How two shapes meet at an axis that is counted from the right, from 1. */
export interface Meeting {
  readonly a: number;
  readonly b: number;
  /** The size of both together; null where they do not meet. */
  readonly size: number | null;
}

/** How two shapes meet, axis by axis from the right. A missing axis counts as 1. */
export function meetingsOf(a: readonly number[], b: readonly number[]): readonly Meeting[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, k): Meeting => {
    const [m, n] = [a[a.length - 1 - k] ?? 1, b[b.length - 1 - k] ?? 1];
    return { a: m, b: n, size: m === n || n === 1 ? m : m === 1 ? n : null };
  });
}

/** A cell of a picture. */
export interface Cell {
  readonly value: number;
  /** Whether it is a copy, which broadcasting reads again. */
  readonly isCopy: boolean;
}

/** An array as layers of rows of cells, repeated along its last `axes` axes to the sizes that the meetings ask for. */
export function layersOf(
  { shape, values }: Cells,
  meetings: readonly Meeting[] = [],
  axes = 0,
): readonly (readonly (readonly Cell[])[])[] {
  const own = (k: number): number => shape[shape.length - 1 - k] ?? 1;
  const sizes = [0, 1, 2].map((k) => (k < axes ? (meetings[k]?.size ?? own(k)) : own(k)));
  const range = (size: number): number[] => Array.from({ length: size }, (_, i) => i);
  return range(sizes[2]).map((layer) =>
    range(sizes[1]).map((row) =>
      range(sizes[0]).map((column): Cell => {
        const places = [column, row, layer].map((place, k) => (own(k) === 1 ? 0 : place));
        const isCopy = places.some((place, k) => place !== [column, row, layer][k]);
        return { value: values[(places[2] * own(1) + places[1]) * own(0) + places[0]], isCopy };
      }),
    ),
  );
}
