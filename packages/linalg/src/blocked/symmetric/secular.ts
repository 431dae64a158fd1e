import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { secularSums, shift } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";

/** Unit roundoff. */
const U = 2 ** -53;
/** Five evaluations a root are usual; bisection alone would take fewer than these. */
const STEPS = 200;

/**
 * The roots of 1/ρ + Σⱼ wⱼ/(dⱼ − λ) = 0, ρ > 0, w > 0: one between any two neighbouring poles, one beyond the last. They are the
 * eigenvalues of diag(d) + ρ·z·zᵀ with w = z².
 *
 * A root is sought as its distance τ from the nearer pole, so that no difference dⱼ − λ ever cancels. Each step replaces the sums
 * left and right of the root by one pole each that match in value and derivative (Li's middle way); a step that leaves the
 * bracket, or steps that gain little, give way to bisection of the exponent.
 *
 * @see Li, LAPACK Working Note 89 (1994); LAPACK dlaed4
 */
export class SecularEquation {
  private readonly sums: MatrixView = workspace(float64, 4, 1);
  private tau = 0;
  /** The root's τ lies between these, which have one sign. */
  private low = 0;
  private high = 0;
  private psi = 0;
  private psiSlope = 0;
  private phi = 0;
  private phiSlope = 0;

  /** @param poles ascending, distinct, k×1; `weights` k×1; both float64 and contiguous */
  constructor(
    readonly poles: MatrixView,
    readonly weights: MatrixView,
    readonly inverseRho: number,
  ) {}

  /** Gives the memory back. */
  dispose(): void {
    release(this.sums.storage);
  }

  /** Root i. @param delta k×1 contiguous, written: dⱼ − λ, each to a few units in its last place */
  root(i: number, delta: MatrixView): number {
    const k = this.poles.rows;
    const left = Math.max(0, Math.min(i, k - 2)); // the poles beside the root, or the last two
    const origin = i < k - 1 ? this.beginBetween(i, delta) : this.beginBeyond(delta);
    if (k > 1) this.iterate(left, i === k - 1, delta);
    shift(-this.tau, delta, delta);
    return this.pole(origin) + this.tau;
  }

  private pole(i: number): number {
    return float64Data(this.poles)[this.poles.offset + i];
  }

  private weight(i: number): number {
    return float64Data(this.weights)[this.weights.offset + i];
  }

  /** Chooses the origin by the sign in the middle, brackets the root and guesses it; answers the origin. */
  private beginBetween(i: number, delta: MatrixView): number {
    const gap = this.pole(i + 1) - this.pole(i);
    const middle = gap / 2;
    shift(-this.pole(i), this.poles, delta);
    const f = this.evaluate(middle, i + 1, delta);
    const [w0, w1] = [this.weight(i), this.weight(i + 1)];
    const rest = f + w0 / middle - w1 / middle; // what the other poles give there
    // the two roots of rest + w₀/(−τ) + w₁/(gap − τ) = 0, by the formula that does not cancel
    if (f >= 0) {
      this.low = (0.5 * w0) / (this.inverseRho + this.phi); // at the root w₀/τ is at most that sum
      this.high = middle;
      const a = rest * gap + w0 + w1;
      const root = Math.sqrt(Math.abs(a * a - 4 * w0 * gap * rest));
      this.tau = a > 0 ? (2 * w0 * gap) / (a + root) : (a - root) / (2 * rest);
    } else {
      shift(-this.pole(i + 1), this.poles, delta);
      this.low = -middle;
      this.high = (-0.5 * w1) / Math.max(-this.psi - this.inverseRho, this.phi);
      const a = w0 + w1 - rest * gap;
      const root = Math.sqrt(Math.abs(a * a + 4 * w1 * gap * rest));
      this.tau = a < 0 ? (-2 * w1 * gap) / (a - root) : (a + root) / (2 * rest);
    }
    if (!this.brackets(this.tau)) this.tau = this.bisection();
    return f >= 0 ? i : i + 1;
  }

  private beginBeyond(delta: MatrixView): number {
    const last = this.poles.rows - 1;
    shift(-this.pole(last), this.poles, delta);
    let sum = 0;
    for (let j = 0; j <= last; j++) sum += this.weight(j);
    this.low = (0.5 * this.weight(last)) / this.inverseRho;
    this.high = (sum / this.inverseRho) * (1 + 2 * (last + 4) * U);
    this.tau = last === 0 ? sum / this.inverseRho : Math.max(this.low, this.high / 2);
    return last;
  }

  private iterate(left: number, isLast: boolean, delta: MatrixView): void {
    let before = Infinity;
    let slow = 0;
    for (let step = 0; step < STEPS; step++) {
      const f = this.evaluate(this.tau, left + 1, delta);
      const slope = this.psiSlope + this.phiSlope;
      const noise = 8 * (Math.abs(this.psi) + Math.abs(this.phi)) + this.inverseRho + Math.abs(this.tau) * slope;
      if (Math.abs(f) <= U * noise) return;
      if (f < 0) this.low = this.tau;
      else this.high = this.tau;
      slow = Math.abs(f) > 0.5 * before ? slow + 1 : 0;
      before = Math.abs(f);
      let next = slow < 3 ? this.tau + this.interpolate(f, left, isLast, delta) : NaN;
      if (!this.brackets(next)) {
        next = this.bisection();
        slow = 0;
        if (!this.brackets(next)) return; // the bounds are neighbouring numbers
      }
      const moved = Math.abs(next - this.tau);
      this.tau = next;
      if (moved <= 0.5 * U * Math.abs(next)) return;
    }
  }

  /** The step to the root of c + s/(D₀ − η) + t/(D₁ − η), which agrees with ψ and φ and their slopes at η = 0. */
  private interpolate(f: number, left: number, isLast: boolean, delta: MatrixView): number {
    const data = float64Data(delta);
    const d0 = data[delta.offset + left] - this.tau;
    const d1 = data[delta.offset + left + 1] - this.tau;
    const slope = this.psiSlope + this.phiSlope;
    const c = f - d0 * this.psiSlope - d1 * this.phiSlope;
    const a = (d0 + d1) * f - d0 * d1 * slope;
    const b = d0 * d1 * f;
    const root = Math.sqrt(Math.abs(a * a - 4 * b * c));
    let eta: number;
    if (isLast) eta = a >= 0 ? (a + root) / (2 * Math.abs(c)) : (2 * b) / (a - root);
    else eta = a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
    return f * eta < 0 ? eta : -f / slope;
  }

  private evaluate(tau: number, split: number, delta: MatrixView): number {
    secularSums(split, tau, delta, this.weights, this.sums);
    const out = float64Data(this.sums);
    this.psi = out[0];
    this.psiSlope = out[1];
    this.phi = out[2];
    this.phiSlope = out[3];
    return this.inverseRho + (this.psi + this.phi);
  }

  private brackets(tau: number): boolean {
    return tau > this.low && tau < this.high;
  }

  /** The geometric mean of the bounds while they are far apart, else the arithmetic one. */
  private bisection(): number {
    const { low, high } = this;
    const [near, far] = low > 0 ? [low, high] : [-high, -low];
    if (far <= 2 * near) return low + (high - low) / 2;
    return Math.sqrt(near) * Math.sqrt(far) * (low > 0 ? 1 : -1);
  }
}
