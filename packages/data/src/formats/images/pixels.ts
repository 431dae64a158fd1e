/** An image as a format stores it: rows from the top, samples of a pixel together. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Gray, gray and opacity, RGB, or RGB and opacity. */
  readonly channels: 1 | 2 | 3 | 4;
  /** `height · width · channels` samples, of 8 or 16 bits. */
  readonly data: Uint8Array | Uint16Array;
}
