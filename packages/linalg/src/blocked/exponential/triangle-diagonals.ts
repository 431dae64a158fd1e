import type { MatrixView } from "@linnet/kernels";
import type { ComplexNumber } from "../../errors.js";
import { times } from "../functions/complex-numbers.js";

/**
 * Writes the diagonal of e^(factor·T) and the one above it for an upper triangular T, each entry to nearly full precision: squaring loses
 * more of them the more it is repeated.
 *
 *     xᵢᵢ = e^λᵢ        xᵢ,ᵢ₊₁ = factor·tᵢ,ᵢ₊₁ · (e^λᵢ₊₁ − e^λᵢ)/(λᵢ₊₁ − λᵢ),        λᵢ = factor·tᵢᵢ
 *
 * @see Al-Mohy & Higham 2009, _A new scaling and squaring algorithm for the matrix exponential_, code fragment 2.1
 */
export function writeTriangleDiagonals(t: MatrixView, factor: number, x: MatrixView): void {
  if (t.type.kind === "complex") writeComplex(t, factor, x);
  else writeReal(t, factor, x);
}

function writeReal(t: MatrixView, factor: number, x: MatrixView): void {
  const [from, to] = [t.data, x.data];
  for (let i = 0; i < t.rows; i++) {
    const at = t.offset + i * (t.rowStride + t.colStride);
    const out = x.offset + i * (x.rowStride + x.colStride);
    const value = factor * from[at];
    to[out] = Math.exp(value);
    if (i + 1 === t.rows) return;
    const next = factor * from[at + t.rowStride + t.colStride];
    to[out + x.colStride] = factor * from[at + t.colStride] * slope(Math.max(value, next), -Math.abs(value - next));
  }
}

/** (e^(b + d) − e^b)/d for d ≤ 0, without cancellation and without overflow where the result has none. */
function slope(b: number, d: number): number {
  return Math.exp(b) * (d === 0 ? 1 : Math.expm1(d) / d);
}

function writeComplex(t: MatrixView, factor: number, x: MatrixView): void {
  const [from, to] = [t.data, x.data];
  for (let i = 0; i < t.rows; i++) {
    const at = 2 * (t.offset + i * (t.rowStride + t.colStride));
    const out = 2 * (x.offset + i * (x.rowStride + x.colStride));
    const value: ComplexNumber = [factor * from[at], factor * from[at + 1]];
    [to[out], to[out + 1]] = complexExp(value);
    if (i + 1 === t.rows) return;
    const beside = at + 2 * (t.rowStride + t.colStride);
    const next: ComplexNumber = [factor * from[beside], factor * from[beside + 1]];
    const corner = at + 2 * t.colStride;
    const entry: ComplexNumber = [factor * from[corner], factor * from[corner + 1]];
    const mean = value[0] >= next[0] ? complexSlope(value, next) : complexSlope(next, value);
    const above = out + 2 * x.colStride;
    [to[above], to[above + 1]] = times(entry, mean);
  }
}

/** (e^w − e^z)/(w − z), where z has the larger real part. */
function complexSlope(z: ComplexNumber, w: ComplexNumber): ComplexNumber {
  const d: ComplexNumber = [w[0] - z[0], w[1] - z[1]];
  const size = d[0] * d[0] + d[1] * d[1];
  const e = complexExp(z);
  if (size === 0) return e;
  const half = Math.sin(d[1] / 2);
  const grown: ComplexNumber = [Math.expm1(d[0]) * Math.cos(d[1]) - 2 * half * half, Math.exp(d[0]) * Math.sin(d[1])]; // e^d − 1
  const [p, q] = times(grown, [d[0], -d[1]]);
  return times(e, [p / size, q / size]);
}

function complexExp([re, im]: ComplexNumber): ComplexNumber {
  const size = Math.exp(re);
  return [size * Math.cos(im), im === 0 ? 0 : size * Math.sin(im)];
}
