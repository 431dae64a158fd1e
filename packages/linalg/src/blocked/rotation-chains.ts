import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "./copy.js";

/** Columns that are rotated together: as many as their carried values find registers. */
const STRIP = 8;
/** Sweeps that are collected, so that a strip stays in the cache while they pass over it. */
const SWEEPS = 16;

/**
 * Plane rotations of neighbouring rows, recorded by an iteration and applied in batches.
 *
 * A chain walks from row to row: rotation (c, s) leaves c·a + s·b in the row that it comes from, whose value a it carries,
 * and carries c·b − s·a on to the next row, whose value is b. Strip by strip of columns, so that each element is loaded and
 * stored once per rotation.
 */
export class RotationChains {
  private readonly pairs: Float64Array;
  private readonly chains: Int32Array;
  /** Numbers in use of `pairs`, and of `chains`: start, step and length of each. */
  private pairEnd = 0;
  private chainEnd = 0;

  /** @param z n×n float64, whose rows are rotated */
  constructor(readonly z: MatrixView) {
    this.pairs = new Float64Array(2 * SWEEPS * Math.max(z.rows, 8));
    this.chains = new Int32Array(3 * 8 * SWEEPS);
  }

  /** A new chain of at most `length` rotations, from `row` by `step` (1 or −1). */
  begin(row: number, step: number, length: number): void {
    if (this.pairEnd + 2 * length > this.pairs.length || this.chainEnd === this.chains.length) this.flush();
    this.chains[this.chainEnd] = row;
    this.chains[this.chainEnd + 1] = step;
    this.chains[this.chainEnd + 2] = 0;
    this.chainEnd += 3;
  }

  /** The next rotation of the chain. */
  push(c: number, s: number): void {
    this.pairs[this.pairEnd] = c;
    this.pairs[this.pairEnd + 1] = s;
    this.pairEnd += 2;
    this.chains[this.chainEnd - 1]++;
  }

  /** Applies what is recorded; the rows are not up to date before. */
  flush(): void {
    const { offset, cols, rowStride } = this.z;
    const Z = float64Data(this.z);
    let j = 0;
    for (; j + STRIP <= cols; j += STRIP) {
      let at = 0;
      for (let k = 0; k < this.chainEnd; k += 3) {
        const count = this.chains[k + 2];
        const stride = this.chains[k + 1] * rowStride;
        rotateStrip(count, this.pairs, at, Z, offset + this.chains[k] * rowStride + j, stride);
        at += 2 * count;
      }
    }
    for (; j < cols; j++) {
      let at = 0;
      for (let k = 0; k < this.chainEnd; k += 3) {
        const count = this.chains[k + 2];
        const stride = this.chains[k + 1] * rowStride;
        rotateColumn(count, this.pairs, at, Z, offset + this.chains[k] * rowStride + j, stride);
        at += 2 * count;
      }
    }
    this.pairEnd = 0;
    this.chainEnd = 0;
  }
}

function rotateColumn(n: number, pairs: Float64Array, from: number, Z: Float64Array, at: number, stride: number): void {
  let a = Z[at];
  for (let k = 0; k < n; k++) {
    const c = pairs[from + 2 * k];
    const s = pairs[from + 2 * k + 1];
    const next = at + stride;
    const b = Z[next];
    Z[at] = c * a + s * b;
    a = c * b - s * a;
    at = next;
  }
  Z[at] = a;
}

function rotateStrip(n: number, pairs: Float64Array, from: number, Z: Float64Array, at: number, stride: number): void {
  let a0 = Z[at];
  let a1 = Z[at + 1];
  let a2 = Z[at + 2];
  let a3 = Z[at + 3];
  let a4 = Z[at + 4];
  let a5 = Z[at + 5];
  let a6 = Z[at + 6];
  let a7 = Z[at + 7];
  for (let k = 0; k < n; k++) {
    const c = pairs[from + 2 * k];
    const s = pairs[from + 2 * k + 1];
    const next = at + stride;
    let b = Z[next];
    Z[at] = c * a0 + s * b;
    a0 = c * b - s * a0;
    b = Z[next + 1];
    Z[at + 1] = c * a1 + s * b;
    a1 = c * b - s * a1;
    b = Z[next + 2];
    Z[at + 2] = c * a2 + s * b;
    a2 = c * b - s * a2;
    b = Z[next + 3];
    Z[at + 3] = c * a3 + s * b;
    a3 = c * b - s * a3;
    b = Z[next + 4];
    Z[at + 4] = c * a4 + s * b;
    a4 = c * b - s * a4;
    b = Z[next + 5];
    Z[at + 5] = c * a5 + s * b;
    a5 = c * b - s * a5;
    b = Z[next + 6];
    Z[at + 6] = c * a6 + s * b;
    a6 = c * b - s * a6;
    b = Z[next + 7];
    Z[at + 7] = c * a7 + s * b;
    a7 = c * b - s * a7;
    at = next;
  }
  Z[at] = a0;
  Z[at + 1] = a1;
  Z[at + 2] = a2;
  Z[at + 3] = a3;
  Z[at + 4] = a4;
  Z[at + 5] = a5;
  Z[at + 6] = a6;
  Z[at + 7] = a7;
}
