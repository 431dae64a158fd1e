import type { DType } from "@linnet/core";

/** How a file stores an element: as one of Linnet's dtypes, or as one that is read by conversion. */
export type Encoding = DType | ForeignDType;

/** Dtypes of files that Linnet has not. */
export type ForeignDType = "float16" | "bfloat16" | "int64" | "uint64";

/** Bytes of an element. */
export const bytesPerElement: Readonly<Record<Encoding, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
  complex64: 8,
  complex128: 16,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  uint64: 8,
};

/** Bytes of one number of an element: what changes places between little and big endian. */
export function bytesPerNumber(encoding: Encoding): number {
  const bytes = bytesPerElement[encoding];
  return encoding === "complex64" || encoding === "complex128" ? bytes / 2 : bytes;
}

/** Whether `encoding` has to be converted. */
export function isForeign(encoding: Encoding): encoding is ForeignDType {
  return encoding === "float16" || encoding === "bfloat16" || encoding === "int64" || encoding === "uint64";
}
