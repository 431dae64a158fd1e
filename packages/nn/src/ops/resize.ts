import { type NDArray, ShapeError, add, array, mul, take } from "@linnet/core";
import { requireFloat } from "@linnet/core/extend";

/** How elements between those of x are found. */
export type ResizeMode = "nearest" | "bilinear";

/**
 * Images of another size. Place i of m along an axis of n lies at (i + ½)·n/m − ½, between the two elements which are weighted by
 * how near they are; with `alignCorners` at i·(n − 1)/(m − 1), so that the outermost places stay where they are. The nearest element
 * is that of ⌊i·n/m⌋.
 *
 * Elements are taken along one axis after the other, which makes it differentiable to any order.
 */
export function resize(
  op: string,
  x: NDArray,
  scale: readonly [number, number],
  mode: ResizeMode,
  alignCorners: boolean,
): NDArray {
  const source = requireFloat(op, "x", x);
  if (source.ndim < 2) throw new ShapeError(op, "x must have shape […, H, W]", { x: source.shape });
  const counts = scale.map((s, i) => Math.floor(source.shape[source.ndim - 2 + i] * s));
  if (source.shape.slice(-2).includes(0) || counts.includes(0)) {
    throw new ShapeError(op, "there must be elements before and after", { x: source.shape, result: counts });
  }
  const along = mode === "nearest" ? nearest : linear;
  return along(along(source, -2, counts[0], scale[0], alignCorners), -1, counts[1], scale[1], alignCorners);
}

function nearest(x: NDArray, axis: number, count: number, scale: number): NDArray {
  const n = x.shape[x.ndim + axis];
  const places = Array.from({ length: count }, (_, i) => Math.min(Math.floor(i / scale), n - 1));
  return take(x, places, { axis });
}

function linear(x: NDArray, axis: number, count: number, scale: number, alignCorners: boolean): NDArray {
  const n = x.shape[x.ndim + axis];
  const at = Array.from({ length: count }, (_, i) => {
    if (alignCorners) return count === 1 ? 0 : (i * (n - 1)) / (count - 1);
    return Math.min(Math.max((i + 0.5) / scale - 0.5, 0), n - 1);
  });
  const below = at.map((p) => Math.min(Math.floor(p), n - 1));
  const above = below.map((i) => Math.min(i + 1, n - 1));
  const shape = axis === -2 ? [count, 1] : [count];
  const share = (f: (p: number, i: number) => number): NDArray =>
    array(Float64Array.from(at, f), { shape }).astype(x.dtype);
  const low = mul(
    take(x, below, { axis }),
    share((p, i) => 1 - (p - below[i])),
  );
  return add(
    low,
    mul(
      take(x, above, { axis }),
      share((p, i) => p - below[i]),
    ),
  );
}
