import { atan2Wasm } from "../generated/atan2.js";
import { hypotWasm } from "../generated/hypot.js";
import { zipWasm } from "../generated/zip.js";
import { Family, LARGE } from "./family.js";

/**
 * Addresses in bytes, strides in elements. A step is 1, or 0 where one number meets all of the other operand. `bytes` of a number are 4
 * or 8.
 */
export interface ZipExports {
  zip(op: number, n: number, a: number, aStep: number, b: number, bStep: number, o: number, bytes: number): void;
  zip_rows(
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
    bytes: number,
  ): void;
}

export type ZipFamily = Family<ZipExports>;

/** What costs next to nothing an element: a bundle always has it. */
export const cheapZips: ZipFamily = /* @__PURE__ */ new Family<ZipExports>(zipWasm, 1024, LARGE);
/** The same module, worth threads earlier: powers are some fifty times the work of a product. */
export const powFamily: ZipFamily = /* @__PURE__ */ new Family<ZipExports>(zipWasm, 3072);

export const atan2Family: ZipFamily = /* @__PURE__ */ new Family<ZipExports>(atan2Wasm, 8192);
export const hypotFamily: ZipFamily = /* @__PURE__ */ new Family<ZipExports>(hypotWasm, 8192);
