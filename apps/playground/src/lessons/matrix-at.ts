import type { Step } from "@linnet/explain";

/** Numbers of a matrix by name as it stands after a step; in steps that do without it, as it stood last. NaN where not known. */
export function matrixAt(steps: readonly Step[], at: number, name: string): readonly (readonly number[])[] | undefined {
  const matrix = steps
    .slice(0, at + 1)
    .reverse()
    .find(({ after }) => name in after)?.after[name];
  return matrix?.map((row) => row.map(({ value }) => value));
}
