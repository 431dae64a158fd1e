import { ShapeError, ValueError } from "@linnet/core";
import { type Grid, columnOf } from "../arithmetic/grid.js";
import { commonDenominator, fractionOf } from "../arithmetic/numeral.js";
import { requireProductsInRange } from "../arithmetic/require-products-in-range.js";
import { type ExplainOptions, inArithmetic, inArithmeticThatHolds } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import {
  type Cells,
  type MatrixInput,
  type VectorInput,
  asymmetryOf,
  readSquare,
  readVector,
  requireSymmetric,
} from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireCount, requireOneOf } from "../story/require.js";
import { tellCharacteristic } from "./characteristic.js";
import { tellJacobi } from "./jacobi.js";
import { tellPower } from "./power.js";
import { tellQrIteration } from "./qr-iteration.js";

/** Options of `eigen`. */
export interface EigenOptions extends ExplainOptions {
  /**
   * `"characteristic"`: the roots of det(λ·I − A), up to 3 × 3. `"power"`: the dominant eigenvalue only. `"qr"`: the QR iteration
   * with shifts. `"jacobi"`: rotations, of a symmetric matrix. Default: the first up to 3 × 3, then `"jacobi"` of a symmetric
   * matrix and `"qr"` of others.
   */
  readonly method?: "characteristic" | "power" | "qr" | "jacobi";
  /** Where `"power"` begins, shape `[n]`. Default 1, 2, …, n. */
  readonly start?: VectorInput;
  /** How many steps the iterations may take. Default 100. */
  readonly steps?: number;
}

type Method = NonNullable<EigenOptions["method"]>;

const OP = "explain.eigen";
const METHODS: readonly Method[] = ["characteristic", "power", "qr", "jacobi"];
const TITLES: Readonly<Record<Method, string>> = {
  characteristic: "Eigenvalues by the characteristic polynomial",
  power: "The dominant eigenvalue by power iteration",
  qr: "Eigenvalues by the QR iteration",
  jacobi: "Eigenvalues by Jacobi's rotations",
};

/**
 * Eigenvalues and eigenvectors, A·V = V·D.
 *
 * @param a shape `[n, n]`, up to 16 × 16
 * @returns results `values` `[n, 1]`, ascending, `vectors` (in columns, of length 1 and with linalg's signs), `D`, `A·V` and
 *   `V·D`. Of complex pairs `values` is `[n, 2]`, real and imaginary parts; the vectors are x and y of x + i·y and D has a block
 *   [α, β; −β, α]. A defective matrix has fewer vectors. `"power"` has one pair; `"qr"` of a matrix that is not symmetric has
 *   the Schur form: `values`, `Q`, `T`, `A·Q` and `Q·T`
 * @throws {ShapeError} unless a is square, and for `"characteristic"` beyond 3 × 3
 * @throws {ValueError} for `"jacobi"` of a matrix that is not symmetric, exact iterations, a start that is zero, and entries
 *   whose products leave the range of floats
 * @throws {NotExactError} when exact arithmetic was asked for and the eigenvalues are no roots of fractions
 * @remarks Integers are told exactly, as p + q·√s, where a 3 × 3 matrix has an eigenvalue that is a fraction, and in float64
 *   otherwise; iterations in float64. Where their lengths would need other roots the vectors are not scaled. In floats, roots of a cubic
 *   have half of the digits where two are equal: that is why libraries iterate.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §7.3 (power), §7.5 (QR), §8.5 (Jacobi)
 * @example
 * const story = eigen([[2, 1], [1, 1]]);
 * story.results.values.map(([entry]) => entry.text); // ["(3-√5)/2", "(3+√5)/2"]
 */
export function eigen(a: MatrixInput, options: EigenOptions = {}): Explanation {
  const cells = readSquare(OP, "a", a);
  const isSymmetric = asymmetryOf(cells) === undefined;
  const n = cells.length;
  const suited = n <= 3 ? "characteristic" : isSymmetric ? "jacobi" : "qr";
  const method = requireOneOf(OP, "method", METHODS, options.method ?? suited);
  const steps = requireCount(OP, "steps", options.steps ?? 100, 1, 1000);
  const start = readVector(OP, "start", options.start ?? cells.map((_, i) => i + 1));
  if (method === "characteristic") return characteristic(cells, isSymmetric, options);
  if (options.arithmetic === "exact") {
    throw new ValueError(OP, "exact arithmetic needs a method that ends", method, 'Use method: "characteristic".');
  }
  if (method === "jacobi") requireSymmetric(OP, cells, 'Use method: "qr".');
  if (method === "power") requireStart(start, n);
  const tell = <T>(story: Recorder<T>, A: Grid<T>, x: readonly T[]): void => {
    if (method === "power") tellPower(story, A, x, steps, isSymmetric);
    else if (method === "jacobi") tellJacobi(story, A, steps);
    else tellQrIteration(story, A, steps, isSymmetric);
  };
  return inArithmetic(
    OP,
    options,
    [cells, start],
    (arithmetic, [A, x]) => {
      requireProductsInRange(OP, arithmetic, A);
      const story = new Recorder(arithmetic);
      tell(story, A, columnOf(x, 0));
      return new Explanation("eigen", TITLES[method], arithmetic.name, story.steps);
    },
    "float64",
  );
}

function characteristic(cells: Cells, isSymmetric: boolean, options: EigenOptions): Explanation {
  const n = cells.length;
  if (n > 3) {
    const expected = "a must be at most 3 × 3 for the characteristic polynomial";
    throw new ShapeError(OP, expected, { a: [n, n] }, 'Use method: "qr".');
  }
  const denominator = commonDenominator(cells.flat());
  return inArithmeticThatHolds(OP, options, [cells], (arithmetic, [A]) => {
    requireProductsInRange(OP, arithmetic, A);
    const story = new Recorder(arithmetic);
    tellCharacteristic(story, A, { isSymmetric, denominator });
    return new Explanation("eigen", TITLES.characteristic, arithmetic.name, story.steps);
  });
}

function requireStart(start: Cells, n: number): void {
  if (start.length !== n) {
    throw new ShapeError(OP, `start must have ${n} entries, as a has rows`, { start: [start.length] });
  }
  if (start.every(([entry]) => fractionOf(entry).equals(0))) {
    throw new ValueError(OP, "start must not be zero", `${n} zeros`);
  }
}
