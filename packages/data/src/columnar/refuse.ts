import { ValueError } from "@linnet/core";
import type { LinnetError } from "@linnet/core";
import { FormatError } from "../errors.js";

/** How content that no column can hold is refused. */
export type Refuse = (expected: string, got: string, hint: string) => LinnetError;

/** Of a table in memory. */
export function refuseValue(op: string): Refuse {
  return (expected, got, hint) => new ValueError(op, expected, got, hint);
}

/** Of a file: its libraries do not say where in it a value is, so it is the file as a whole. */
export function refuseFile(op: string): Refuse {
  return (expected, got, hint) => new FormatError(op, expected, got, 0, hint);
}

/** What a library throws about a file, as an error of ours. */
export function asFormatError(op: string, expected: string, cause: unknown): FormatError {
  if (cause instanceof FormatError) return cause;
  const got = cause instanceof Error ? `"${cause.message}" from its reader` : String(cause);
  const error = new FormatError(op, expected, got, 0, "The file may be damaged.");
  error.cause = cause;
  return error;
}
