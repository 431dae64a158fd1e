import { LinnetError } from "@linnet/core";
import { FormatError } from "@linnet/data";

/** A visitor's file that cannot be used, with a sentence that says why. */
export class OwnDataError extends Error {
  override readonly name = "OwnDataError";

  constructor(
    /** The file's name. */
    readonly file: string,
    why: string,
  ) {
    super(`${file} ${why}`);
  }
}

/** Runs what reads a file. @throws {OwnDataError} for an error of Linnet, in words of the page */
export async function reading<T>(file: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FormatError) {
      const where = /\bline \d/.test(error.got) ? "" : ` at byte ${error.offset}`;
      throw new OwnDataError(file, `cannot be read: ${error.expected}; got ${error.got}${where}.`);
    }
    if (error instanceof LinnetError) {
      throw new OwnDataError(file, `cannot be read: ${error.message.slice(error.op.length + 2)}`);
    }
    throw error;
  }
}
