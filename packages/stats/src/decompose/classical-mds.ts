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
  div,
  finfo,
  flip,
  matmul,
  mean,
  mul,
  slice,
  sqrt,
  square,
  sub,
} from "@linnet/core";
import { requireFinite, requireFloat, requireOptions, requireSquare } from "@linnet/core/extend";
import { eigh } from "@linnet/linalg";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireComponents } from "./component-count.js";
import { signsOfRows } from "./signs.js";

/** Options of `ClassicalMDS.fit`. */
export interface ClassicalMDSOptions<K extends Dim = number> {
  /** How many coordinates; as many as eigenvalues are positive beyond rounding when left out. */
  readonly components?: K;
}

/**
 * Classical multidimensional scaling: points whose distances are those given, or come near to them.
 *
 *     B = −½·J·D²·J = V·Λ·Vᵀ,  J = I − 1·1ᵀ/n,  points = V·√Λ of the largest eigenvalues
 *
 * Of Euclidean distances these are the scores of PCA. Negative eigenvalues tell that distances are of no points in any Euclidean space;
 * they are reported, and left out. Signs: in each column of `points` the entry of largest magnitude is positive (the first,
 * where several tie).
 *
 * @see Torgerson, *Multidimensional scaling: I. Theory and method*, 1952; Gower, *Adding a point to vector diagrams in multivariate
 *   analysis*, 1968
 */
export class ClassicalMDS<N extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** Coordinates, their mean 0, shape `[n, k]`. */
    readonly points: NDArray<D, readonly [N, K]>,
    /** Of B, descending, negative ones too, shape `[n]`. */
    readonly eigenvalues: NDArray<D, readonly [N]>,
    /** Mean of the squared distances from each point, shape `[n]`. */
    readonly meanSquares: NDArray<D, readonly [N]>,
  ) {}

  /**
   * @param distances symmetric, shape `[n, n]`
   * @throws {ShapeError} unless `distances` is a square matrix of at least two rows
   * @throws {ValueError} for NaN, infinite and negative entries, a diagonal that is not 0, what is not symmetric to √ε, zeros only,
   *   and for more components than there are positive eigenvalues
   * @remarks O(n³). Squares of distances are what is computed with: of distances δ times the largest one, δ² of the digits remain.
   * @example
   * const mds = ClassicalMDS.fit(array([[0, 3, 5], [3, 0, 4], [5, 4, 0]])); // a right triangle
   * mds.points.shape; // [3, 2]
   */
  static fit<N extends Dim, D extends DType, K extends Dim = number>(
    distances: NDArray<D, readonly [N, N]>,
    options?: ClassicalMDSOptions<K>,
  ): ClassicalMDS<N, K, Divided<D>> {
    const { components } = requireOptions(FIT, options);
    const d = requireDistances(distances as NDArray);
    const squares: NDArray = square(d);
    const rows: NDArray = mean(squares, { axis: 1, keepDims: true });
    const doubly: NDArray = add(sub(sub(squares, rows) as NDArray, rows.T as NDArray) as NDArray, mean(squares));
    const { values, vectors }: { values: NDArray; vectors: NDArray } = eigh(mul(doubly, -0.5) as NDArray);
    const eigenvalues: NDArray = flip(values);
    const numbers = eigenvalues.toTypedArray();
    const n = numbers.length;
    const rounding = n * finfo(d).eps * Math.max(numbers[0], -numbers[n - 1]);
    const positive = numbers.filter((value: number) => value > rounding).length;
    const k = requireComponents(FIT, components, positive, `for ${positive} positive eigenvalues`);
    const axes: NDArray = slice(flip(vectors, { axis: 1 }) as NDArray, ":", `0:${k}`);
    const points: NDArray = mul(axes, sqrt(slice(eigenvalues, `0:${k}`)));
    return new ClassicalMDS<any, any, any>(
      mul(points, signsOfRows(points.T as NDArray).T as NDArray),
      eigenvalues,
      rows.reshape([n]),
    );
  }

  /**
   * Coordinates of other points, by their distances from those fitted: ½·Λ⁻¹·pointsᵀ·(meanSquares − d²).
   *
   * @param distances shape `[m, n]`
   * @returns shape `[m, k]`
   * @throws {ShapeError} unless there is a distance from each fitted point
   * @throws {ValueError} for NaN and infinite entries
   */
  transform<M extends Dim, E extends DType>(
    distances: NDArray<E, readonly [M, N]>,
  ): NDArray<Promote<E, D>, readonly [M, K]> {
    const op = "ClassicalMDS.transform";
    const { points, eigenvalues, meanSquares }: { points: NDArray; eigenvalues: NDArray; meanSquares: NDArray } = this;
    const d = requireFloat(op, "distances", distances as NDArray);
    const [n, k]: readonly number[] = points.shape;
    if (d.ndim !== 2 || d.shape[1] !== n) {
      throw new ShapeError(op, `distances must have ${n} columns, one a fitted point`, { distances: d.shape });
    }
    requireFinite(op, "distances", d);
    const along: NDArray = matmul(sub(meanSquares, square(d)) as NDArray, points);
    return div(along, mul(slice(eigenvalues, `0:${k}`), 2));
  }

  toJSON(): ModelJson {
    return writeModel("ClassicalMDS", Object.fromEntries(Object.entries(this)));
  }

  /** @throws {ValueError} for anything but what `toJSON` gives */
  static fromJSON(json: unknown): ClassicalMDS {
    const read = new ModelReader("ClassicalMDS", json);
    return new ClassicalMDS(
      read.array("points", "n", "k"),
      read.array("eigenvalues", "n"),
      read.array("meanSquares", "n"),
    );
  }
}

const FIT = "ClassicalMDS.fit";

function requireDistances(distances: NDArray): NDArray {
  const d = requireSquare(FIT, requireFloat(FIT, "distances", distances), "distances");
  if (d.ndim !== 2 || d.size < 4) {
    throw new ShapeError(FIT, "distances must be a matrix of at least two rows", { distances: d.shape });
  }
  requireFinite(FIT, "distances", d);
  const n: number = d.shape[0];
  const values = d.toTypedArray() as Float64Array; // of either float dtype
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  const tolerance = Math.sqrt(finfo(d).eps) * most;
  for (let at = 0; at < values.length; at++) {
    const [i, j] = [Math.floor(at / n), at % n];
    const place = `${values[at]} at index [${i}, ${j}]`;
    if (values[at] < 0) throw new ValueError(FIT, "distances must not be negative", place);
    if (i === j && values[at] > tolerance) {
      throw new ValueError(FIT, "the diagonal of distances must be 0", place, "Give distances, not similarities.");
    }
    const other = values[j * n + i];
    if (Math.abs(values[at] - other) > tolerance) {
      throw new ValueError(FIT, "distances must be symmetric", `${place} and ${other} at index [${j}, ${i}]`);
    }
  }
  if (most === 0) throw new ValueError(FIT, "points must differ", "distances of 0 only");
  return d;
}
