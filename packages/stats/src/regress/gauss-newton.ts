import { type NDArray, array } from "@linnet/core";
import { lstsq } from "@linnet/linalg";

const MAX_STEPS = 50;

/**
 * Gauss–Newton steps from beside a minimum of ½‖r‖² for as long as each is shorter than the one before:
 *
 *     Δ = argmin ‖J·Δ + r‖
 *
 * A search ends where values no longer fall, which is √ε from where the gradient vanishes; steps get shorter down to the rounding of Jᵀ·r.
 *
 * @returns the point with the shortest step
 */
export function gaussNewton(
  residuals: (x: NDArray) => NDArray,
  jacobian: (x: NDArray) => NDArray,
  x0: NDArray,
): NDArray {
  let x = Float64Array.from(x0.toTypedArray() as Float64Array);
  let before = Infinity;
  for (let step = 0; step < MAX_STEPS; step++) {
    const point: NDArray = array(x);
    const [r, J] = [residuals(point), jacobian(point)];
    const p = x.length;
    const slopes = Float64Array.from(J.toTypedArray() as Float64Array);
    const scales = columnLengths(slopes, p);
    const unit = array(
      slopes.map((v, at) => v / scales[at % p]),
      { shape: [r.size, p] },
    ) as NDArray;
    const scaled = lstsq(unit, r).x.toTypedArray() as Float64Array;
    const length = Math.hypot(...scaled);
    if (!(length <= 0.9 * before)) break; // NaN, or rounding has taken over
    before = length;
    x = x.map((v, j) => v - scaled[j] / scales[j]);
  }
  return array(x);
}

function columnLengths(data: Float64Array, p: number): Float64Array {
  const squares = new Float64Array(p);
  data.forEach((v, at) => (squares[at % p] += v * v));
  return squares.map((v) => Math.sqrt(v) || 1);
}
