import type { LoadOptions } from "../source/progress.js";

/** A file open for reading. */
export interface FileReader {
  /** Its name in messages, where it has one. */
  readonly path: string | undefined;
  /** Bytes in the file when it was opened. */
  readonly size: number;
  /** Fills `target` with the bytes from `at` on, and answers how many there were: fewer only at the file's end. */
  readInto(target: Uint8Array, at: number): Promise<number>;
  close(): Promise<void>;
}

/** What `#platform` offers. */
export interface Platform {
  /**
   * Opens what a path names: a file in Node, an address relative to the page in a browser.
   *
   * @throws {FileError} when it cannot be opened
   */
  openFile(op: string, path: string | URL, options: LoadOptions): Promise<FileReader>;
  /**
   * Replaces the file at once or not at all.
   *
   * @param keep how many versions there are to be, this one among them: those before get the names `path.1`, `path.2`, …
   * @throws {FileError} when it cannot be written; an old file is then intact. In a browser, always
   */
  writeFile(op: string, path: string | URL, bytes: Uint8Array, keep?: number): Promise<void>;
}
