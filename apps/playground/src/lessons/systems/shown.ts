import type { Matrix, Step } from "@linnet/explain";

/** [A | b] as it stands after the step that is looked at; in the steps that do without it, as it stood last. */
export function systemAt(steps: readonly Step[], at: number): readonly (readonly number[])[] {
  return valuesOf(latest(steps, at, "Ab") ?? []);
}

/** The unknowns that have been found by then. */
export function foundAt(steps: readonly Step[], at: number): readonly boolean[] {
  return valuesOf(latest(steps, at, "x") ?? []).map(([value]) => !Number.isNaN(value));
}

function latest(steps: readonly Step[], at: number, name: string): Matrix | undefined {
  return steps
    .slice(0, at + 1)
    .reverse()
    .find(({ after }) => name in after)?.after[name];
}

function valuesOf(matrix: Matrix): number[][] {
  return matrix.map((row) => row.map(({ value }) => value));
}
