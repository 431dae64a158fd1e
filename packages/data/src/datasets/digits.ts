import { type NDArray, array } from "@linnet/core";
import { labels, pixels } from "./digits-bytes.js";

/** The handwritten digits; row i of `images`, `data` and `target` is one digit. */
export interface Digits {
  /** Ink in each of 8×8 blocks, integers from 0 to 16. */
  readonly images: NDArray<"float64", readonly [1797, 8, 8]>;
  /** The same numbers, an image a row: a view of `images`. */
  readonly data: NDArray<"float64", readonly [1797, 64]>;
  /** The digit that was written, 0 to 9. */
  readonly target: NDArray<"int32", readonly [1797]>;
}

/**
 * 1,797 handwritten digits of 13 writers, 8×8 pixels each: the set that scikit-learn has as `load_digits`, value for value.
 *
 * @remarks Unpacked anew at each call (about 1 MB).
 * @see E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning Repository, 1998,
 *   https://doi.org/10.24432/C50P49 (CC BY 4.0)
 * @example
 * const { data, target } = loadDigits();
 * data.shape; // [1797, 64]
 */
export function loadDigits(): Digits {
  const images = array(unpack(pixels), { shape: [1797, 8, 8] });
  const target = array(Int32Array.from(labels, Number), { shape: [1797] });
  return { images, data: images.reshape([1797, 64]), target };
}

const SMALL_A = 97;
const LARGE_A = 65;

/** `a`…`p` is a pixel of 1…16, `A`…`Z` a run of 1…26 zeros. */
function unpack(packed: string): Float64Array {
  const values = new Float64Array(1797 * 64);
  let next = 0;
  for (let i = 0; i < packed.length; i++) {
    const code = packed.charCodeAt(i);
    if (code >= SMALL_A) values[next++] = code - SMALL_A + 1;
    else next += code - LARGE_A + 1;
  }
  return values;
}
