import { integer, matrix } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { column, entries } from "../entries.js";
import { latexColumn, latexMatrix } from "../latex.js";
import type { Lesson, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { tuple } from "../tuple.js";
import type { compute } from "./code.js";
import { isChosen } from "./is-chosen.js";
import { writingsOf } from "./writings.js";

const fields = {
  A: matrix(
    [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11, 12],
    ],
    { least: -99, most: 99 },
  ),
  i: integer(2, { least: 1, most: 3 }),
  j: integer(3, { least: 1, most: 4 }),
};

export const lesson: Lesson<typeof fields, ResultOf<typeof compute>> = {
  fields,
  caption: ({ entry }, { i, j }) =>
    `In row ${i} and column ${j} of A stands ${short(entry)}: Linnet and NumPy call it row ${i - 1} and column ${j - 1}.`,
  steps({ entry, row, column: standing, part, transposed }, { A, i, j }) {
    const shown = { A: entries(A) };
    const read = (code: string) => ({
      A: A.flatMap((values, r) =>
        values.flatMap((_, c): [number, number][] => (isChosen(code, r, c, i, j) ? [[r, c]] : [])),
      ),
    });
    const write = (code: string, value: string): string => `${writingsOf(code, i, j).mathematics} = ${value}`;
    return [
      plainStep({
        code: "shape",
        title: "Say the shape: rows first, then columns",
        why: "A has 3 rows and 4 columns: it is a 3 × 4 matrix, an array of shape (3, 4).",
        shown,
        latex: `A = ${latexMatrix(A)} \\in \\mathbb{R}^{3 \\times 4}`,
      }),
      plainStep({
        code: "entry",
        title: "An entry has a row and a column",
        why: `Mathematics, MATLAB and Julia count from 1, NumPy and Linnet from 0: row ${i} is row ${i - 1} to them.`,
        shown,
        read: read("entry"),
        latex: write("entry", short(entry).replace("−", "-")),
      }),
      plainStep({
        code: "row",
        title: "A row has one index",
        why: `Row ${i} is ${tuple(row)}. The colon in ${i},: stands for all columns.`,
        shown: { ...shown, row: entries([row]) },
        read: read("row"),
        latex: write("row", latexMatrix([row])),
      }),
      plainStep({
        code: "column",
        title: "A column takes all rows",
        why: `Column ${j} is ${tuple(standing)}. As an array of a program it has one axis, and is neither lying nor standing.`,
        shown: { ...shown, column: column(standing) },
        read: read("column"),
        latex: write("column", latexColumn(standing)),
      }),
      plainStep({
        code: "slice",
        title: "A slice is a block of rows and columns",
        why: `${span("Row", 1, i)}, ${span("column", j, 4)}. MATLAB and Julia take the last one that they name; NumPy and Linnet stop before it, and so 0:${i} has ${i === 1 ? "1 row" : `${i} rows`}.`,
        shown: { ...shown, slice: entries(part) },
        read: read("slice"),
        latex: write("slice", latexMatrix(part)),
      }),
      plainStep({
        code: "transpose",
        title: "The transpose turns rows into columns",
        why: "Its shape is (4, 3). In NumPy and Linnet it is a view: no number is moved.",
        shown: { Aᵀ: entries(transposed) },
        latex: write("transpose", latexMatrix(transposed)),
      }),
    ];
  },
};

/** "Row 1", "columns 3 to 4". */
function span(name: string, from: number, to: number): string {
  return from === to ? `${name} ${from}` : `${name}s ${from} to ${to}`;
}
