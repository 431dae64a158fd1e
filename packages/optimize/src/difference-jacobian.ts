import { type NDArray, ShapeError, array, scope } from "@linnet/core";
import { requireArray, requireFinite, requireFloat } from "@linnet/core/extend";
import { extrapolated } from "./differences.js";

/**
 * Jacobian of a vector function at a point, by central differences extrapolated to step 0, from steps of |xⱼ|/256 (or 1/256) down.
 *
 * @param f answers an array `[m]`
 * @param x shape `[n]`, float64 or converted to it
 * @returns ∂fᵢ/∂xⱼ, shape `[m, n]`: good to ten digits or more where f is smooth and computed in float64
 * @throws {ShapeError} when x or what f answers is no vector
 * @throws {ValueError} when x is not finite
 * @remarks Up to 16·n evaluations.
 * @see Ridders, *Accurate computation of F′(x) and F′(x)F″(x)*, 1982
 * @example
 * differenceJacobian((x) => x.mul(x), array([1, 2])).toArray(); // about [[2, 0], [0, 4]]
 */
export function differenceJacobian(
  f: (x: NDArray) => NDArray,
  x: NDArray,
): NDArray<"float64", readonly [number, number]> {
  const op = "differenceJacobian";
  const point = requireFloat(op, "x", x);
  if (point.ndim !== 1) throw new ShapeError(op, "x must be a vector", { x: point.shape });
  requireFinite(op, "x", point);
  const at = (v: Float64Array<ArrayBuffer>): Float64Array =>
    scope(() => {
      const value = requireArray(op, "f(x)", f(array(v) as NDArray));
      if (value.ndim !== 1) throw new ShapeError(op, "f must answer a vector", { "f(x)": value.shape });
      return Float64Array.from(value.toTypedArray() as Float64Array);
    });
  const columns = differenceColumns(at, Float64Array.from(point.toTypedArray() as Float64Array));
  const [m, n] = [columns[0]?.length ?? 0, columns.length];
  const data = new Float64Array(m * n);
  columns.forEach((column, j) => column.forEach((v, i) => (data[i * n + j] = v)));
  return array(data, { shape: [m, n] });
}

/**
 * Columns of the Jacobian.
 *
 * @param round brings a point to what f can be given, in place
 */
export function differenceColumns<V extends Float64Array>(
  f: (x: V) => Float64Array,
  x: V,
  round: (x: V) => V = (v) => v,
): readonly Float64Array[] {
  return Array.from(x, (value, k) =>
    extrapolated(
      (h) => {
        const [ahead, behind] = [x.slice() as V, x.slice() as V];
        ahead[k] += h;
        behind[k] -= h;
        const [a, b] = [f(round(ahead)), f(round(behind))];
        return a.map((v, i) => (v - b[i]) / (ahead[k] - behind[k]));
      },
      Math.abs(value || 1) / 256,
    ),
  );
}
