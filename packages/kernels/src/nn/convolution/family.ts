import { convolutionWasm } from "../../generated/convolution.js";
import { Family } from "../../wasm/family.js";

/** Works on some of what a plan lays out; `work` is memory of this thread alone. */
type Pieces = (plan: number, from: number, end: number, work: number) => void;

interface ConvolutionExports {
  convolve: Pieces;
  addWeights: Pieces;
  packWeights(bytes: number, rows: number, taps: number, w: number, row: number, places: number, to: number): void;
  joinWeights(
    bytes: number,
    parts: number,
    rows: number,
    taps: number,
    sums: number,
    part: number,
    row: number,
    o: number,
  ): void;
}

export const convolutionFamily: Family<ConvolutionExports> = /* @__PURE__ */ new Family<ConvolutionExports>(
  convolutionWasm,
  0,
);
