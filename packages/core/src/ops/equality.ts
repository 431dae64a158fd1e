import { elements, requireLive, sameShape } from "@linnet/kernels";
import { requireArray, requireOptions } from "../array/argument.js";
import type { NDArray } from "../array/ndarray.js";
import { dense } from "./reshape.js";

/** Whether two arrays have equal shapes and equal elements. NaN equals nothing. */
export function arrayEqual(a: NDArray, b: NDArray): boolean {
  return everyPair("arrayEqual", a, b, (x, y) => x === y);
}

/**
 * Whether two arrays have equal shapes and |a − b| ≤ atol + rtol·|b| everywhere; equal infinities are close, NaN never
 * is.
 */
export function allClose(
  a: NDArray,
  b: NDArray,
  options?: { readonly rtol?: number; readonly atol?: number },
): boolean {
  const { rtol = 1e-5, atol = 1e-8 } = requireOptions("allClose", options);
  return everyPair(
    "allClose",
    a,
    b,
    (x, y) => x === y || (Number.isFinite(y) && Math.abs(x - y) <= atol + rtol * Math.abs(y)),
  );
}

function everyPair(op: string, a: NDArray, b: NDArray, test: (x: number, y: number) => boolean): boolean {
  for (const [name, x] of Object.entries({ a, b })) requireLive(requireArray(op, name, x).storage, op);
  if (!sameShape(a.layout.shape, b.layout.shape)) return false;
  const [p, q] = [dense(a), dense(b)];
  const [x, y] = [elements(p.storage, p.type), elements(q.storage, q.type)];
  const [m, n] = [p, q].map(({ type }) => (type.kind === "complex" ? 2 : 1));
  for (let k = 0; k < a.size; k++) {
    const [i, j] = [(p.offset + k) * m, (q.offset + k) * n];
    if (!test(x[i], y[j])) return false;
    if (m + n > 2 && !test(m === 2 ? x[i + 1] : 0, n === 2 ? y[j + 1] : 0)) return false;
  }
  return true;
}
