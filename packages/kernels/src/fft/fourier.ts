import type { Strided } from "../strided.js";

/** Which Fourier transform. */
export interface Fourier {
  /** Of the exponent: −1 analyses, 1 synthesizes. */
  readonly sign: -1 | 1;
  /** All results are multiplied by it; not 0. */
  readonly scale: number;
  /**
   * The side that has the elements 0 … ⌊n/2⌋ only, of which the others are the conjugates; the other side is real. null where both
   * have all n.
   */
  readonly half: "x" | "out" | null;
  /** Multiplies those elements of a half that have a conjugate partner: all but the first and, for even n, the last. */
  readonly weight: number;
}

/**
 * out ← scale·Σⱼ e^(sign·2πi·jk/n)·xⱼ along an axis. Real x stands for complex numbers without imaginary part, and of real results
 * only real parts are written. Any strides; x and out must not overlap.
 */
export type Fft = (how: Fourier, x: Strided, axis: number, out: Strided) => void;
