// The largest error of a kernel in ulps, over points of one dtype.
import { allocate, elements, float32, float64, map, release, rowMajor, zip } from "@linnet/kernels";
import { abs, big, bitLength, compare, exponentOf, scaled, sub, zero } from "./big-float.mjs";
import { partners } from "./points.mjs";

/** Elements that go through a kernel at once. */
const PIECE = 1 << 16;

const formats = {
  float32: { type: float32, bits: 23, least: -126, most: 127 },
  float64: { type: float64, bits: 52, least: -1022, most: 1023 },
};

/**
 * @typedef {object} Found
 * @property {number} ulps the largest error
 * @property {number} at where
 * @property {number} count points measured
 * @property {string[]} wrong where the value should be NaN, infinite or a zero of a sign, and was not
 */

/** Runs the kernel over points, in pieces, and hands them, their partners where it takes pairs, and values to `judge`. */
function through({ op, pairs, apply = (x, out) => map(op, x, out) }, { type }, points, judge) {
  const bytes = PIECE << type.shift;
  const [from, beside, to] = [allocate(bytes), allocate(bytes), allocate(bytes)];
  const operand = (storage, n) => ({ type, layout: rowMajor([n]), storage, offset: 0 });
  for (let start = 0; start < points.length; start += PIECE) {
    const piece = points.subarray(start, start + PIECE);
    const n = piece.length;
    elements(from, type).set(piece);
    if (pairs) {
      const others = partners(piece);
      elements(beside, type).set(others);
      zip(op, operand(from, n), operand(beside, n), operand(to, n));
      judge([piece, others], elements(to, type));
    } else {
      apply(operand(from, n), operand(to, n));
      judge([piece], elements(to, type));
    }
  }
  for (const storage of [from, beside, to]) release(storage);
}

/** Against values with 160 bits. */
export function againstExact(entry, dtype, points) {
  const format = formats[dtype];
  const found = { ulps: 0, at: 0, count: points.length, wrong: [] };
  through(entry, format, points, (columns, ys) => {
    for (let i = 0; i < columns[0].length; i++) {
      const x = columns.map((column) => column[i]);
      const ulps = errorOf(x, ys[i], entry, format);
      if (ulps === null) found.wrong.push(`${x.join(", ")} → ${ys[i]}`);
      else if (ulps > found.ulps) [found.ulps, found.at] = [ulps, x.join(", ")];
    }
  });
  return found;
}

/** Ulps, or null where a value that is no matter of rounding is another one. */
function errorOf(x, y, { exact, op, double = op.reference, scale }, { type, bits, least, most }) {
  const rough = double(...x);
  if (!x.every(Number.isFinite) || Number.isNaN(rough)) return Object.is(y, rounded(rough, type)) ? 0 : null;
  if (x[0] <= 0 && Number.isInteger(x[0]) && !Number.isFinite(rough))
    return Object.is(y, rounded(rough, type)) ? 0 : null;
  if (rough === 0 || rough === -Infinity) return Object.is(y, rough) || small(y, bits, least) ? 0 : null;
  const value = exact(...x.map(big));
  const floor = scale === undefined ? least : Math.max(least, Math.floor(Math.log2(scale(...x))));
  const exponent = Math.max(value.m === 0n ? floor : exponentOf(value), floor);
  const beyond = exponent > most || rounded(rough, type) === Infinity || y === Infinity;
  if (beyond) return overflow(y, value, bits, most);
  const error = abs(sub(big(y), value));
  const unit = exponent - bits; // in units of 2^(exponent − bits)
  const shifted = { m: error.m, e: error.e - unit };
  return ratio(shifted);
}

/** A result of 0 may be the least subnormal number. */
const small = (y, bits, least) => Math.abs(y) <= 2 ** (least - bits);

/** ∞ is right from half an ulp below 2^(most + 1) on. */
function overflow(y, value, bits, most) {
  const edge = scaled((1n << BigInt(bits + 2)) - 1n, most - bits - 1);
  const over = compare(abs(value), edge) >= 0;
  if (Math.abs(y) === Infinity)
    return over || compare(abs(value), scaled((1n << BigInt(bits + 1)) - 1n, most - bits)) > 0 ? 0 : null;
  return over ? null : ratio({ m: abs(sub(big(y), value)).m, e: abs(sub(big(y), value)).e - (most - bits) });
}

/** A small quotient as a number. */
function ratio({ m, e }) {
  if (m === zero.m) return 0;
  const surplus = Math.max(0, bitLength(m) - 53);
  return Number(m >> BigInt(surplus)) * 2 ** (e + surplus);
}

function rounded(x, type) {
  return type === float32 ? Math.fround(x) : x;
}

/** float32 against an independent float64 function, whose own error is nothing here. */
export function againstDouble(entry, points) {
  const found = { ulps: 0, at: 0, count: points.length, wrong: [] };
  const { double, pairs } = entry;
  through(entry, formats.float32, points, ([xs, others], ys) => {
    const at = (i) => (pairs ? `${xs[i]}, ${others[i]}` : xs[i]);
    for (let i = 0; i < xs.length; i++) {
      const value = pairs ? double(xs[i], others[i]) : double(xs[i]);
      const nearest = Math.fround(value);
      const y = ys[i];
      if (nearest === y && value !== 0) {
        // within half an ulp: counted where it is the largest so far
        if (found.ulps >= 0.5) continue;
      }
      if (!Number.isFinite(nearest) || value === 0) {
        if (!Object.is(y, nearest) && !(Math.abs(value) < 2 ** 128 && Math.abs(y) === MOST))
          found.wrong.push(`${at(i)} → ${y}`);
        continue;
      }
      const ulps = Math.abs(y - value) / unitOf(value);
      if (ulps > found.ulps) [found.ulps, found.at] = [ulps, at(i)];
      else if (!(ulps <= found.ulps)) found.wrong.push(`${at(i)} → ${y}`);
    }
  });
  return found;
}

/** The largest float32. */
const MOST = 3.4028234663852886e38;

const word = new Uint32Array(1);
const single = new Float32Array(word.buffer);

/** The distance of neighbouring float32 at a value, that of subnormal numbers at least. */
function unitOf(value) {
  single[0] = value; // rounding up to a power of two would double the unit, so towards zero
  if (Math.abs(single[0]) > Math.abs(value)) word[0]--;
  const exponent = (word[0] >>> 23) & 255;
  return 2 ** (Math.max(exponent, 1) - 150);
}
