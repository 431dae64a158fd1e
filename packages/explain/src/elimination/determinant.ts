import { ShapeError } from "@linnet/core";
import { copyOf } from "../arithmetic/grid.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { latexFactor } from "../story/formula.js";
import { type MatrixInput, readSquare } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireOneOf } from "../story/require.js";
import { expandByCofactors } from "./cofactors.js";
import { Rows } from "./rows.js";

/** Options of `determinant`. */
export interface DeterminantOptions extends ExplainOptions {
  /**
   * `"cofactors"` expands along a row or a column, `"elimination"` makes a triangle; `"both"` tells one after the other, and
   * is the default up to 4 × 4. Beyond, elimination is: n! products are too many to be read.
   */
  readonly by?: "both" | "cofactors" | "elimination";
}

const OP = "explain.determinant";
const RULE = "det A = (−1)ᵏ·∏ᵢ uᵢᵢ"; // after k exchanges of rows
/** Larger matrices are not expanded. */
const EXPANDED = 4;

/**
 * The determinant, told by cofactor expansion beside elimination.
 *
 * @param a shape `[n, n]`, up to 16 × 16; up to 4 × 4 by cofactors
 * @returns results `det`; by cofactors `terms` (of the expansion), by elimination `U`, and `expansion` (the determinant by
 *   cofactors) where both are told
 * @throws {ShapeError} unless a is square; for more than 4 columns by cofactors
 * @remarks Exactly, rows are exchanged where a pivot is zero, as by hand; in floats the largest entry becomes the pivot.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §2.1 and §3.2; Higham, *Accuracy and Stability*, 2nd ed., §14.6
 * @example
 * determinant([[1, 2], [3, 4]]).results.det[0][0].text; // "-2"
 */
export function determinant(a: MatrixInput, options: DeterminantOptions = {}): Explanation {
  const cells = readSquare(OP, "a", a);
  const by = requireOneOf(
    OP,
    "by",
    ["both", "cofactors", "elimination"],
    options.by ?? (cells.length > EXPANDED ? "elimination" : "both"),
  );
  if (by !== "elimination" && cells.length > EXPANDED) {
    const expected = `a must be at most ${EXPANDED} × ${EXPANDED} to be expanded by cofactors`;
    throw new ShapeError(OP, expected, { a: [cells.length, cells.length] }, 'Use by: "elimination".');
  }
  return inArithmetic(OP, options, [cells], (arithmetic, [A]) => {
    const story = new Recorder(arithmetic);
    const expansion = by === "elimination" ? null : expandByCofactors(story, A);
    if (by !== "cofactors") {
      const elimination = new Triangle(story, copyOf(A));
      for (let j = 0; j < A.length && elimination.isRegular; j++) elimination.clear(j);
      const det = elimination.multiply();
      if (expansion !== null) compare(story, expansion, det);
    }
    return new Explanation("determinant", TITLES[by], arithmetic.name, story.steps);
  });
}

const TITLES = {
  both: "Determinant by cofactors, and by elimination",
  cofactors: "Determinant by cofactors",
  elimination: "Determinant by elimination",
};

/** The matrix on its way to a triangle. */
class Triangle<T> {
  private readonly rows: Rows<T>;
  private exchanges = 0;
  /** The column that has no pivot, if one has none. */
  private flat: number | null = null;

  constructor(
    private readonly story: Recorder<T>,
    private readonly U: T[][],
  ) {
    this.rows = new Rows(story, U, "U");
    story.step({
      title: "Begin with U = A",
      why: "Elimination makes a triangle, whose determinant is the product of its diagonal. To subtract a multiple of one row from another leaves a determinant as it is; to exchange two rows changes its sign.",
      rule: RULE,
      latex: "U = A",
      shown: ["U"],
    });
  }

  get isRegular(): boolean {
    return this.flat === null;
  }

  /** Clears column j below the diagonal. */
  clear(j: number): void {
    const { U, rows } = this;
    const { write } = this.story.arithmetic;
    const found = rows.findPivot(j, j);
    if (found === null) {
      this.flat = j;
      return;
    }
    if (found !== j) {
      this.exchanges++;
      const why = `${rows.whyChosen(found, j)} The exchange changes the sign of the determinant.`;
      rows.exchange(j, found, j, { why });
    }
    for (let i = j + 1; i < U.length; i++) {
      rows.clear(i, j, j, (m) => ({
        why: `${write(m).text} is ${write(U[i][j]).text} divided by ${write(U[j][j]).text}: entry (${i + 1}, ${j + 1}) becomes zero, and the determinant stays what it is.`,
      }));
    }
  }

  /** The product of the diagonal, with the sign of the exchanges. */
  multiply(): T {
    const { U, story, exchanges, flat } = this;
    const { read, mul, value, write } = story.arithmetic;
    const diagonal = U.map((row, i) => row[i]);
    const sign = exchanges % 2 === 0 ? 1 : -1;
    const det = flat === null ? diagonal.reduce(mul, read(sign)) : read(0);
    story.set("det", [[det]]);
    if (flat !== null) {
      story.step({
        title: `Column ${flat + 1} has no pivot: the determinant is 0`,
        why: `${flat === 0 ? "Column 1 of A is zero" : `Column ${flat + 1} of A is a combination of the columns before it`}: the map x ↦ A·x makes space flat, and has no inverse.`,
        rule: RULE,
        latex: "\\det A = 0",
        shown: ["U", "det"],
        points: [{ matrix: "U", role: "pivot", at: [[flat, flat]] }],
      });
      return det;
    }
    const product = diagonal.map((entry) => latexFactor(write(entry))).join(" \\cdot ");
    story.step({
      title: "Multiply the diagonal",
      why: `${signOf(exchanges)} The determinant is ${write(det).text}: by that factor the map x ↦ A·x changes ${["lengths", "areas"][U.length - 1] ?? "volumes"}${value(det) < 0 ? ", and it turns orientation over" : ""}.`,
      rule: RULE,
      latex: `\\det A = ${U.length === 1 ? "" : `${sign < 0 ? `-${product}` : product} = `}${write(det).latex}`,
      shown: ["U", "det"],
      points: [{ matrix: "U", role: "used", at: U.map((_, i) => [i, i]) }],
    });
    return det;
  }
}

function signOf(exchanges: number): string {
  if (exchanges === 0) return "No rows were exchanged.";
  if (exchanges === 1) return "One exchange of rows has changed the sign.";
  return `${exchanges} exchanges of rows have ${exchanges % 2 === 0 ? "left the sign as it was" : "changed the sign"}.`;
}

function compare<T>(story: Recorder<T>, expansion: T, det: T): void {
  const { sub, value, write } = story.arithmetic;
  const error = Math.abs(value(sub(expansion, det)));
  const costs =
    "Of ten columns an expansion has 10! = 3,628,800 products of ten numbers; elimination takes some 330 multiplications.";
  story.set("expansion", [[expansion]]);
  story.step({
    title: "Both ways, one determinant",
    why: `${error === 0 ? `The expansion and the triangle give ${write(det).text}.` : `They differ by ${error.toPrecision(3)}: that is what rounding has cost.`} ${costs}`,
    rule: "∑ⱼ (−1)ⁱ⁺ʲ·aᵢⱼ·Mᵢⱼ = (−1)ᵏ·∏ᵢ uᵢᵢ",
    latex: `\\det A = ${write(det).latex}`,
    shown: ["terms", "U", "expansion", "det"],
  });
}
