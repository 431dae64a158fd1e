/** A file open for reading. */
export interface FileReader {
  /** Its name in messages, where it has one. */
  readonly path: string | undefined;
  /** Bytes in the file when it was opened; infinite where a server does not say how many will come. */
  readonly size: number;
  /** Whether it has to be read from its beginning to its end, each byte once: where it is not kept. */
  readonly inOrder?: boolean;
  /** Fills `target` with the bytes from `at` on, and answers how many there were: fewer only at the file's end. */
  readInto(target: Uint8Array, at: number): Promise<number>;
  /** Tells who waits for progress that nothing more will be read. */
  finished?(): void;
  close(): Promise<void>;
}

/** What `#platform` offers. */
export interface Platform {
  /**
   * What a path without a scheme of the web is the address of: in a browser, relative to the page. `undefined` where it names a
   * file.
   *
   * @throws {FileError} where there is neither
   */
  addressOf(op: string, path: string | URL): URL | undefined;
  /** @throws {FileError} when it cannot be opened. In a browser, always */
  openFile(op: string, path: string | URL): Promise<FileReader>;
  /**
   * Replaces the file at once or not at all.
   *
   * @param keep how many versions there are to be, this one among them: those before get the names `path.1`, `path.2`, …
   * @throws {FileError} when it cannot be written; an old file is then intact. In a browser, always
   */
  writeFile(op: string, path: string | URL, bytes: Uint8Array, keep?: number): Promise<void>;
}
