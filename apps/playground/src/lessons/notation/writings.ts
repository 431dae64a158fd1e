/** A part of an array, as it is written in several places. */
export interface Writings {
  /** For math mode. */
  readonly mathematics: string;
  readonly numpy: string;
  readonly matlab: string;
  readonly julia: string;
  readonly linnet: string;
}

/** How row i, column j, counted from 1, and what can be made of them are written everywhere. */
export function writingsOf(code: string, i: number, j: number): Writings {
  return WRITINGS[code](i, j);
}

const WRITINGS: Readonly<Record<string, (i: number, j: number) => Writings>> = {
  shape: () => ({
    mathematics: "A \\in \\mathbb{R}^{3 \\times 4}",
    numpy: "A.shape",
    matlab: "size(A)",
    julia: "size(A)",
    linnet: "A.shape",
  }),
  entry: (i, j) => ({
    mathematics: `a_{${i}${j}}`,
    numpy: `A[${i - 1}, ${j - 1}]`,
    matlab: `A(${i}, ${j})`,
    julia: `A[${i}, ${j}]`,
    linnet: `A.slice(${i - 1}, ${j - 1})`,
  }),
  row: (i) => ({
    mathematics: `\\mathbf{a}_{${i},:}`,
    numpy: `A[${i - 1}]`,
    matlab: `A(${i}, :)`,
    julia: `A[${i}, :]`,
    linnet: `A.slice(${i - 1})`,
  }),
  column: (_, j) => ({
    mathematics: `\\mathbf{a}_{:,${j}}`,
    numpy: `A[:, ${j - 1}]`,
    matlab: `A(:, ${j})`,
    julia: `A[:, ${j}]`,
    linnet: `A.slice(":", ${j - 1})`,
  }),
  slice: (i, j) => ({
    mathematics: `A_{1:${i},\\,${j}:4}`,
    numpy: `A[0:${i}, ${j - 1}:]`,
    matlab: `A(1:${i}, ${j}:end)`,
    julia: `A[1:${i}, ${j}:end]`,
    linnet: `A.slice("0:${i}", "${j - 1}:")`,
  }),
  transpose: () => ({
    mathematics: "A^{\\mathsf T}",
    numpy: "A.T",
    matlab: "A.'",
    julia: "transpose(A)",
    linnet: "A.T",
  }),
};
