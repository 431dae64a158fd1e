import { ValueError } from "@linnet/core";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Grid, product, transposed } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireCount } from "../story/require.js";

/** Options of `covariance`. */
export interface CovarianceOptions extends ExplainOptions {
  /** What is taken from the number of rows before dividing by it. Default 1. */
  readonly ddof?: number;
}

const OP = "explain.covariance";
/** Points and columns that can still be drawn one by one. */
const MOST = 200;

/**
 * Covariances and correlations of the columns of a table, told as products of what is left when the means are taken away.
 *
 * @param x shape `[n, p]`, n ≥ 2, up to 200 × 200: a point a row
 * @returns results `mean` `[1, p]`, `C` `[p, p]`, and `correlation` `[p, p]` where no column is constant
 * @throws {ValueError} unless n − ddof is positive
 * @remarks The means are taken away first: from ∑xᵢ²/n − m² the digits that x and m share would be lost.
 * @see Chan, Golub & LeVeque, *Algorithms for computing the sample variance*, The American Statistician 37, 1983
 * @example
 * covariance([[1, 2], [3, 6]]).result("C").toArray(); // [[2, 4], [4, 8]]
 */
export function covariance(x: MatrixInput, options: CovarianceOptions = {}): Explanation {
  const cells = readMatrix(OP, "x", x, MOST);
  const n = cells.length;
  const ddof = requireCount(OP, "ddof", options.ddof ?? 1, 0, n);
  if (n - ddof < 1) {
    throw new ValueError(OP, `ddof must be less than the ${n} rows of x`, ddof, "Give more rows, or ddof: 0.");
  }
  return inArithmetic(OP, options, [cells], (arithmetic, [X]) => {
    const story = new Recorder(arithmetic);
    story.set("X", X);
    const C = tellCovariance(story, X, ddof);
    tellCorrelation(story, X, C);
    return new Explanation("covariance", "Covariance matrix", arithmetic.name, story.steps);
  });
}

function tellCovariance<T>(story: Recorder<T>, X: Grid<T>, ddof: number): Grid<T> {
  const { arithmetic } = story;
  const { add, sub, div, read } = arithmetic;
  const n = X.length;
  const means = transposed(X).map((column) =>
    div(
      column.reduce((sum, entry) => add(sum, entry)),
      read(n),
    ),
  );
  const Y = X.map((row) => row.map((entry, j) => sub(entry, means[j])));
  const S = product(arithmetic, transposed(Y), Y);
  const C = S.map((row) => row.map((entry) => div(entry, read(n - ddof))));
  story.set("mean", [means]);
  story.step({
    title: "Find the mean of each column",
    why: "What varies together is measured from the middle of the points, so the middle is found first.",
    rule: "mⱼ = (∑ᵢ xᵢⱼ)/n",
    latex: "\\bar{\\mathbf{x}} = \\tfrac{1}{n} X^{\\mathsf T} \\mathbf{1}",
    shown: ["X", "mean"],
  });
  story.set("Y", Y);
  story.step({
    title: "Take the means away",
    why: "Each entry of Y says how far a point lies to one side of the middle. The columns add up to 0 now.",
    rule: "yᵢⱼ = xᵢⱼ − mⱼ",
    latex: "Y = X - \\mathbf{1} \\bar{\\mathbf{x}}^{\\mathsf T}",
    shown: ["X", "mean", "Y"],
  });
  story.set("YᵀY", S);
  story.step({
    title: "Measure the columns against each other",
    why: "Entry (j, k) of YᵀY adds up the products of columns j and k, over all points: positive where both tend to lie on the same side of their means, negative where they lie on opposite sides. The diagonal has sums of squares.",
    rule: "(YᵀY)ⱼₖ = ∑ᵢ yᵢⱼ·yᵢₖ",
    latex: "(Y^{\\mathsf T} Y)_{jk} = \\sum_i y_{ij} \\, y_{ik}",
    shown: ["Y", "YᵀY"],
  });
  story.set("C", C);
  story.step({
    title: `Divide by ${n - ddof}`,
    why: divisorOf(n, ddof),
    rule: ddof === 0 ? "C = YᵀY/n" : `C = YᵀY/(n − ${ddof})`,
    latex: `C = \\tfrac{1}{${n - ddof}} \\, Y^{\\mathsf T} Y`,
    shown: ["YᵀY", "C"],
  });
  return C;
}

function divisorOf(n: number, ddof: number): string {
  const mean = "The diagonal has the variances, and the other entries the covariances.";
  if (ddof === 0) return `${mean} Divided by n = ${n} they are those of these points alone.`;
  if (ddof > 1) return `${mean} Of the ${n} points ${ddof} are taken off, as was asked for.`;
  return `${mean} The means were found from the same ${n} points, and the points lie nearer to them than to the means of all there could be: dividing by n − 1 makes up for it.`;
}

function tellCorrelation<T>(story: Recorder<T>, X: Grid<T>, C: Grid<T>): void {
  const { arithmetic } = story;
  const { isZero, sqrt, sub } = arithmetic;
  // By the data: the variance of equal numbers may be rounding.
  const constant = C.findIndex((row, j) => isZero(row[j]) || X.every((point) => isZero(sub(point[j], X[0][j]))));
  if (constant >= 0) {
    story.step({
      title: "Covariances are not yet correlations",
      why: `Divided by both standard deviations they would be. But column ${constant + 1} does not vary, or by less than squares can tell: its correlations are not defined.`,
      rule: "rⱼₖ = cⱼₖ/(σⱼ·σₖ)",
      latex: `\\sigma_{${constant + 1}} = 0`,
      shown: ["mean", "C"],
      points: [{ matrix: "C", role: "used", at: [[constant, constant]] }],
    });
    return;
  }
  const deviations = C.map((row, j) => sqrt(row[j]));
  story.set("σ", [deviations]);
  story.set("correlation", correlationOf(arithmetic, C, deviations));
  story.step({
    title: "Divide by both standard deviations: correlations",
    why: "Covariances change with the units of the columns; correlations do not. They are the cosines of the angles between the columns of Y: 1 and −1 where the points lie on a line, 0 where no line tells one column from the other.",
    rule: "σⱼ = √(cⱼⱼ),  rⱼₖ = cⱼₖ/(σⱼ·σₖ)",
    latex: "r_{jk} = \\frac{c_{jk}}{\\sigma_j \\sigma_k}",
    shown: ["mean", "C", "σ", "correlation"],
  });
}

/** One division after the other: a product of small deviations could underflow. The diagonal is 1. */
function correlationOf<T>({ div, read }: Arithmetic<T>, C: Grid<T>, deviations: readonly T[]): Grid<T> {
  return C.map((row, j) => row.map((entry, k) => (j === k ? read(1) : div(div(entry, deviations[j]), deviations[k]))));
}
