import { MAX_POWER, timesPowerOfTen } from "./powers-of-ten.js";

const SPACE = 0x20;

/** 10⁰ … 10²²: those that doubles hold exactly. */
const exactPowers = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/**
 * The number that bytes spell, correctly rounded, or NaN for whatever is not quickly told: what is no number, what is
 * written in an unusual way (leading zeros, integers of more than 15 digits, more than 19 significant digits), and
 * decimals too near the middle between two doubles. `readNumber` decides about those.
 *
 * Up to 15 digits times or by 10ᵏ, k ≤ 22, is one rounding of exact operands (Clinger); what is longer is a sum of two
 * doubles, and its product with 10ᵏ is tested for being certain.
 *
 * @param point the byte before decimals
 * @see Clinger, "How to read floating point numbers accurately", PLDI 1990
 */
export function quickNumber(bytes: Uint8Array, start: number, stop: number, point: number): number {
  let end = stop;
  let i = start;
  while (bytes[i] === SPACE && i < end) i++;
  while (end > i && bytes[end - 1] === SPACE) end--;
  const minus = bytes[i] === 0x2d;
  if (minus || bytes[i] === 0x2b) i++;
  let high = 0; // the first nine significant digits
  let low = 0; // the next nine
  let last = 0; // the nineteenth
  let count = 0;
  let digit = i < end ? bytes[i] - 48 : -1;
  const whole = i;
  for (; digit >= 0 && digit <= 9; digit = ++i < end ? bytes[i] - 48 : -1) {
    if (count < 9) high = (high * 10 + digit) | 0;
    else if (count < 18) low = (low * 10 + digit) | 0;
    else if (count === 18) last = digit;
    else return NaN;
    count++;
  }
  let digits = i - whole;
  if (digits > 1 && bytes[whole] === 0x30) return NaN;
  if (high === 0) count = 0;
  let exponent = 0;
  if (i === end) {
    if (digits === 0 || digits > 15) return NaN;
  } else {
    if (bytes[i] === point) {
      const fraction = ++i;
      digit = i < end ? bytes[i] - 48 : -1;
      for (; digit >= 0 && digit <= 9; digit = ++i < end ? bytes[i] - 48 : -1) {
        if (count < 9) high = (high * 10 + digit) | 0;
        else if (count < 18) low = (low * 10 + digit) | 0;
        else if (count === 18) last = digit;
        else return NaN;
        if (high !== 0) count++;
      }
      exponent = fraction - i;
      digits -= exponent;
    }
    if (digits === 0) return NaN;
    if (i < end) {
      if ((bytes[i] | 0x20) !== 0x65) return NaN;
      const negative = bytes[++i] === 0x2d;
      if (negative || bytes[i] === 0x2b) i++;
      if (i >= end || end - i > 4) return NaN;
      let written = 0;
      for (; i < end; i++) {
        digit = bytes[i] - 48;
        if (digit < 0 || digit > 9) return NaN;
        written = written * 10 + digit;
      }
      exponent += negative ? -written : written;
    }
  }
  const value = scaled(high, low, last, count, exponent);
  return minus ? -value : value;
}

/** The digits times 10ᵏ. */
function scaled(high: number, low: number, last: number, count: number, k: number): number {
  if (count <= 15) {
    const digits = count <= 9 ? high : high * exactPowers[count - 9] + low;
    if (k === 0) return digits;
    if (k < 0 && k >= -22) return digits / exactPowers[-k];
    if (k > 0 && k <= 22) return digits * exactPowers[k];
    if (digits === 0) return 0;
    return k < -MAX_POWER || k > MAX_POWER ? NaN : timesPowerOfTen(digits, 0, k);
  }
  if (k < -MAX_POWER || k > MAX_POWER) return NaN;
  if (count === 19 && high > 922_337_203) return NaN; // beyond, high·10¹⁰ has more than 53 bits
  const first = high * exactPowers[count - 9];
  const rest = count === 19 ? low * 10 + last : low;
  const sum = first + rest;
  return k === 0 ? sum : timesPowerOfTen(sum, rest - (sum - first), k);
}

/**
 * The integer that bytes spell as an int32 is written, or NaN for whatever else: it has no point, no exponent, no leading
 * zeros, and is not −0.
 */
export function quickInteger(bytes: Uint8Array, start: number, end: number): number {
  const minus = bytes[start] === 0x2d;
  let i = minus ? start + 1 : start;
  if (i >= end || end - i > 10 || (bytes[i] === 0x30 && (minus || end - i > 1))) return NaN;
  let value = 0;
  for (; i < end; i++) {
    const digit = bytes[i] - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  if (minus) value = -value;
  return (value | 0) === value ? value : NaN;
}
