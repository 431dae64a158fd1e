/** What happens before a program runs: a call of arrays whose shapes are known, and what TypeScript says of it. */
export interface Compiled {
  readonly call: string;
  /** Waves below the argument that is refused. */
  readonly waves: string;
  /** The type that the argument would have to have, which is a sentence. */
  readonly type: string;
}

/**
 * What the compiler says of shapes that do not meet. The rules in the types of `@linnet/core` and its errors have the same
 * sentence, word for word, which the compiler's own words are compared with (`tooling/conformance/src/meeting-mistakes.ts`).
 *
 * @param problem the message of the `ShapeError` that the same call throws
 */
export function compiled(
  operation: "add" | "matmul",
  a: readonly number[],
  b: readonly number[],
  problem: string,
): Compiled {
  const [first, second] = [a, b].map((shape) => `zeros([${shape.join(", ")}])`);
  const before = `${operation}(${first}, `;
  return {
    call: `${before}${second});`,
    waves: " ".repeat(before.length) + "~".repeat(second.length),
    type: `ShapeProblem<${JSON.stringify(sentenceOf(problem))}>`,
  };
}

/** What must hold, without what was given instead. */
export function sentenceOf(problem: string): string {
  return problem.split("; got ", 1)[0];
}
