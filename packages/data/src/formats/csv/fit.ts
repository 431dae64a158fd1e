import type { CsvType } from "./column-types.js";
import type { WrittenNumber } from "./field.js";

/** The integers of each integer dtype. */
const ranges: { readonly [type in CsvType]?: readonly [number, number] } = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  uint8: [0, 2 ** 8 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  uint16: [0, 2 ** 16 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
};

/**
 * The element of a dtype that holds a number as it is written; undefined where none does: an integer must be held exactly, decimals
 * are rounded to the nearest, and nothing becomes infinite.
 */
export function fitted(dtype: CsvType, number: WrittenNumber): number | undefined {
  const { value, integer, text } = number;
  const range = ranges[dtype];
  if (range !== undefined)
    return Number.isInteger(value) && value >= range[0] && value <= range[1] ? value + 0 : undefined;
  if (text === "") return value; // written as infinite
  const nearest = dtype === "float32" ? nearestFloat32(number) : value;
  if (!Number.isFinite(nearest)) return undefined;
  return integer && compareToDouble(text, nearest) !== 0 ? undefined : nearest;
}

/** The same for a number whose text nobody has looked at: NaN where the text has to be. */
export function quickElement(dtype: CsvType, value: number): number {
  const range = ranges[dtype];
  if (range !== undefined) return Number.isInteger(value) && value >= range[0] && value <= range[1] ? value + 0 : NaN;
  const nearest = Math.fround(value);
  if (dtype !== "float32" || nearest === value) return dtype === "float32" ? nearest : NaN;
  return Number.isFinite(nearest) && !Number.isInteger(value) && !isMiddle(value, nearest) ? nearest : NaN;
}

/** Whether a double is in the middle between two float32, of which one is the nearest. */
function isMiddle(value: number, nearest: number): boolean {
  const other = 2 * value - nearest; // as far on the other side
  return nearest !== value && Math.fround(other) === other;
}

/**
 * The float32 nearest to a decimal. Rounding to float64 first errs only where it arrives in the middle between two: then the
 * decimal itself says on which side it is.
 */
export function nearestFloat32({ value, text }: Pick<WrittenNumber, "value" | "text">): number {
  const nearest = Math.fround(value);
  if (!Number.isFinite(nearest) || !isMiddle(value, nearest)) return nearest;
  const other = 2 * value - nearest;
  const side = compareToDouble(text, value);
  if (side === 0) return nearest; // to even
  return side > 0 === other > nearest ? other : nearest;
}

/** Digits beyond which one that is not 0 stands for the rest: middles between doubles have at most 767. */
const DIGITS = 800;

/** The sign of a decimal less a finite double, exactly: both are an integer times a power of ten. */
export function compareToDouble(text: string, value: number): number {
  const [, sign, whole, decimals = "", power = "0"] = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const all = (whole + decimals).replace(/^0+/, "");
  if (all === "" || value === 0) return all === "" ? -Math.sign(value) : sign === "-" ? -1 : 1;
  const sticky = /[1-9]/.test(all.slice(DIGITS)) ? "1" : "0";
  const kept = all.length > DIGITS ? all.slice(0, DIGITS) + sticky : all;
  const exponent = Number(power) - decimals.length + all.length - kept.length;
  let [m, x] = [value, 0];
  for (; !Number.isInteger(m); x++) m *= 2; // value = m·5ˣ·10⁻ˣ
  const shift = Math.min(exponent, -x);
  const left = BigInt(sign === "-" ? `-${kept}` : kept) * 10n ** BigInt(exponent - shift);
  const right = BigInt(m) * 5n ** BigInt(x) * 10n ** BigInt(-x - shift);
  return left === right ? 0 : left > right ? 1 : -1;
}
