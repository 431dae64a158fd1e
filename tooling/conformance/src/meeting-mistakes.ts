import { type NDArray, ShapeError, add, matmul, zeros } from "@linnet/core";
import type { Mistake } from "./mistakes.js";

const shapes = [[2], [3], [2, 3], [3, 2], [1, 3], [2, 1, 3], [2, 2, 3], [3, 3, 2]] as const;
const operations: Readonly<Record<string, (a: NDArray, b: NDArray) => NDArray>> = { add, matmul };

/**
 * Sums and products of arrays that do not meet. What the compiler must say is what the library throws, up to what was given:
 * the playground shows both, by the sentence of the error.
 */
export const meetingMistakes: readonly Mistake[] = Object.entries(operations).flatMap(([name, operation]) =>
  shapes.flatMap((a) => shapes.flatMap((b): Mistake[] => tried(name, operation, a, b))),
);

function tried(
  name: string,
  operation: (typeof operations)[string],
  a: readonly number[],
  b: readonly number[],
): Mistake[] {
  try {
    operation(zeros(a), zeros(b));
    return [];
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return [[`${name}(zeros([${a.join(", ")}]), zeros([${b.join(", ")}]));`, error.message.split("; got ", 1)[0]]];
  }
}
