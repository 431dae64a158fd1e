import { type NDArray, empty, matmul, scope } from "@linnet/core";
import { elements } from "@linnet/core/extend";
import { type Rows, columnMeans } from "./rows.js";
import { aboutCentre } from "./distance-blocks.js";

/** Numbers of a block and of its products, at most: enough for threads to share, and bounded. */
const BLOCK = 2 ** 22;
/** Squared lengths that float32 takes as they are: entries are below 2²⁰, and what underflows is far below the rounding of the rest. */
const SAFE = 2 ** 40;

/** Products of the rows `first`, …, `first + count − 1` with others: of row `first + i` with row j, `unit` times what is at `i·k + j`. */
export interface ProductBlock {
  readonly first: number;
  readonly count: number;
  /** Until `visit` returns. */
  readonly dots: Float32Array | Float64Array;
  /** ‖z − centre‖² of the others. */
  readonly lengths: Float64Array;
  readonly precision: Precision;
}

/** How products are rounded: off by less than (p + 3)·ε/2·‖x‖·‖z‖ + `underflow`, of rows about the centre. */
interface Precision {
  readonly epsilon: number;
  readonly underflow: number;
  /** A power of two. */
  readonly unit: number;
}

/**
 * Rows that many others are compared with, again and again: kept about a centre, with their squared lengths. In float32 they are scaled by
 * a power of two where they are so long or so short that products might overflow.
 */
export class Points {
  /** ‖x − centre‖² of every row. */
  readonly squares: Float64Array;
  /** The rows about the centre, times `scale`. */
  private readonly single: NDArray;
  private readonly scale: number;
  private double: NDArray | null = null;

  constructor(
    readonly rows: Rows,
    /** Where products are taken about. */
    readonly centre: Float64Array = columnMeans(rows),
  ) {
    this.squares = new Float64Array(rows.count);
    this.single = empty([rows.count, rows.columns], { dtype: "float32" });
    const to = elements(this.single.storage, this.single.type) as Float32Array; // as asked for
    writeSingle(rows, centre, 1, to, this.squares);
    this.scale = scaleOf(largestOf(this.squares));
    if (this.scale !== 1) writeSingle(rows, centre, this.scale, to, this.squares);
  }

  /** Calls `visit` with (x − c)ᵀ(z − c) for the rows x of every block, and all rows z of `others`. */
  products(others: Rows, visit: (block: ProductBlock) => void): void {
    const { rows, centre } = this;
    this.double ??= aboutCentre(rows, centre, 0, rows.count).centred;
    const points = this.double;
    const underflow = rows.columns * 2 ** -1072;
    scope(() => {
      const { centred, squares } = aboutCentre(others, centre, 0, others.count);
      multiply(points, centred.T as NDArray, squares, { epsilon: Number.EPSILON, underflow, unit: 1 }, visit);
    });
  }

  /** The same in float32, twice as fast. */
  roughProducts(others: Rows, visit: (block: ProductBlock) => void): void {
    scope(() => {
      const { single, scale, squares } = new Points(others, this.centre);
      const unit = 1 / this.scale / scale;
      // Three roundings below the least normal number a term, times entries of at most 2²⁰.
      const underflow = others.columns * 2 ** -128 * unit;
      multiply(this.single, single.T as NDArray, squares, { epsilon: 2 ** -23, underflow, unit }, visit);
    });
  }

  dispose(): void {
    this.single.dispose();
    this.double?.dispose();
  }
}

function multiply(
  points: NDArray,
  others: NDArray,
  lengths: Float64Array,
  precision: Precision,
  visit: (block: ProductBlock) => void,
): void {
  const [n, columns] = points.shape;
  const blocks = Math.ceil((n * Math.max(columns, lengths.length)) / BLOCK);
  const size = Math.ceil(n / blocks);
  for (let first = 0; first < n; first += size) {
    const count = Math.min(size, n - first);
    scope(() => {
      const rows = count === n ? points : (points.slice(`${first}:${first + count}`) as NDArray);
      const dots = (matmul(rows, others) as NDArray).view() as Float32Array | Float64Array;
      visit({ first, count, dots, lengths, precision });
    });
  }
}

/** The largest squared length. */
export function largestOf(squares: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < squares.length; i++) if (squares[i] > largest) largest = squares[i];
  return largest;
}

/** A power of two near 1/√largest, where that is needed. */
function scaleOf(largest: number): number {
  const isSafe = largest === 0 || largest === Infinity || (largest > 1 / SAFE && largest < SAFE);
  return isSafe ? 1 : 2 ** -Math.ceil(Math.log2(largest) / 2);
}

function writeSingle(
  { values, count, columns }: Rows,
  centre: Float64Array,
  scale: number,
  to: Float32Array,
  squares: Float64Array,
): void {
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++, at++) {
      const v = values[at] - centre[j];
      to[at] = v * scale;
      sum += v * v;
    }
    squares[i] = sum;
  }
}
