import type { NDArray } from "@linnet/core";
import { matmul, scope } from "@linnet/core";
import { type Rows, columnMeans } from "./rows.js";
import { aboutCentre } from "./distance-blocks.js";
import { squared } from "./metric.js";

/** Numbers of a block, 4 MiB: enough for threads to share, and bounded. */
const BLOCK = 2 ** 19;

/** Some rows about the centre, `[count, p]`, and where they begin. */
interface PointBlock {
  readonly first: number;
  readonly count: number;
  readonly centred: NDArray;
}

/**
 * Rows that many others are compared with, again and again: kept about a centre, in blocks, with their squared lengths.
 */
export class Points {
  readonly blocks: readonly PointBlock[];
  /** ‖x − centre‖² of every row. */
  readonly squares: Float64Array;

  constructor(
    readonly rows: Rows,
    /** Where products are taken about. */
    readonly centre: Float64Array = columnMeans(rows),
  ) {
    const { count, columns } = rows;
    const size = Math.max(1, Math.min(count, Math.floor(BLOCK / columns)));
    this.squares = new Float64Array(count);
    this.blocks = Array.from({ length: Math.ceil(count / size) }, (_, b) => {
      const first = b * size;
      const { centred, squares } = aboutCentre(rows, centre, first, Math.min(size, count - first));
      this.squares.set(squares, first);
      return { first, count: squares.length, centred };
    });
  }

  /** Calls `visit` with (x − c)ᵀ(z − c) for the rows x of every block, and all rows z of `others`. */
  products(others: Rows, visit: (block: PointBlock, dots: Float64Array, squares: Float64Array) => void): void {
    scope(() => {
      const { centred, squares } = aboutCentre(others, this.centre, 0, others.count);
      const transposed = centred.T as NDArray;
      for (const block of this.blocks) {
        scope(() => visit(block, (matmul(block.centred, transposed) as NDArray).view() as Float64Array, squares));
      }
    });
  }

  dispose(): void {
    for (const { centred } of this.blocks) centred.dispose();
  }
}

/**
 * Writes the index of the nearest of `centres` to every point: of the smallest Σ (xⱼ − cⱼ)² as differences give it, of several the first.
 *
 * @returns how many labels changed
 * @remarks By products, ‖c‖² − 2·xᵀc, off by less than 2·(p + 8)·ε·(‖x‖² + max ‖c‖²); centres that are nearer to one another in
 *   distance than twice that are compared by differences. So labels depend neither on blocks nor on threads.
 */
export function assignNearest(points: Points, centres: Rows, labels: Int32Array): number {
  let changed = 0;
  points.products(centres, (block, dots, squares) => {
    changed += assignBlock(points, centres, block, dots, squares, labels);
  });
  return changed;
}

/** A function of its own: as a closure V8 runs it three times as slowly. */
function assignBlock(
  { rows, squares }: Points,
  centres: Rows,
  { first, count }: PointBlock,
  dots: Float64Array,
  lengths: Float64Array,
  labels: Int32Array,
): number {
  const doubt = 4 * (rows.columns + 8) * Number.EPSILON;
  const largest = lengths.reduce((a, b) => Math.max(a, b), 0);
  let changed = 0;
  for (let i = 0; i < count; i++) {
    const margin = doubt * (squares[first + i] + largest);
    let label = leastOf(dots, i * centres.count, lengths, margin);
    if (label < 0) label = leastOfDifferences(rows, first + i, centres);
    if (labels[first + i] === label) continue;
    labels[first + i] = label;
    changed++;
  }
  return changed;
}

/** The j of the least lengthsⱼ − 2·dotsⱼ; −1 where another is no more than `margin` above. */
function leastOf(dots: Float64Array, from: number, lengths: Float64Array, margin: number): number {
  let least = Infinity;
  for (let j = 0; j < lengths.length; j++) least = Math.min(least, lengths[j] - 2 * dots[from + j]);
  let label = -1;
  for (let j = 0; j < lengths.length; j++) {
    if (lengths[j] - 2 * dots[from + j] > least + margin) continue;
    if (label >= 0) return -1;
    label = j;
  }
  return label;
}

function leastOfDifferences({ values, columns }: Rows, i: number, centres: Rows): number {
  const others = centres.values;
  let [label, least] = [0, Infinity];
  for (let j = 0; j < centres.count; j++) {
    const square = squared(values, i * columns, others, j * columns, columns);
    if (square < least) [label, least] = [j, square];
  }
  return label;
}
