import { elements } from "@linnet/kernels";
import type { NDArray } from "../array/ndarray.js";
import { rowMajorCopy } from "./reshape.js";

/** Whether two arrays have equal shapes and equal elements. NaN equals nothing. */
export function arrayEqual(a: NDArray, b: NDArray): boolean {
  return everyPair(a, b, (x, y) => x === y);
}

/**
 * Whether two arrays have equal shapes and |a − b| ≤ atol + rtol·|b| everywhere; equal infinities are close, NaN never
 * is.
 */
export function allClose(
  a: NDArray,
  b: NDArray,
  { rtol = 1e-5, atol = 1e-8 }: { readonly rtol?: number; readonly atol?: number } = {},
): boolean {
  return everyPair(a, b, (x, y) => x === y || (Number.isFinite(y) && Math.abs(x - y) <= atol + rtol * Math.abs(y)));
}

function everyPair(a: NDArray, b: NDArray, test: (x: number, y: number) => boolean): boolean {
  const { shape } = a.layout;
  if (shape.length !== b.layout.shape.length || shape.some((n, i) => n !== b.layout.shape[i])) return false;
  const [p, q] = [rowMajorCopy(a), rowMajorCopy(b)];
  const [x, y] = [elements(p.storage, p.type), elements(q.storage, q.type)];
  const places = (a.type.kind === "complex" ? 2 : 1) * a.size;
  for (let i = 0; i < places; i++) if (!test(x[i], y[i])) return false;
  return true;
}
