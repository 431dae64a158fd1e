import { elements, requireLive } from "@linnet/kernels";
import { astype } from "../ops/astype.js";
import { dense } from "../ops/reshape.js";
import { withElements } from "../primitive/stand-in.js";
import { DTypeError, ShapeError, ValueError } from "../errors.js";
import { requireArray, requireReal } from "./argument.js";
import type { Aval } from "./aval.js";
import { matrixDims, requireNdim, unravel } from "./layout.js";
import type { NDArray } from "./ndarray.js";

/** `a` when its last two axes are equal. @throws {ShapeError} */
export function requireSquare<A extends Aval>(op: string, a: A, name = "a"): A {
  requireNdim(op, name, a, 2);
  const [rows, cols] = matrixDims(a);
  if (rows !== cols) throw new ShapeError(op, "the last two axes must be equal", { [name]: a.layout.shape });
  return a;
}

/** `x` as float32 or float64: integers are converted to float64. @throws {DTypeError} for bool and complex */
export function requireFloat(op: string, name: string, x: NDArray): NDArray {
  const { kind } = requireArray(op, name, x).type;
  if (kind === "float") return x;
  if (kind === "int" || kind === "uint") return astype(x, "float64");
  throw new DTypeError(
    op,
    `${name} must be real numbers`,
    { [name]: x.type.name },
    'Convert it first: x.astype("float64").',
  );
}

/** A real array that was not given back, for an operation of several steps, which tells mistakes by its own name. @throws {DTypeError} */
export function requireLiveReal(op: string, name: string, x: unknown): NDArray {
  const source = requireArray(op, name, x);
  requireReal(op, name, source);
  requireLive(source.storage, op);
  return source;
}

/** Refuses NaN and infinities: an algorithm that meets one would run on without an answer. @throws {ValueError} */
export function requireFinite(op: string, name: string, x: NDArray): void {
  requireLive(x.storage, op);
  const source = dense(withElements(x));
  const data = elements(source.storage, source.type);
  const parts = source.type.kind === "complex" ? 2 : 1;
  const start = source.offset * parts;
  const end = start + source.size * parts;
  for (let i = start; i < end; i++) {
    if (!Number.isFinite(data[i])) {
      const position = Math.floor((i - start) / parts);
      const index = unravel(position, source.layout.shape).join(", ");
      const at = start + position * parts;
      throw new ValueError(
        op,
        `${name} must be finite`,
        `${parts === 1 ? data[i] : complexText(data[at], data[at + 1])} at index [${index}]`,
        "Remove or impute such entries.",
      );
    }
  }
}

function complexText(re: number, im: number): string {
  return `${re}${im < 0 ? "-" : "+"}${Math.abs(im)}j`;
}
