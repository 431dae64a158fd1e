import { fftWasm } from "../generated/fft.js";
import { Family } from "../wasm/family.js";

/** A pass over the butterflies `p` to `end` of m; addresses in bytes. */
type Pass = (
  inverse: boolean,
  p: number,
  end: number,
  m: number,
  s: number,
  w: number,
  x: number,
  y: number,
  radix: number,
  angles: number,
) => void;
/** Strides in bytes; a and b multiply real and imaginary parts. */
type Gather = (
  rows: number,
  cols: number,
  x: number,
  row: number,
  col: number,
  im: number,
  a: number,
  b: number,
  o: number,
) => void;
type Scatter = (
  rows: number,
  cols: number,
  x: number,
  a: number,
  b: number,
  y: number,
  row: number,
  col: number,
  im: number,
) => void;

interface FftExports {
  /** These take no notice of the two last arguments. */
  pass2: Pass;
  pass3: Pass;
  pass4: Pass;
  pass5: Pass;
  passOdd: Pass;
  f32_gather: Gather;
  f64_gather: Gather;
  f32_scatter: Scatter;
  f64_scatter: Scatter;
  multiply(conjugate: boolean, rows: number, cols: number, x: number, w: number, y: number): void;
  fold(inverse: boolean, h: number, cols: number, x: number, w: number, y: number): void;
  mirror(n: number, cols: number, x: number): void;
}

/** Room for the sums and differences of the largest odd radix. */
export const fftFamily: Family<FftExports> = /* @__PURE__ */ new Family<FftExports>(fftWasm, 4096);
