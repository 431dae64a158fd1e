import { type ExplainOptions, inArithmeticThatHolds } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireOneOf } from "../story/require.js";
import { tellGivens } from "./givens.js";
import { tellHouseholder } from "./householder.js";

/** Options of `qr`. */
export interface QrOptions extends ExplainOptions {
  /** `"householder"` (default) clears a column by a reflection, `"givens"` an entry by a rotation. */
  readonly variant?: "householder" | "givens";
}

const OP = "explain.qr";
const TITLES = {
  householder: "QR factorization by Householder's reflections",
  givens: "QR factorization by Givens' rotations",
};

/**
 * The QR factorization A = Q·R, told by reflections or by rotations.
 *
 * @param a shape `[m, n]`, up to 16 × 16; k = min(m, n)
 * @returns results `Q` `[m, k]` and `R` `[k, n]`, whose diagonal is not negative, `Q·R` and `QᵀQ`: linalg's `qr`
 * @throws {NotExactError} when exact arithmetic was asked for and the lengths of the columns do not fit together
 * @remarks Integers are told exactly where that can be had: by rotations always, by reflections where the lengths are of like roots;
 *   else in float64. ‖QᵀQ − I‖ stays of the order of u, however nearly the columns depend on each other.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.1 and §5.2
 * @example
 * qr([[3, 1], [4, 2]]).results.R.map((row) => row.map((entry) => entry.text)); // [["5", "11/5"], ["0", "2/5"]]
 */
export function qr(a: MatrixInput, options: QrOptions = {}): Explanation {
  const variant = requireOneOf(OP, "variant", ["householder", "givens"], options.variant ?? "householder");
  const cells = readMatrix(OP, "a", a);
  return inArithmeticThatHolds(OP, options, [cells], (arithmetic, [A]) => {
    const story = new Recorder(arithmetic);
    if (variant === "givens") tellGivens(story, A);
    else tellHouseholder(story, A);
    return new Explanation("qr", TITLES[variant], arithmetic.name, story.steps);
  });
}
