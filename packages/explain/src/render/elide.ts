import type { Highlight, Matrix, Role, Step } from "../story/step.js";

/** Rows and columns of large matrices that are shown: so many from the start … */
const HEAD = 6;
/** … and so many from the end, with dots between. */
const TAIL = 3;

/** Rows or columns out of `n` that are shown; −1 stands for those left out. */
export function shownOf(n: number): readonly number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  return n <= HEAD + TAIL + 1 ? all : [...all.slice(0, HEAD), -1, ...all.slice(n - TAIL)];
}

/** A matrix of a step as the renderers show it: once, or before and after when it has changed. */
export interface Shown {
  readonly name: string;
  readonly pictures: readonly Picture[];
}

export interface Picture {
  readonly matrix: Matrix;
  /** What an entry is to the step, if anything. */
  readonly roleOf: (row: number, column: number) => Role | undefined;
}

/** The matrices of a step, in the order in which the step names them. */
export function shownIn({ before, after, highlighted }: Step): readonly Shown[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => {
    const marks = highlighted.filter(({ matrix }) => matrix === name);
    const [old, now]: (Matrix | undefined)[] = [before[name], after[name]];
    if (old === undefined || now === undefined || isSame(old, now)) {
      return { name, pictures: [picture(now ?? old, marks)] };
    }
    return { name, pictures: [picture(old, on("before", marks)), picture(now, on("after", marks))] };
  });
}

function on(side: Highlight["side"], marks: readonly Highlight[]): readonly Highlight[] {
  return marks.filter((mark) => mark.side === side);
}

function picture(matrix: Matrix, marks: readonly Highlight[]): Picture {
  const roles = new Map(marks.map(({ row, column, role }) => [`${row},${column}`, role]));
  return { matrix, roleOf: (row, column) => roles.get(`${row},${column}`) };
}

function isSame(a: Matrix, b: Matrix): boolean {
  const text = (matrix: Matrix): string => matrix.map((row) => row.map((entry) => entry.text).join(" ")).join("\n");
  return text(a) === text(b);
}
