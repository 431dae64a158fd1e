import { type NDArray, ShapeError, ValueError, astype, equal, expandDims, min, mul, sqrt } from "@linnet/core";
import { batchDims, broadcastShapes, matrixDims, requireFinite, requireFloat } from "@linnet/core/extend";
import { DerivativeError } from "../errors.js";
import { refuseWhere } from "../operand/refuse-where.js";

/**
 * The rows of A and B multiplied by √wᵢ, which turns a weighted problem into a plain one.
 *
 * @param weights real, `[m]` or `[…, m]`
 * @throws {ShapeError} when there are not as many as rows
 * @throws {ValueError} when one is negative, NaN or infinite
 */
export function weighted(op: string, a: NDArray, b: NDArray, weights: NDArray): readonly [NDArray, NDArray] {
  const [m] = matrixDims(a);
  const w = requireFloat(op, "weights", weights);
  if (w.ndim < 1 || w.shape[w.ndim - 1] !== m) {
    throw new ShapeError(op, `weights must have one number for each of the ${m} rows of a`, { weights: w.shape });
  }
  broadcastShapes(op, batchDims(a), w.shape.slice(0, -1));
  requireFinite(op, "weights", w);
  if (w.size > 0) {
    const least = min(w).item();
    if (Number(least) < 0) throw new ValueError(op, "weights must not be negative", String(least));
  }
  const roots: NDArray = expandDims(astype(sqrt(refuseWhere(w, equal(w, 0), () => noSlope(op))), real(a)), -1);
  return [mul(roots, a), mul(roots, b)];
}

function noSlope(op: string): DerivativeError {
  return new DerivativeError(
    op,
    "the derivative by weights needs positive ones, of whose roots the rows are multiples",
    "a weight of 0",
    "Leave its row out, or keep the weights constant.",
  );
}

/** The float dtype of the precision of `a`. */
function real(a: NDArray): "float32" | "float64" {
  return a.dtype === "float32" || a.dtype === "complex64" ? "float32" : "float64";
}
