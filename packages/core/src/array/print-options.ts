import { ValueError } from "../errors.js";
import { kindOf, requireOptions } from "./argument.js";
import { printing } from "./printing.js";

/** How arrays are printed; what is left out stays as it is. */
export interface PrintOptions {
  /** Digits after the point, at most. Default 8. */
  readonly precision?: number;
  /** Arrays of more elements than this are summarized by `...`. Default 1000; `Infinity` shows all. */
  readonly threshold?: number;
  /** How many elements of each end of each axis a summary shows. Default 3. */
  readonly edgeItems?: number;
  /** Lines are broken before they grow beyond this many characters. Default 75. */
  readonly lineWidth?: number;
  /** Small numbers beside large ones are printed as 0, not in scientific notation. Default false. */
  readonly suppress?: boolean;
}

/** Sets the options for whatever is printed from now on. @throws {ValueError} for a value that is none */
export function setPrintOptions(op: string, options: PrintOptions): void {
  const given = Object.entries(requireOptions(op, options)).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) requireOption(op, name, value);
  Object.assign(printing, Object.fromEntries(given));
}

/** Runs `body` with other options. */
export function printingWith<T>(op: string, options: PrintOptions | undefined, body: () => T): T {
  const before = { ...printing };
  setPrintOptions(op, options ?? {});
  try {
    return body();
  } finally {
    Object.assign(printing, before);
  }
}

function requireOption(op: string, name: string, value: unknown): void {
  const number = typeof value === "number" ? value : NaN;
  const whole = (low: number, high: number): boolean => Number.isInteger(number) && number >= low && number <= high;
  const [good, contract] = ((): readonly [boolean, string] => {
    switch (name) {
      case "precision":
        return [whole(0, 100), "precision must be an integer in [0, 100]"];
      case "threshold":
        return [number >= 0, "threshold must be a number ≥ 0"];
      case "edgeItems":
        return [whole(1, 2 ** 31), "edgeItems must be a positive integer"];
      case "lineWidth":
        return [number >= 1, "lineWidth must be a number ≥ 1"];
      case "suppress":
        return [typeof value === "boolean", "suppress must be true or false"];
      default:
        return [false, "print options are precision, threshold, edgeItems, lineWidth and suppress"];
    }
  })();
  if (!good) throw new ValueError(op, contract, contract.startsWith(name) ? kindOf(value) : name);
}
