/** How windows of a kernel slide over an image. */
export interface Sliding {
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
}

/** A place of the image, rings of zeros counted: row and column from 0. */
export type Place = readonly [row: number, column: number];

/** Where the kernel's numbers lie, over the padded image, for the output at a place. */
export function placesUnder([i, j]: Place, size: number, { stride, dilation }: Sliding): Place[] {
  const along = Array.from({ length: size }, (_, r) => r * dilation);
  return along.flatMap((down) => along.map((right): Place => [i * stride + down, j * stride + right]));
}

/** The image with its rings of zeros. */
export function padded(x: readonly (readonly number[])[], { padding }: Sliding): number[][] {
  const width = x[0].length + 2 * padding;
  const ring = Array.from({ length: padding }, () => Array.from({ length: width }, () => 0));
  const sides = Array.from({ length: padding }, () => 0);
  return [...ring, ...x.map((row) => [...sides, ...row, ...sides]), ...ring];
}
