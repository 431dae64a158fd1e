import { ValueError } from "@linnet/core";
import type { Arithmetic, Entry } from "../arithmetic/arithmetic.js";
import type { Draft, Grid } from "../arithmetic/grid.js";
import type { Highlight, Matrices, Matrix, Role, Step } from "./step.js";

/** Entries of a matrix that a step points at, in rows and columns. */
export interface Pointer {
  readonly matrix: string;
  readonly at: readonly (readonly [row: number, column: number])[];
  readonly role: Exclude<Role, "written">;
}

/** What a story says of a step; the recorder adds the matrices. */
export interface StepTelling {
  readonly title: string;
  readonly why: string;
  readonly rule?: string;
  readonly latex: string;
  /** Names of the matrices that take part. */
  readonly shown: readonly string[];
  readonly points?: readonly Pointer[];
}

const UNKNOWN: Entry = { value: Number.NaN, text: "·", latex: "\\cdot" };

/** Keeps the matrices of a story by name, and takes a picture of them before and after each step. */
export class Recorder<T> {
  readonly steps: Step[] = [];
  private readonly matrices = new Map<string, Grid<T> | Draft<T>>();

  constructor(readonly arithmetic: Arithmetic<T>) {}

  /** Names a grid. Steps may change its entries afterwards, or name another grid the same. */
  set(name: string, grid: Grid<T> | Draft<T>): void {
    this.matrices.set(name, grid);
  }

  /** Records a step; `change` does it. */
  step({ title, why, rule, latex, shown, points = [] }: StepTelling, change: () => void = () => {}): void {
    const before = this.picture(shown);
    change();
    const after = this.picture(shown);
    const pointed = points.flatMap(({ matrix, at, role }) =>
      at.map(([row, column]): Highlight => {
        const side = matrix in before ? "before" : "after";
        return { side, matrix, row, column, role };
      }),
    );
    const highlighted = [...pointed, ...changes(before, after)];
    this.steps.push({ title, why, ...(rule === undefined ? {} : { rule }), before, after, highlighted, latex });
  }

  private picture(names: readonly string[]): Matrices {
    const pictures: Record<string, Matrix> = {};
    for (const name of names) {
      const grid = this.matrices.get(name);
      if (grid !== undefined) pictures[name] = grid.map((row) => row.map((entry) => this.write(entry)));
    }
    return pictures;
  }

  /** @throws {ValueError} for what is no number any more */
  private write(entry: T | null): Entry {
    if (entry === null) return UNKNOWN;
    if (!Number.isNaN(this.arithmetic.value(entry))) return this.arithmetic.write(entry);
    const expected = `numbers must stay in the range of ${this.arithmetic.name}`;
    throw new ValueError("explain", expected, "NaN", "Scale them first, or take shorter steps.");
  }
}

function changes(before: Matrices, after: Matrices): Highlight[] {
  return Object.entries(after).flatMap(([matrix, rows]) =>
    rows.flatMap((entries, row) =>
      entries.flatMap((entry, column): Highlight[] => {
        const old = before[matrix]?.[row]?.[column];
        if (old === undefined || (old.text === entry.text && Object.is(old.value, entry.value))) return [];
        return [{ side: "after", matrix, row, column, role: "written" }];
      }),
    ),
  );
}
