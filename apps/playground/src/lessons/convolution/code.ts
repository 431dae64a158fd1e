import { abs, array, fromFunction, matmul, max, reshape, sub } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { convolution, unfold } from "@linnet/nn";

/** Grays in rows, from 0 (black) to 1 (white), with the name and size of the file that they came from. */
interface Picture {
  readonly name?: string;
  readonly height?: number;
  readonly width?: number;
  readonly rows: readonly (readonly number[])[];
}

export interface Inputs {
  readonly image: "disc" | "digit" | "own";
  /** A gray matrix of one's own, from 0 (black) to 1 (white). */
  readonly own: Picture;
  readonly kernel: readonly (readonly number[])[];
  /** Pixels from one window to the next. */
  readonly stride: number;
  /** Rings of zeros around the image. */
  readonly padding: number;
  /** Pixels from one number of the kernel to the next. */
  readonly dilation: number;
}

/** What does a kernel make of an image? */
export function compute({ image, own, kernel, ...how }: Inputs) {
  const x = array(pixelsOf(image, own));
  const k = array(kernel);
  const [rows, columns] = x.shape;
  const [height, width] = k.shape;

  // [slide] At each place, the sum of what lies under the kernel times it.
  const images = reshape(x, [1, rows, columns]);
  const weight = reshape(k, [1, 1, height, width]);
  const y = convolution(images, weight, null, how).at(0);

  // [unfold] The same as one product: every window becomes a column.
  const windows = unfold(images, [height, width], how);
  const product = matmul(reshape(k, [1, height * width]), windows);

  // [compare] Both give the same numbers, up to rounding.
  const difference = max(abs(sub(reshape(product, y.shape), y)));
  return {
    x: x.toArray() as number[][],
    y: y.toArray() as number[][],
    windows: windows.toArray() as number[][],
    difference: difference.item() as number,
  };
}

/** The pixels of the image that was chosen. */
function pixelsOf(image: Inputs["image"], own: Inputs["own"]): readonly (readonly number[])[] {
  if (image === "own") return own.rows;
  if (image === "digit") return loadDigits().images.at(0).div(16).toArray();
  const isInside = (i: number, j: number) => Number(Math.hypot(i - 6.5, j - 6.5) < 4.6);
  return fromFunction([14, 14], isInside).toArray();
}
