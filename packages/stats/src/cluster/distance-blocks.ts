import { type NDArray, empty, matmul, scope } from "@linnet/core";
import { elements } from "@linnet/core/extend";
import { type Rows, columnMeans } from "./rows.js";
import { type Between, type Metric, squared } from "./metric.js";

/** Distances of some rows from all of another table: of row `first + i` from row `j` at `i·columns + j`. */
export interface DistanceBlock {
  readonly first: number;
  readonly count: number;
  /** Before `finish` of the metric; the block's own until the next is asked for. */
  readonly distances: Float64Array;
}

/** Numbers in a block: 1 MiB, which caches hold. */
const BLOCK = 2 ** 17;
/** From so many columns on products are faster than differences. */
const COLUMNS = 32;
/** Squared distances below this share of ‖a‖² + ‖b‖² are computed again: cancellation has cost them digits. */
const NEAR = 1 / 16;

/**
 * Distances before the metric's `finish`, block after block of the rows of `a`, in bounded memory. Squared Euclidean ones are
 *
 *     ‖a − b‖² = ‖a‖² + ‖b‖² − 2·aᵀ·b
 *
 * by a product, about the mean of `b`; as Σ (aⱼ − bⱼ)² where there are few columns, and where the product cancels.
 *
 * @param a prepared for the metric, as `b`
 * @remarks The product is off by at most (4·p + 16)·u·(‖a‖² + ‖b‖²), with u = ε/2; where that is more than 1/16 of the sum away,
 *   relatively by (64·p + 256)·u. Differences are off by (p + 2)·u, relatively. Equal rows are exactly 0 from one another.
 */
export function* distanceBlocks(a: Rows, b: Rows, metric: Metric): Generator<DistanceBlock> {
  const rows = Math.max(1, Math.min(a.count, Math.floor(BLOCK / b.count)));
  const distances = new Float64Array(rows * b.count);
  const centre = metric.isSquare && a.columns >= COLUMNS ? columnMeans(b) : null;
  const other = centre === null ? null : aboutCentre(b, centre, 0, b.count);
  for (let first = 0; first < a.count; first += rows) {
    const count = Math.min(rows, a.count - first);
    if (centre === null || other === null) differences(a, b, first, count, metric.between, distances);
    else products(a, b, centre, other, first, count, distances);
    yield { first, count, distances };
  }
  other?.centred.dispose();
}

function differences(a: Rows, b: Rows, first: number, count: number, between: Between, out: Float64Array): void {
  const { columns } = a;
  const [from, to] = [a.values, b.values];
  for (let i = 0, at = 0; i < count; i++) {
    for (let j = 0; j < b.count; j++, at++) out[at] = between(from, (first + i) * columns, to, j * columns, columns);
  }
}

/** Rows about a centre, with their squared lengths. */
export interface Centred {
  readonly centred: NDArray;
  readonly squares: Float64Array;
}

/** Rows `first`, …, `first + count − 1` about a centre. */
export function aboutCentre(rows: Rows, centre: Float64Array, first: number, count: number): Centred {
  const { columns } = rows;
  const centred: NDArray = empty([count, columns]);
  const to = elements(centred.storage, centred.type);
  const { values } = rows;
  const squares = new Float64Array(count);
  for (let i = 0, at = 0, from = first * columns; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++, at++, from++) {
      const v = values[from] - centre[j];
      to[at] = v;
      sum += v * v;
    }
    squares[i] = sum;
  }
  return { centred, squares };
}

function products(
  a: Rows,
  b: Rows,
  centre: Float64Array,
  other: Centred,
  first: number,
  count: number,
  out: Float64Array,
): void {
  scope(() => {
    const { centred, squares } = aboutCentre(a, centre, first, count);
    const dots = (matmul(centred, other.centred.T as NDArray) as NDArray).view() as Float64Array;
    combine(a, b, first, squares, other.squares, dots, out);
  });
}

/** Squared lengths and products together; what cancels by differences. */
function combine(
  a: Rows,
  b: Rows,
  first: number,
  left: Float64Array,
  right: Float64Array,
  dots: Float64Array,
  out: Float64Array,
): void {
  const { columns } = a;
  const [from, to] = [a.values, b.values];
  for (let i = 0, at = 0; i < left.length; i++) {
    for (let j = 0; j < right.length; j++, at++) {
      const sum = left[i] + right[j];
      const square = sum - 2 * dots[at];
      out[at] = square > NEAR * sum ? square : squared(from, (first + i) * columns, to, j * columns, columns);
    }
  }
}
