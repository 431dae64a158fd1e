import type { MatrixView } from "@linnet/kernels";
import { rotateChains } from "@linnet/kernels/lapack";

/** Sweeps that are collected, so that a strip stays in the cache while they pass over it. */
const SWEEPS = 32;
/** Rotations and chains that the last one disposed of had room for: many small problems come one after the other. */
let spare: { readonly pairs: Float64Array; readonly chains: Int32Array } | null = null;
/** Numbers of `pairs` that are kept. */
const KEPT = 4096;

/**
 * Plane rotations of neighbouring rows, recorded by an iteration and applied in batches.
 *
 * A chain walks from row to row: rotation (c, s) leaves c·a + s·b in the row that it comes from, whose value a it carries,
 * and carries c·b − s·a on to the next row, whose value is b.
 */
export class RotationChains {
  private readonly pairs: Float64Array;
  private readonly chains: Int32Array;
  /** Numbers in use of `pairs`, and of `chains`: start, step and length of each. */
  private pairEnd = 0;
  private chainEnd = 0;

  /** @param z n×n float64, whose rows are rotated */
  constructor(readonly z: MatrixView) {
    const size = 2 * SWEEPS * Math.max(z.rows, 8);
    const { pairs, chains } = spare ?? { pairs: null, chains: null };
    spare = null;
    this.pairs = pairs !== null && pairs.length >= size ? pairs : new Float64Array(size);
    this.chains = chains ?? new Int32Array(3 * 8 * SWEEPS);
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
    rotateChains(this.z, this.chains, this.chainEnd / 3, this.pairs);
    this.pairEnd = 0;
    this.chainEnd = 0;
  }

  /** Leaves its room to the next one, where it is small; nothing may be recorded any more. */
  dispose(): void {
    if (this.pairs.length <= KEPT) spare = { pairs: this.pairs, chains: this.chains };
  }
}
