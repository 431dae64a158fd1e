/** A reader to be given damaged files. */
export interface FuzzTarget {
  readonly format: string;
  /** Whole files of every kind that the reader knows, small: mutations begin with them. */
  readonly files: readonly Uint8Array[];
  /** Bytes at the beginning where headers are: they are damaged more often. */
  readonly early: number;
  /** Reads a damaged file; whatever it refuses must be a `FormatError`. */
  read(bytes: Uint8Array): unknown;
}
