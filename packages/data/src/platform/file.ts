/** A file open for reading. */
export interface FileReader {
  readonly path: string;
  /** Bytes in the file when it was opened. */
  readonly size: number;
  /** The bytes from `at` on: `length` of them, fewer only where the file has become shorter. */
  read(at: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What `#platform` offers; Node has it, a browser refuses with a sentence. */
export interface Platform {
  /** @throws {FileError} when the file cannot be opened */
  openFile(op: string, path: string | URL): Promise<FileReader>;
  /**
   * Replaces the file at once or not at all.
   *
   * @param keep how many versions there are to be, this one among them: those before get the names `path.1`, `path.2`, …
   * @throws {FileError} when it cannot be written; an old file is then intact
   */
  writeFile(op: string, path: string | URL, bytes: Uint8Array, keep?: number): Promise<void>;
}
