/**
 * Layers of one area that cover the area under a falling curve, so that a point drawn in a layer is nearly always under the
 * curve without a look at the curve.
 *
 * @see Marsaglia & Tsang, *The Ziggurat Method for Generating Random Variables*, J. Stat. Softw. 5(8), 2000, with the
 *   layer and the abscissa from separate bits (Doornik 2005)
 */
export interface Ziggurat {
  /** Widths of the layers from the bottom (that of the base counts the tail in), closed by 0. */
  readonly widths: Float64Array;
  /** The curve at the widths. */
  readonly heights: Float64Array;
}

const LAYERS = 256;

/**
 * @param curve falls from 1 at 0
 * @param inverse of the curve
 * @param r where the tail begins
 * @param area of a layer
 */
export function ziggurat(
  curve: (x: number) => number,
  inverse: (y: number) => number,
  r: number,
  area: number,
): Ziggurat {
  const widths = new Float64Array(LAYERS + 1);
  widths[0] = area / curve(r);
  widths[1] = r;
  for (let i = 2; i < LAYERS; i++) widths[i] = inverse(area / widths[i - 1] + curve(widths[i - 1]));
  return { widths, heights: widths.map(curve) };
}
