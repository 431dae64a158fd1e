import type { ZipOp } from "./op.js";

/** a − b·⌊a/b⌋: the remainder has the sign of b. */
export const remainder: ZipOp = {
  name: "remainder",
  reference: (a, b) => {
    const r = a % b;
    if (r === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
    return r < 0 === b < 0 ? r : r + b;
  },
  result: "same",
  code: -1,
};

/** ⌊a/b⌋ of the exact quotient, as remainder has it; of infinite operands the floor of what a/b is. */
export const floorDivide: ZipOp = { name: "floorDivide", reference: wholeQuotient, result: "same", code: -1 };

/** (a − a mod b)/b is an integer but for its rounding, where a/b may have been rounded up to one. */
function wholeQuotient(a: number, b: number): number {
  const quotient = a / b;
  if (a === 0 || b === 0 || Math.abs(quotient) === Infinity || Math.abs(b) === Infinity) {
    return Math.floor(quotient);
  }
  const r = a % b;
  const below = r !== 0 && r < 0 !== b < 0 ? 1 : 0;
  const whole = Math.round((a - r) / b) - below;
  return whole === 0 ? 0 * quotient : whole;
}
