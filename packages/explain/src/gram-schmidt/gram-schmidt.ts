import { ShapeError } from "@linnet/core";
import type { Grid } from "../arithmetic/grid.js";
import { tellHouseholder } from "../qr/householder.js";
import { type ExplainOptions, inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireOneOf } from "../story/require.js";
import { tellComparison } from "./comparison.js";
import { Orthogonalization } from "./orthogonalization.js";

/** Options of `gramSchmidt`. */
export interface GramSchmidtOptions extends ExplainOptions {
  /**
   * `"modified"` (default) measures what is left of a column against each direction; `"classical"` measures the column as
   * it was; `"householder"` reflects instead, as `qr` does; `"compare"` tells all three beside each other. Without rounding
   * they are the same; with rounding they lose orthogonality by κ², κ and nothing.
   */
  readonly variant?: "classical" | "modified" | "householder" | "compare";
}

type Variant = NonNullable<GramSchmidtOptions["variant"]>;

const OP = "explain.gramSchmidt";
const VARIANTS: readonly Variant[] = ["classical", "modified", "householder", "compare"];
const TITLES: Readonly<Record<Variant, string>> = {
  classical: "Classical Gram–Schmidt orthogonalization",
  modified: "Modified Gram–Schmidt orthogonalization",
  householder: "Orthogonalization by Householder's reflections",
  compare: "Gram–Schmidt and Householder beside each other",
};

/**
 * The QR factorization A = Q·R, told by Gram–Schmidt orthogonalization: the Q and R of linalg's `qr`.
 *
 * @param a shape `[m, n]`, m ≥ n, up to 16 × 16, with independent columns
 * @returns results `Q`, `R` and `QᵀQ`; of `"compare"` `classical`, `modified` and `householder` (their Q) and `loss` `[1, 3]`:
 *   ‖I − QᵀQ‖ of each, the root of the sum of squares
 * @throws {ShapeError} when there are more columns than rows
 * @throws {ValueError} at a column that depends on those before it
 * @throws {NotExactError} when exact arithmetic was asked for and Householder's reflections do not allow it
 * @remarks ‖QᵀQ − I‖ grows with κ(A)² for the classical variant and with κ(A) for the modified one; Householder's
 *   reflections, which `qr` uses, do not let it grow. `"householder"` and `"compare"` are told in float64 by default.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.2.7–5.2.9; Giraud, Langou, Rozložník & van den Eshof 2005
 * @example
 * gramSchmidt([[3, 1], [4, 2]]).results.R[0].map((entry) => entry.text); // ["5", "11/5"]
 * @example
 * const nearly = [[1, 1], [1e-8, 0], [0, 1e-8]]; // 1 + 1e-16 is 1 in float64
 * const { loss } = gramSchmidt(nearly, { variant: "compare" }).results;
 * loss[0].map(({ value }) => value < 1e-15); // [false, false, true]
 */
export function gramSchmidt(a: MatrixInput, options: GramSchmidtOptions = {}): Explanation {
  const variant = requireOneOf(OP, "variant", VARIANTS, options.variant ?? "modified");
  const cells = readMatrix(OP, "a", a);
  const shape = [cells.length, cells[0].length];
  if (shape[0] < shape[1]) throw new ShapeError(OP, "a must have at least as many rows as columns", { a: shape });
  const isGramSchmidt = variant === "classical" || variant === "modified";
  const tell = <T>(story: Recorder<T>, A: Grid<T>): void => {
    if (variant === "compare") tellComparison(OP, story, A);
    else if (variant === "householder") tellHouseholder(story, A);
    else {
      const process = new Orthogonalization(OP, story, A, variant === "modified");
      for (let j = 0; j < shape[1]; j++) process.take(j);
      process.finish();
    }
  };
  return inArithmetic(
    OP,
    options,
    [cells],
    (arithmetic, [A]) => {
      const story = new Recorder(arithmetic);
      tell(story, A);
      return new Explanation("gramSchmidt", TITLES[variant], arithmetic.name, story.steps);
    },
    isGramSchmidt ? undefined : "float64",
  );
}
