import type { DType } from "@linnet/core";
import type { Encoding } from "../encoding.js";

/** Linnet's dtypes by the format's names. C64 exists since version 0.7 of the reference implementation. */
const own: readonly (readonly [string, DType])[] = [
  ["BOOL", "bool"],
  ["U8", "uint8"],
  ["I8", "int8"],
  ["I16", "int16"],
  ["U16", "uint16"],
  ["I32", "int32"],
  ["U32", "uint32"],
  ["F32", "float32"],
  ["C64", "complex64"],
  ["F64", "float64"],
];

/** The dtypes that can be read. */
export const dtypes: ReadonlyMap<string, Encoding> = /* @__PURE__ */ new Map<string, Encoding>([
  ...own,
  ["F16", "float16"],
  ["BF16", "bfloat16"],
  ["I64", "int64"],
  ["U64", "uint64"],
]);

/** The format's name of a dtype and its rank in the order that files keep: by alignment, as the reference has it. */
export const nameOf: ReadonlyMap<string, { readonly name: string; readonly rank: number }> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ own.map(([name, dtype], rank) => [dtype, { name, rank }] as const),
);
