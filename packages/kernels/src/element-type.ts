/** Names of the dtypes, in the order of their codes. */
export type ElementName =
  | "bool"
  | "int8"
  | "uint8"
  | "int16"
  | "uint16"
  | "int32"
  | "uint32"
  | "float32"
  | "float64"
  | "complex64"
  | "complex128";

export type FloatArray = Float32Array | Float64Array;
export type TypedArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | FloatArray;

type TypedArrayConstructor =
  | Int8ArrayConstructor
  | Uint8ArrayConstructor
  | Int16ArrayConstructor
  | Uint16ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | Float32ArrayConstructor
  | Float64ArrayConstructor;

export type ElementKind = "bool" | "int" | "uint" | "float" | "complex";

/** What the run time knows of a dtype. One instance each, compared by identity. */
export class ElementType<N extends ElementName = ElementName> {
  constructor(
    readonly name: N,
    /** Index into kernel tables. */
    readonly code: number,
    /** log₂ of the bytes per element. */
    readonly shift: number,
    readonly kind: ElementKind,
    /** Holds the elements; a complex element takes two places, real part first. A bool is 0 or 1. */
    readonly array: TypedArrayConstructor,
  ) {}
}

export const bool: ElementType<"bool"> = /* @__PURE__ */ new ElementType("bool", 0, 0, "bool", Uint8Array);
export const int8: ElementType<"int8"> = /* @__PURE__ */ new ElementType("int8", 1, 0, "int", Int8Array);
export const uint8: ElementType<"uint8"> = /* @__PURE__ */ new ElementType("uint8", 2, 0, "uint", Uint8Array);
export const int16: ElementType<"int16"> = /* @__PURE__ */ new ElementType("int16", 3, 1, "int", Int16Array);
export const uint16: ElementType<"uint16"> = /* @__PURE__ */ new ElementType("uint16", 4, 1, "uint", Uint16Array);
export const int32: ElementType<"int32"> = /* @__PURE__ */ new ElementType("int32", 5, 2, "int", Int32Array);
export const uint32: ElementType<"uint32"> = /* @__PURE__ */ new ElementType("uint32", 6, 2, "uint", Uint32Array);
export const float32: ElementType<"float32"> = /* @__PURE__ */ new ElementType("float32", 7, 2, "float", Float32Array);
export const float64: ElementType<"float64"> = /* @__PURE__ */ new ElementType("float64", 8, 3, "float", Float64Array);
export const complex64: ElementType<"complex64"> = /* @__PURE__ */ new ElementType(
  "complex64",
  9,
  3,
  "complex",
  Float32Array,
);
export const complex128: ElementType<"complex128"> = /* @__PURE__ */ new ElementType(
  "complex128",
  10,
  4,
  "complex",
  Float64Array,
);

/** All element types by name. */
export const elementTypes: { readonly [N in ElementName]: ElementType<N> } = {
  bool,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  float32,
  float64,
  complex64,
  complex128,
};
