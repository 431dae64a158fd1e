import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ShapeError,
  ValueError,
  add,
  array,
  div,
  matmul,
  mean,
  mul,
  ones,
  square,
  sub,
  sum,
} from "@linnet/core";
import { requireFinite, requireFloat, requireOptions } from "@linnet/core/extend";
import { slogdet, svd } from "@linnet/linalg";

/** Options of `procrustes`. */
export interface ProcrustesOptions {
  /** Whether lengths may change too, by one factor. Default `true`. */
  readonly scale?: boolean;
  /** Whether the configuration may be mirrored. Default `true`. */
  readonly reflection?: boolean;
}

/** a ≈ scale·b·rotationᵀ + translation. */
export interface Superimposition<N extends Dim = number, P extends Dim = number, D extends DType = any> {
  /** b, moved onto a, shape `[n, p]`. */
  readonly aligned: NDArray<D, readonly [N, P]>;
  /** Orthogonal; with determinant 1 unless reflections are allowed, shape `[p, p]`. */
  readonly rotation: NDArray<D, readonly [P, P]>;
  /** 1 unless lengths may change, shape `[]`. */
  readonly scale: NDArray<D, readonly []>;
  /** Shape `[p]`. */
  readonly translation: NDArray<D, readonly [P]>;
  /** Σ‖aᵢ − alignedᵢ‖² over Σ‖aᵢ − ā‖², shape `[]`: with scaling of [0, 1], and the same for a and b exchanged. */
  readonly disparity: NDArray<D, readonly []>;
}

/**
 * Superimposes a configuration of points on another one by least squares: translation, rotation, and change of scale.
 *
 *     min Σᵢ ‖aᵢ − (s·R·bᵢ + t)‖²,   AᵀB = U·Σ·Vᵀ of the centred points,   R = U·Vᵀ,   s = tr Σ/‖B‖²
 *
 * @param a where to, shape `[n, p]`
 * @param b point for point what is moved, shape `[n, p]`
 * @param options `scale`: default `true`; `reflection`: default `true`, otherwise R = U·diag(1, …, 1, det(U·Vᵀ))·Vᵀ
 * @throws {ShapeError} for configurations that are no matrices of one shape
 * @throws {ValueError} for NaN and infinite entries, and for a configuration whose points are all one
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks O(n·p² + p³). Where points lie in a plane, say, several rotations are as good, and this is one of them. `alignPoints` of
 *   `@linnet/linalg` is the weighted and batched case of rotations in space, which insists on one answer.
 * @see Schönemann, *A generalized solution of the orthogonal Procrustes problem*, 1966; Gower & Dijksterhuis, *Procrustes Problems*, 2004
 * @example
 * const a = array([[1, 3], [1, 2], [1, 1], [2, 1]]);
 * const b = array([[4, -2], [4, -4], [4, -6], [2, -6]]); // turned, moved, mirrored and twice as large
 * procrustes(a, b).disparity.item() < 1e-15; // true
 */
export function procrustes<N extends Dim, P extends Dim, D extends DType, E extends DType>(
  a: NDArray<D, readonly [N, P]>,
  b: NDArray<E, readonly [NoInfer<N>, NoInfer<P>]>,
  options?: ProcrustesOptions,
): Superimposition<N, P, Divided<Promote<D, E>>> {
  const { scale = true, reflection = true } = requireOptions("procrustes", options);
  const shapes = { a: (a as NDArray).shape, b: (b as NDArray).shape };
  const [target, source] = [configuration("a", a as NDArray), configuration("b", b as NDArray)];
  if (target.data.shape.some((size: number, axis: number) => size !== source.data.shape[axis])) {
    throw new ShapeError("procrustes", "a and b must have the same shape", shapes);
  }
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(
    matmul(target.centred.T as NDArray, source.centred) as NDArray,
  );
  const p = S.size as number;
  const mirrored = !reflection && slogdet(matmul(U, Vh) as NDArray).sign.item() < 0;
  const turns = array(
    Array.from({ length: p }, (_, i) => (mirrored && i === p - 1 ? -1 : 1)),
    { dtype: S.dtype as DType },
  ) as NDArray;
  const rotation: NDArray = matmul(mul(U, turns), Vh);
  const factor: NDArray = scale
    ? div(sum(mul(S, turns)), sum(square(source.centred)))
    : ones([], { dtype: S.dtype as Float });
  const moved = (points: NDArray): NDArray => mul(matmul(points, rotation.T as NDArray), factor);
  const fitted: NDArray = moved(source.centred);
  return {
    aligned: add(fitted, target.mean),
    rotation,
    scale: factor,
    translation: sub(target.mean, moved(source.mean)),
    disparity: div(sum(square(sub(target.centred, fitted) as NDArray)), sum(square(target.centred))),
  } as Superimposition<any, any, any>;
}

interface Configuration {
  readonly data: NDArray;
  readonly mean: NDArray;
  readonly centred: NDArray;
}

function configuration(name: string, points: NDArray): Configuration {
  const data = requireFloat("procrustes", name, points);
  if (data.ndim !== 2 || data.size === 0) {
    throw new ShapeError("procrustes", `${name} must be a matrix of points, one a row`, { [name]: data.shape });
  }
  requireFinite("procrustes", name, data);
  const first = data.at(0) as NDArray;
  const shifted: NDArray = sub(data, first); // equal points have a spread of exactly 0
  const offset: NDArray = mean(shifted, { axis: 0 });
  const centred: NDArray = sub(shifted, offset);
  if ((sum(square(centred)) as NDArray).item() > 0) return { data, mean: add(first, offset), centred };
  throw new ValueError("procrustes", `points of ${name} must differ`, `${data.shape[0]} times the same`);
}
