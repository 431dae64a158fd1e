import { atan2Wasm } from "../generated/atan2.js";
import { hypotWasm } from "../generated/hypot.js";
import { zipWasm } from "../generated/zip.js";
import { Family, LARGE } from "./family.js";

/** Addresses in bytes, strides in elements. A step is 1, or 0 where one number meets all of the other operand. */
export interface ZipExports {
  f32_zip: ZipNumbers;
  f64_zip: ZipNumbers;
  f32_zip_rows: ZipRows;
  f64_zip_rows: ZipRows;
}
type ZipNumbers = (op: number, n: number, a: number, aStep: number, b: number, bStep: number, o: number) => void;
type ZipRows = (
  op: number,
  m: number,
  n: number,
  a: number,
  aRow: number,
  aStep: number,
  b: number,
  bRow: number,
  bStep: number,
  o: number,
) => void;

export type ZipFamily = Family<ZipExports>;

/** What costs next to nothing an element: a bundle always has it. */
export const cheapZips: ZipFamily = /* @__PURE__ */ new Family<ZipExports>(zipWasm, 1024, LARGE);

export const atan2Family: ZipFamily = /* @__PURE__ */ new Family<ZipExports>(atan2Wasm, 8192);
export const hypotFamily: ZipFamily = /* @__PURE__ */ new Family<ZipExports>(hypotWasm, 8192);
