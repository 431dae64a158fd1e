// Between the reference's numbers and arrays.
import { array, astype, complex, imag, real } from "@linnet/core";

/** What the library does not do (yet): the runner counts it apart. */
export class Unsupported extends Error {
  constructor(what) {
    super(`UNSUPPORTED ${what}`);
  }
}

const dtypes = { f64: "float64", f32: "float32", i64: "int32", u8: "uint8", bool: "bool" };

/**
 * A decoded input as an array of its dtype.
 *
 * @param {{ shape: number[], dtype: string, re: Float64Array, im?: Float64Array }} input
 */
export function toArray({ shape, dtype, re, im }) {
  const x = array(Float64Array.from(re), { shape });
  if (im) return complex(x, array(Float64Array.from(im), { shape }));
  return dtypes[dtype] === "float64" ? x : astype(x, dtypes[dtype]);
}

/** All inputs of a case as arrays; of float32, when the case is one of single precision. */
export function toArrays(inputs, params) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const x = toArray(input);
      return [name, params.dtype === "f32" && x.dtype === "float64" ? astype(x, "float32") : x];
    }),
  );
}

/** Arrays, numbers and booleans as the runner reads them. */
export function fromArrays(outputs) {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, x]) => [name, typeof x === "object" ? fromArray(x) : x]),
  );
}

function fromArray(x) {
  const shape = [...x.shape];
  if (!x.dtype?.startsWith("complex")) return { shape, data: x.toTypedArray() };
  return { shape, re: real(x).toTypedArray(), im: imag(x).toTypedArray() };
}

/** Refuses complex inputs where the library computes with real ones only. */
export function requireReal(inputs) {
  if (Object.values(inputs).some(({ im }) => im)) throw new Unsupported("complex");
}

/** Options of a reduction. */
export function reduction({ axis, keepdims, ddof }) {
  return { axis: axis ?? undefined, keepDims: keepdims ?? false, ...(ddof === undefined ? {} : { ddof }) };
}

/** `"inf"`, `"-inf"` or the order of a norm itself. */
export function order(ord) {
  if (ord === "inf") return Infinity;
  return ord === "-inf" ? -Infinity : ord;
}
