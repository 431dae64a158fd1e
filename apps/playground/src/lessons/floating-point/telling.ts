import { scientific, short } from "../../ui/format.js";
import type { LessonStep } from "../lesson.js";
import type { Inputs } from "./code.js";

/** What an experiment has found, by name. */
type Values = Readonly<Record<string, number>>;

interface Told {
  readonly caption: string;
  readonly steps: readonly LessonStep[];
}

type Teller = (values: Values, inputs: Inputs) => Told;

/** An experiment in a sentence and in steps. */
export function told(values: Values, inputs: Inputs): Told {
  return TELLERS[inputs.about](values, inputs);
}

const TELLERS: Readonly<Record<Inputs["about"], Teller>> = {
  numbers: ({ rounded, spacing, error, bound }, { bits, x }) => ({
    caption: `${short(x)} becomes ${short(rounded, 6)}: a relative error of ${scientific(error)}, and never more than ${scientific(bound)}.`,
    steps: [
      step(
        "Only some numbers exist",
        `With ${bits} bits after the point there are ${2 ** bits} numbers from 1 up to 2, as many from 2 up to 4, and as many from ½ up to 1: each doubling doubles the gaps. Doubles have 52 bits.`,
        `x = \\left(1 + \\frac{i}{2^{${bits}}}\\right) \\cdot 2^e`,
        "numbers",
      ),
      step(
        `Round ${short(x)} to the nearest`,
        `The gap there is ${short(spacing, 6)}, so that rounding moves x by half of it at most. Relative to x that is never more than 2⁻${raised(bits + 1)}; of doubles, 2⁻⁵³, which is 1.1 × 10⁻¹⁶.`,
        `\\frac{|\\mathrm{fl}(x) - x|}{|x|} = ${error.toPrecision(2)} \\le 2^{-${bits + 1}}`,
        "round",
      ),
    ],
  }),
  cancellation: ({ naive, rewritten, first, second }, { k }) => ({
    caption: `At h = 10⁻${raised(k)} the subtraction gives ${short(naive, 6)} with a relative error of ${scientific(first)}; without it one gets ${short(rewritten, 6)}, off by ${scientific(second)} or less.`,
    steps: [
      step(
        "Subtract what is nearly equal",
        `cos h is rounded to a double, which is off by up to 1.1 × 10⁻¹⁶. 1 − cos h is about h²/2 = ${scientific(10 ** (-2 * k) / 2)}: the subtraction itself is exact, but what is left is the rounding error of before.`,
        "\\frac{1 - \\cos h}{h^2}, \\quad \\text{error} \\approx \\frac{2^{-53}}{h^2}",
        "cancel",
      ),
      step(
        "Write it without the subtraction",
        "1 − cos h is 2·sin²(h/2), where nothing cancels. The mathematics is the same; the arithmetic is not.",
        "1 - \\cos h = 2 \\sin^2 \\frac{h}{2}",
        "rewrite",
      ),
      step(
        "Compare with the truth",
        "Errors below 1.1 × 10⁻¹⁶ are drawn there, because a logarithm has no place for 0.",
        "\\frac{1 - \\cos h}{h^2} = \\frac12 - \\frac{h^2}{24} + \\frac{h^4}{720} - \\cdots",
        "series",
      ),
    ],
  }),
  hilbert: ({ error, condition }, { n }) => ({
    caption: `With n = ${n} the condition number is ${scientific(condition)}, and x is off by ${scientific(error)}: about ${digits(error)} of 16 digits are right.`,
    steps: [
      step(
        "Take a matrix whose columns are nearly dependent",
        "Hilbert’s matrix looks harmless, and no entry is small. But each column is almost a mixture of the others.",
        `h_{ij} = \\frac{1}{i + j - 1}, \\quad i, j = 1, \\dots, ${n}`,
        "hilbert",
      ),
      step(
        "Solve for ones",
        `b is H times a vector of ones, so that the answer is known. Elimination gives one that is off by ${scientific(error)}. It is not to blame: its x solves a system that differs from this one in the last digits only.`,
        "H \\mathbf{x} = H \\mathbf{1}",
        "solve",
      ),
      step(
        "Read the loss off the condition number",
        `κ = ${scientific(condition)} is how much relative errors of the data may grow. Of 16 digits, log₁₀ κ = ${short(Math.log10(condition), 1)} may be lost. Beyond 10¹⁶ nothing is left to lose, and κ itself is only as large as rounding lets it be.`,
        "\\frac{\\|\\Delta \\mathbf{x}\\|}{\\|\\mathbf{x}\\|} \\lesssim \\kappa(H) \\cdot 2^{-53}",
        "condition",
      ),
    ],
  }),
  orthogonality: ({ classical, modified, householder, condition }, { k }) => ({
    caption: `At δ = 10⁻${raised(k)}, where κ = ${scientific(condition)}, ‖QᵀQ − I‖ is ${scientific(classical)} by classical Gram–Schmidt, ${scientific(modified)} by modified, and ${scientific(householder)} by Householder.`,
    steps: [
      step(
        "Take three columns that are nearly the same",
        `They differ by δ = 10⁻${raised(k)} only. What is orthogonal about them is in these last digits.`,
        "A = \\begin{bmatrix} 1 & 1 & 1 \\\\ \\delta & & \\\\ & \\delta & \\\\ & & \\delta \\end{bmatrix}",
        "columns",
      ),
      step(
        "Make them orthogonal in three ways",
        "Classical Gram–Schmidt measures each column as it was, modified what is left of it, Householder reflects. Without rounding all give the same Q. With rounding the first loses right angles with κ², the second with κ at most, the third not at all.",
        "\\|Q^{\\mathsf T} Q - I\\| \\approx \\kappa^2 u, \\quad \\kappa u, \\quad u; \\qquad u = 2^{-53}",
        "orthogonalize",
      ),
    ],
  }),
  normal: ({ normal, factors, condition }, { k }) => ({
    caption: `At δ = 10⁻${raised(k)}, where κ = ${scientific(condition)}, ${Number.isNaN(normal) ? "AᵀA is no longer positive definite: the normal equations have no answer" : `the normal equations are off by ${scientific(normal)}`}; Q·R is off by ${scientific(factors)}.`,
    steps: [
      step(
        "Fit with columns that are nearly the same",
        `b is 1, 2 and 3 times the columns, so that the best x is (1, 2, 3). The columns differ by δ = 10⁻${raised(k)}.`,
        "\\min_{\\mathbf{x}} \\|A \\mathbf{x} - \\mathbf{b}\\|",
        "fit",
      ),
      step(
        "Square the matrix: AᵀA",
        `Its diagonal is 1 + δ² and everything else is 1. δ² is ${scientific(10 ** (-2 * k))}; below 1.1 × 10⁻¹⁶ it is rounded away, and AᵀA is a matrix of ones. Its condition number is that of A squared.`,
        "A^{\\mathsf T} A = \\begin{bmatrix} 1 + \\delta^2 & 1 & 1 \\\\ 1 & 1 + \\delta^2 & 1 \\\\ 1 & 1 & 1 + \\delta^2 \\end{bmatrix}, \\quad \\kappa(A^{\\mathsf T} A) = \\kappa(A)^2",
        "square",
      ),
      step(
        "Factor A itself",
        "Q·R works with A as it is and loses as many digits as κ has, not twice as many. lstsq of linalg never forms AᵀA.",
        "R \\mathbf{x} = Q^{\\mathsf T} \\mathbf{b}",
        "factor",
      ),
    ],
  }),
};

function step(title: string, why: string, latex: string, code: string): LessonStep {
  return { title, why, latex, code, before: {}, after: {}, highlighted: [] };
}

/** Decimal digits that are right. */
function digits(error: number): string {
  return short(Math.max(0, -Math.log10(error)), 0);
}

/** "12" as "¹²". */
function raised(value: number): string {
  return Array.from(String(value), (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
}
