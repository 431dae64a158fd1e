import type * as fc from "fast-check";

/** A reader to be given damaged files. */
export interface FuzzTarget {
  readonly format: string;
  /** Whole files of every kind that the reader knows, small: mutations begin with them. */
  readonly files: readonly Uint8Array[];
  /** Bytes at the beginning where headers are: they are damaged more often. */
  readonly early: number;
  /** Damage of its own kind: behind checksums that fit, or to what compression hides. */
  readonly others?: fc.Arbitrary<Uint8Array>;
  /** How many bytes of content a byte of a file can hold, where offsets are places in content. Default 1. */
  readonly expansion?: number;
  /** How many bytes of memory a reader may take for a byte of a file. Default 32. */
  readonly multiple?: number;
  /** Reads a damaged file; whatever it refuses must be a `FormatError`. */
  read(bytes: Uint8Array): unknown;
}
