import { ValueError } from "@linnet/core";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { NotExactError, exact } from "../arithmetic/exact.js";
import { decimal, float32, float64 } from "../arithmetic/float.js";
import type { Grid } from "../arithmetic/grid.js";
import type { Cells } from "./read.js";
import { requireCount } from "./require.js";

/** How numbers are kept: without rounding, in floats, or rounded to so many decimal digits after every operation. */
export type ArithmeticChoice = "exact" | "float64" | "float32" | { readonly digits: number };

/** Options that all stories share. */
export interface ExplainOptions {
  /** Default: `"exact"` when all entries are integers or numerals such as `"1/3"`, else `"float64"`. */
  readonly arithmetic?: ArithmeticChoice;
  /** Significant digits shown of numbers that are not exact. Default 6; 17 shows every bit of a double. */
  readonly precision?: number;
}

/** A story over numbers of any kind. */
export type Telling<R> = <T>(arithmetic: Arithmetic<T>, grids: readonly Grid<T>[]) => R;

/**
 * Tells a story in the arithmetic that was asked for, or in the one that suits the entries.
 *
 * @param inputs what the story reads; it gets them converted, in this order
 * @param fallback the arithmetic when none was asked for, where the entries should not decide
 */
export function inArithmetic<R>(
  op: string,
  { arithmetic, precision = 6 }: ExplainOptions,
  inputs: readonly Cells[],
  telling: Telling<R>,
  fallback?: ArithmeticChoice,
): R {
  requireCount(op, "precision", precision, 1, 17);
  const choice = arithmetic ?? fallback ?? (inputs.every(isWhole) ? "exact" : "float64");
  const tell = <T>(numbers: Arithmetic<T>): R =>
    telling(
      numbers,
      inputs.map((cells) => cells.map((row) => row.map((cell) => numbers.read(cell)))),
    );
  if (choice === "exact") return tell(exact);
  if (choice === "float64") return tell(float64(precision));
  if (choice === "float32") return tell(float32(precision));
  if (typeof choice === "object" && choice !== null) {
    return tell(decimal(requireCount(op, "arithmetic.digits", choice.digits, 1, 15)));
  }
  throw new ValueError(op, 'arithmetic must be "exact", "float64", "float32" or { digits }', String(choice));
}

/**
 * Tells a story whose numbers may leave p + q·√s on the way: exactly where they do not, else in float64, unless an arithmetic
 * was asked for.
 *
 * @throws {NotExactError} when exact arithmetic was asked for and cannot be had
 */
export function inArithmeticThatHolds<R>(
  op: string,
  options: ExplainOptions,
  inputs: readonly Cells[],
  telling: Telling<R>,
): R {
  if (options.arithmetic === undefined && inputs.every(isWhole)) {
    try {
      return inArithmetic(op, { ...options, arithmetic: "exact" }, inputs, telling);
    } catch (error) {
      if (!(error instanceof NotExactError)) throw error;
    }
  }
  return inArithmetic(op, options, inputs, telling, "float64");
}

/** Integers and numerals look well as fractions; measured numbers do not. */
function isWhole(cells: Cells): boolean {
  return cells.every((row) => row.every((cell) => typeof cell === "string" || Number.isSafeInteger(cell)));
}
