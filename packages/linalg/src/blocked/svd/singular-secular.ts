import type { MatrixView } from "@linnet/kernels";
import { secularSums, shift, squareDifferences } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";

/** Unit roundoff. */
const U = 2 ** -53;
/** Evaluations allowed for a root; about five are usual, and bisection ends any search before this. */
const STEPS = 80;

/**
 * The secular equation of a row put on top of a diagonal of singular values,
 *
 *     f(σ²) = 1 + Σᵢ zᵢ²/(dᵢ² − σ²) = 0,
 *
 * whose roots interlace: d₀ < σ₀ < d₁ < σ₁ < …, and the last lies below √(d² + ‖z‖²). A root is sought as an offset τ from the
 * square of the nearer pole, and differences of squares are products (dᵢ − d)·(dᵢ + d): no digit of dᵢ² − σ² is lost.
 *
 * @see Gu & Eisenstat 1995, §3; Li 1993 for the iteration; LAPACK dlasd4
 */
export class SecularEquation {
  /** Sums over the poles up to the root's left one (ψ, ψ′) and over those right of it (φ, φ′). */
  private psi = 0;
  private psiSlope = 0;
  private phi = 0;
  private phiSlope = 0;
  /** The bracket of τ. */
  private low = 0;
  private high = 0;

  /**
   * @param poles k×1 contiguous float64: 0 = d₀ < d₁ < …
   * @param squares k×1: the zᵢ², none zero
   * @param sums 4×1 scratch
   */
  constructor(
    readonly poles: MatrixView,
    readonly squares: MatrixView,
    private readonly sums: MatrixView,
  ) {}

  /**
   * The i-th root σ.
   *
   * @param delta k×1, written: dⱼ² − σ², each to high relative accuracy
   */
  root(i: number, delta: MatrixView): number {
    const k = this.poles.rows;
    const last = i === k - 1;
    const left = last ? Math.max(k - 2, 0) : i;
    const { origin, start } = last ? this.startLast(delta) : this.startInner(i, delta);
    const tau = k === 1 ? start : this.iterate(left, last, delta, start);
    shift(-tau, delta, delta);
    const d = this.pole(origin);
    return d === 0 ? Math.sqrt(tau) : d + tau / (d + Math.sqrt(Math.max(0, d * d + tau)));
  }

  private pole(i: number): number {
    return float64Data(this.poles)[this.poles.offset + i];
  }

  private square(i: number): number {
    return float64Data(this.squares)[this.squares.offset + i];
  }

  /** f at τ from the origin of `delta`; the four sums stay in the fields. */
  private evaluate(split: number, delta: MatrixView, tau: number): number {
    secularSums(split, tau, delta, this.squares, this.sums);
    const data = float64Data(this.sums);
    const at = this.sums.offset;
    this.psi = data[at];
    this.psiSlope = data[at + 1];
    this.phi = data[at + 2];
    this.phiSlope = data[at + 3];
    return 1 + this.psi + this.phi;
  }

  /** The last root: its squares' sum bounds τ, and with one pole it is τ. */
  private startLast(delta: MatrixView): { origin: number; start: number } {
    const k = this.poles.rows;
    squareDifferences(this.pole(k - 1), this.poles, delta);
    let sum = 0;
    for (let j = 0; j < k; j++) sum += this.square(j);
    this.low = 0;
    this.high = sum * (1 + 8 * U * k);
    return { origin: k - 1, start: k === 1 ? sum : this.high / 2 };
  }

  /** A root between poles i and i + 1: the sign of f in the middle says which is nearer, two poles give a first guess. */
  private startInner(i: number, delta: MatrixView): { origin: number; start: number } {
    squareDifferences(this.pole(i), this.poles, delta);
    const gap = float64Data(delta)[delta.offset + i + 1];
    const middle = gap / 2;
    const f = this.evaluate(i + 1, delta, middle);
    const [zl, zr] = [this.square(i), this.square(i + 1)];
    const rest = f + zl / middle - zr / middle;
    let start: number;
    if (f >= 0) {
      this.low = 0;
      this.high = middle;
      start = smallRoot(rest, rest * gap + zl + zr, zl * gap);
    } else {
      this.low = -middle;
      this.high = 0;
      squareDifferences(this.pole(i + 1), this.poles, delta);
      start = smallRoot(rest, zl + zr - rest * gap, -zr * gap);
    }
    if (!(start > this.low && start < this.high)) start = (this.low + this.high) / 2;
    return { origin: f >= 0 ? i : i + 1, start };
  }

  /** Steps of two-pole interpolation inside the bracket, which every evaluation narrows; bisection where one would leave it. */
  private iterate(left: number, last: boolean, delta: MatrixView, start: number): number {
    const data = float64Data(delta);
    const [d0, d1] = [data[delta.offset + left], data[delta.offset + left + 1]];
    let tau = start;
    for (let step = 0; step < STEPS; step++) {
      const f = this.evaluate(left + 1, delta, tau);
      const slope = this.psiSlope + this.phiSlope;
      const rounding = 8 * (Math.abs(this.psi) + Math.abs(this.phi)) + 1 + Math.abs(tau) * slope;
      if (Math.abs(f) <= U * rounding) break;
      if (f < 0) this.low = Math.max(this.low, tau);
      else this.high = Math.min(this.high, tau);
      let eta = this.interpolate(f, d0 - tau, d1 - tau, last, this.high - tau);
      if (!(f * eta < 0)) eta = -f / slope;
      let next = tau + eta;
      if (!(next > this.low && next < this.high)) next = (this.low + this.high) / 2;
      if (next === this.low || next === this.high) break;
      const moved = Math.abs(next - tau);
      tau = next;
      if (moved <= (U / 2) * Math.abs(tau)) break;
    }
    return tau;
  }

  /** The step to the root of c + s/(δ₀ − η) + t/(δ₁ − η), which has ψ's value and slope, and φ's, at η = 0. */
  private interpolate(f: number, x0: number, x1: number, last: boolean, fallback: number): number {
    let c = f - x0 * this.psiSlope - x1 * this.phiSlope;
    const a = (x0 + x1) * f - x0 * x1 * (this.psiSlope + this.phiSlope);
    const b = x0 * x1 * f;
    if (last && c < 0) c = -c;
    if (c === 0) return last ? fallback : b / a;
    const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
    if (last) return a >= 0 ? (a + root) / (2 * c) : (2 * b) / (a - root);
    return a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
  }
}

/** The root (a − √(a² − 4·b·c))/(2·c) of c·τ² − a·τ + b, without cancellation. */
function smallRoot(c: number, a: number, b: number): number {
  const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
  return a > 0 ? (2 * b) / (a + root) : (a - root) / (2 * c);
}
