/** A module of one function that fills a vector of 128 bits: what a browser needs to have for programs that compute with Linnet. */
const SIMD = Uint8Array.from(
  [
    [0, 97, 115, 109, 1, 0, 0, 0], // "\0asm", version 1
    [1, 5, 1, 96, 0, 1, 123], // types: () → v128
    [3, 2, 1, 0], // functions: one of type 0
    [10, 8, 1, 6, 0, 65, 0, 253, 15, 11], // i32.const 0; i8x16.splat
  ].flat(),
);

const OPEN = "Open the page in a current Firefox, Chrome, Edge or Safari";

/** What this browser lacks for running programs, in a sentence; "" when it has all. */
export function whatIsMissing(): string {
  if (typeof Worker !== "function") return `Programs run in a worker, which this browser does not have. ${OPEN}.`;
  if (typeof WebAssembly !== "object") {
    return `Linnet computes with WebAssembly, which this browser does not have or has switched off: programs run, but not with arrays. ${OPEN}, or allow it in the browser's settings.`;
  }
  if (!WebAssembly.validate(SIMD)) {
    return `Linnet computes with WebAssembly SIMD, which this browser does not have: programs run, but not with arrays. ${OPEN}.`;
  }
  return "";
}
