import { ShapeError } from "@linnet/core";
import { type Draft, type Grid, blank, columnOf, dot, filled } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { latexFactor, latexProducts, latexSum } from "../story/formula.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireOneOf } from "../story/require.js";

/** Options of `matmul`. */
export interface MatmulOptions extends ExplainOptions {
  /**
   * Three readings of one product: `"entries"` (rows times columns, the default), `"columns"` (combinations of the columns
   * of A), `"outer"` (a sum of columns times rows).
   */
  readonly by?: "entries" | "columns" | "outer";
}

/**
 * The product C = A·B, told by entries, by columns or by outer products.
 *
 * @param a shape `[m, k]`, up to 16 × 16
 * @param b shape `[k, n]`
 * @returns results `A`, `B`, `C`
 * @throws {ShapeError} when the inner dimensions differ
 * @example
 * const story = matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]], { by: "columns" });
 * story.result("C").toArray(); // [[19, 22], [43, 50]]
 */
export function matmul(a: MatrixInput, b: MatrixInput, options: MatmulOptions = {}): Explanation {
  const op = "explain.matmul";
  const by = requireOneOf(op, "by", ["entries", "columns", "outer"], options.by ?? "entries");
  const [left, right] = [readMatrix(op, "a", a), readMatrix(op, "b", b)];
  const [k, inner] = [left[0].length, right.length];
  if (k !== inner) {
    const shapes = { a: [left.length, k], b: [inner, right[0].length] };
    throw new ShapeError(op, `inner dimensions ${k} and ${inner} differ`, shapes);
  }
  return inArithmetic(op, options, [left, right], (arithmetic, [A, B]) => {
    const story = new Recorder(arithmetic);
    story.set("A", A);
    story.set("B", B);
    TELLINGS[by](story, A, B);
    return new Explanation("matmul", TITLES[by], arithmetic.name, story.steps);
  });
}

const TITLES = {
  entries: "Matrix product, entry by entry",
  columns: "Matrix product, column by column",
  outer: "Matrix product as a sum of outer products",
};

type Tell = <T>(story: Recorder<T>, A: Grid<T>, B: Grid<T>) => void;

const TELLINGS: Readonly<Record<"entries" | "columns" | "outer", Tell>> = {
  entries: byEntries,
  columns: byColumns,
  outer: byOuterProducts,
};

const shown: readonly string[] = ["A", "B", "C"];

function byEntries<T>(story: Recorder<T>, A: Grid<T>, B: Grid<T>): void {
  const { arithmetic } = story;
  const C: Draft<T> = blank(A.length, B[0].length);
  story.set("C", C);
  C.forEach((row, i) =>
    row.forEach((_, j) => {
      const entry = dot(arithmetic, A[i], columnOf(B, j));
      const terms = latexProducts(arithmetic, A[i], columnOf(B, j));
      story.step(
        {
          title: `Multiply row ${i + 1} of A by column ${j + 1} of B`,
          why: `Entry (${i + 1}, ${j + 1}) of C measures row ${i + 1} of A against column ${j + 1} of B: the products of their entries, added up.`,
          rule: "cᵢⱼ = ∑ₖ aᵢₖ·bₖⱼ",
          latex: `c_{${i + 1}${j + 1}} = ${terms} = ${arithmetic.write(entry).latex}`,
          shown,
          points: [
            { matrix: "A", role: "used", at: A[i].map((_, k) => [i, k]) },
            { matrix: "B", role: "used", at: B.map((_, k) => [k, j]) },
          ],
        },
        () => {
          C[i][j] = entry;
        },
      );
    }),
  );
}

function byColumns<T>(story: Recorder<T>, A: Grid<T>, B: Grid<T>): void {
  const { arithmetic } = story;
  const C: Draft<T> = blank(A.length, B[0].length);
  story.set("C", C);
  B[0].forEach((_, j) => {
    const weights = columnOf(B, j);
    const terms = weights.map((weight, k) => `${latexFactor(arithmetic.write(weight))} \\cdot \\mathbf{a}_{${k + 1}}`);
    story.step(
      {
        title: `Combine the columns of A into column ${j + 1} of C`,
        why: `Column ${j + 1} of B says how much of each column of A goes into column ${j + 1} of C: the product is a combination of the columns of A.`,
        rule: "cⱼ = ∑ₖ bₖⱼ·aₖ",
        latex: `\\mathbf{c}_{${j + 1}} = ${latexSum(terms)}`,
        shown,
        points: [{ matrix: "B", role: "used", at: B.map((_, k) => [k, j]) }],
      },
      () => A.forEach((row, i) => (C[i][j] = dot(arithmetic, row, weights))),
    );
  });
}

function byOuterProducts<T>(story: Recorder<T>, A: Grid<T>, B: Grid<T>): void {
  const { arithmetic } = story;
  const C = filled(A.length, B[0].length, () => arithmetic.read(0));
  story.set("C", C);
  B.forEach((row, k) =>
    story.step(
      {
        title: `Add column ${k + 1} of A times row ${k + 1} of B`,
        why: `A column times a row is a matrix of rank one, in which all columns are multiples of the one. ${B.length === 1 ? "It is" : `${B.length} of them add up to`} the product.`,
        rule: "C ← C + aₖ·bₖᵀ",
        latex: `C \\leftarrow C + \\mathbf{a}_{${k + 1}} \\mathbf{b}_{${k + 1}}^{\\mathsf T}`,
        shown,
        points: [
          { matrix: "A", role: "used", at: A.map((_, i) => [i, k]) },
          { matrix: "B", role: "used", at: row.map((_, j) => [k, j]) },
        ],
      },
      () =>
        C.forEach((sums, i) => row.forEach((b, j) => (sums[j] = arithmetic.add(sums[j], arithmetic.mul(A[i][k], b))))),
    ),
  );
}
