import { LinnetError } from "@linnet/core";

/** Bytes that are not what their format promises; `offset` says where, in bytes from the start. */
export class FormatError extends LinnetError {
  constructor(
    op: string,
    readonly expected: string,
    readonly got: string,
    readonly offset: number,
    readonly hint: string = "",
    /** The file that held the bytes, where it is known. */
    readonly path?: string,
  ) {
    const where = path === undefined ? `at byte ${offset}` : `at byte ${offset} of ${path}`;
    super(op, `${expected}; got ${got} ${where}.${hint && ` ${hint}`}`);
  }

  /** The same error, naming the file. */
  in(path: string): FormatError {
    return new FormatError(this.op, this.expected, this.got, this.offset, this.hint, path);
  }
}

/** A file that could not be read or written; `code` is the system's name for the reason (`ENOENT`). */
export class FileError extends LinnetError {
  constructor(
    op: string,
    expected: string,
    readonly path: string,
    readonly code: string,
    hint: string,
    cause?: unknown,
  ) {
    super(op, `${expected}; got ${code} for "${path}". ${hint}`);
    if (cause !== undefined) this.cause = cause;
  }
}
