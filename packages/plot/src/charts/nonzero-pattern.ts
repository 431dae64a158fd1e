/** What each element of a matrix is: zero, not zero, or NaN. */
export interface Cells {
  readonly rows: number;
  readonly cols: number;
  /** Row-major: 0, {@link FILLED} or {@link NOT_A_NUMBER}. */
  readonly marks: Uint8Array;
  /** How many are not zero, without those that are NaN. */
  readonly filled: number;
  readonly missing: number;
}

export const FILLED = 1;
export const NOT_A_NUMBER = 2;

/** Blocks of size × size elements, each with the largest mark in it. */
export function blocksOf(cells: Cells, size: number): Cells {
  if (size === 1) return cells;
  const [rows, cols] = [Math.ceil(cells.rows / size), Math.ceil(cells.cols / size)];
  const marks = new Uint8Array(rows * cols);
  for (let i = 0; i < cells.rows; i++) {
    const row = Math.floor(i / size) * cols;
    for (let j = 0; j < cells.cols; j++) {
      const [at, mark] = [row + Math.floor(j / size), cells.marks[i * cells.cols + j]];
      if (mark > marks[at]) marks[at] = mark;
    }
  }
  return { ...cells, rows, cols, marks };
}

/** Size, number of nonzeros, bandwidths, and what they make of the matrix; NaN counts as not zero here. */
export function describePattern(cells: Cells, share: string, above: string): string {
  const { rows, cols, filled, missing } = cells;
  const size = `A matrix of ${rows} ${rows === 1 ? "row" : "rows"} and ${cols} ${cols === 1 ? "column" : "columns"}`;
  const nan = missing > 0 ? ` ${missing} ${missing === 1 ? "element is" : "elements are"} NaN.` : "";
  if (filled + missing === 0)
    return `${size}, ${above ? `none of whose elements is${above}` : "all of whose elements are zero"}.`;
  const { lower, upper, symmetric } = bandwidths(cells);
  const name = kind(lower, upper);
  const square = rows === cols ? ` The pattern is ${symmetric ? "" : "not "}symmetric.` : "";
  return (
    `${size} with ${share} elements that are not zero${above && `,${above}`}.${nan} ` +
    `The lower bandwidth is ${lower}, the upper ${upper}${name && `: ${name}`}.${square}`
  );
}

/** How far below and above the diagonal the nonzeros go, and whether each has a partner across it. */
function bandwidths({ rows, cols, marks }: Cells): { lower: number; upper: number; symmetric: boolean } {
  let [lower, upper, symmetric] = [0, 0, rows === cols];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      if (marks[i * cols + j] === 0) continue;
      lower = Math.max(lower, i - j);
      upper = Math.max(upper, j - i);
      symmetric &&= marks[j * cols + i] !== 0;
    }
  }
  return { lower, upper, symmetric };
}

function kind(lower: number, upper: number): string {
  if (lower === 0 && upper === 0) return "diagonal";
  if (lower === 0) return upper === 1 ? "upper bidiagonal" : "upper triangular";
  if (upper === 0) return lower === 1 ? "lower bidiagonal" : "lower triangular";
  if (lower === 1 && upper === 1) return "tridiagonal";
  if (lower === 1) return "upper Hessenberg";
  return upper === 1 ? "lower Hessenberg" : "";
}
