import { IndexError, ValueError } from "@linnet/core";

/** What is said of a label that is no class. */
export function noClass(op: string, label: number, place: readonly number[], classes: number): IndexError {
  const at = place.length === 0 ? "" : ` at position [${place.join(", ")}]`;
  return new IndexError(op, `targets must lie in [0, ${classes - 1}]`, `${label}${at}`);
}

/** What is said of a mean that has nothing to be of. */
export function nothingKept(op: string, count: number): ValueError {
  const hint = 'Leave such batches out, or reduce by "sum".';
  return new ValueError(op, "a mean must be over at least one element that is kept", `none of ${count}`, hint);
}
