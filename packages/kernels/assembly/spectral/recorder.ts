import { rotateChains } from "./chains";

/** Chains that are collected, so that a strip of columns stays in the cache while they pass over it. */
const CHAINS = 16;
/** Bytes of the numbers that lie before the chains and rotations. */
const HEAD = 48;

/**
 * Rotations of the rows of a matrix, recorded to be applied several chains at a time: see chains.ts. It lies in memory that the caller
 * gives, so that there can be two.
 */
@unmanaged
export class Recorder {
  private z: usize;
  private zRow: isize;
  private next: usize;
  private full: usize;
  private pairs: usize;
  private width: i32;
  private count: i32;

  /** Bytes for matrices of n rows. */
  static sizeOf(n: i32): i32 {
    return HEAD + CHAINS * (12 + (n << 4)) + 16;
  }

  /** At an address: for the n rows of z, of `width` numbers. */
  static at(address: usize, n: i32, z: usize, zRow: isize, width: i32): Recorder {
    const recorder = changetype<Recorder>(address);
    recorder.z = z;
    recorder.zRow = zRow;
    recorder.width = width;
    recorder.count = 0;
    recorder.pairs = address + HEAD + CHAINS * 12;
    recorder.next = recorder.pairs;
    recorder.full = recorder.pairs + (((CHAINS - 1) * n) << 4);
    return recorder;
  }

  /** A new chain from a row on: so many rotations will be pushed. */
  begin(row: i32, by: i32, length: i32): void {
    if (this.next > this.full || this.count == CHAINS) this.flush();
    const chain = changetype<usize>(this) + HEAD + this.count * 12;
    store<i32>(chain, row);
    store<i32>(chain, by, 4);
    store<i32>(chain, length, 8);
    this.count++;
  }

  /** The next rotation of the chain. */
  push(c: f64, s: f64): void {
    store<f64>(this.next, c);
    store<f64>(this.next, s, 8);
    this.next += 16;
  }

  /** Applies what is recorded; the rows are not up to date before. */
  flush(): void {
    rotateChains(this.width, changetype<usize>(this) + HEAD, this.count, this.pairs, this.z, this.zRow);
    this.count = 0;
    this.next = this.pairs;
  }
}
