const EPSILON = 2 ** -52;

/** A rotation and the 2×2 block that it leaves; `c` is 0, or a = d and b·c < 0. Reused by its caller. */
export class StandardBlock {
  a = 0;
  b = 0;
  c = 0;
  d = 0;
  cos = 1;
  sin = 0;

  /**
   * The Schur form of a real 2×2 matrix:
   *
   *     [a b]   [cos −sin] [a′ b′] [ cos sin]
   *     [c d] = [sin  cos]·[c′ d′]·[−sin cos]
   *
   * either triangular, c′ = 0, with real eigenvalues a′ and d′, or with a′ = d′ and b′·c′ < 0, a complex pair.
   *
   * @see LAPACK dlanv2, whose order of operations this keeps
   */
  make(a: number, b: number, c: number, d: number): void {
    this.set(a, b, c, d, 1, 0);
    if (c === 0) return;
    if (b === 0) this.set(d, -c, 0, a, 0, 1);
    else if (a - d !== 0 || Math.sign(b) === Math.sign(c)) this.rotate(a, b, c, d);
  }

  /** Imaginary part of the eigenvalue in the upper half plane; 0 where both are real. */
  get imaginary(): number {
    return this.c === 0 ? 0 : Math.sqrt(Math.abs(this.b)) * Math.sqrt(Math.abs(this.c));
  }

  private rotate(a: number, b: number, c: number, d: number): void {
    const p = 0.5 * (a - d);
    const larger = Math.max(Math.abs(b), Math.abs(c));
    const smaller = Math.min(Math.abs(b), Math.abs(c)) * Math.sign(b) * Math.sign(c);
    const scale = Math.max(Math.abs(p), larger);
    const discriminant = (p / scale) * p + (larger / scale) * smaller;
    if (discriminant < 4 * EPSILON) {
      this.equalize(a, b, c, d);
      return;
    }
    // real eigenvalues, far enough apart
    const root = Math.sqrt(scale) * Math.sqrt(discriminant);
    const z = p + (p >= 0 ? root : -root);
    const tau = Math.hypot(c, z);
    this.set(d + z, b - c, 0, d - (larger / z) * smaller, z / tau, c / tau);
  }

  /** Complex eigenvalues, or real ones that are nearly equal: makes the diagonal equal, then triangular if they are real. */
  private equalize(a: number, b: number, c: number, d: number): void {
    const sigma = b + c;
    const difference = a - d;
    const tau = Math.hypot(sigma, difference);
    const cos = Math.sqrt(0.5 * (1 + Math.abs(sigma) / tau));
    const sin = -((0.5 * difference) / (tau * cos)) * (sigma >= 0 ? 1 : -1);
    const a1 = a * cos + b * sin;
    const b1 = -a * sin + b * cos;
    const c1 = c * cos + d * sin;
    const d1 = -c * sin + d * cos;
    const b2 = b1 * cos + d1 * sin;
    const c2 = -a1 * sin + c1 * cos;
    const middle = 0.5 * (a1 * cos + c1 * sin + (d1 * cos - b1 * sin));
    if (c2 === 0 || (b2 !== 0 && Math.sign(b2) !== Math.sign(c2))) this.set(middle, b2, c2, middle, cos, sin);
    else if (b2 === 0) this.set(middle, -c2, 0, middle, -sin, cos);
    else this.triangularize(middle, b2, c2, cos, sin);
  }

  private triangularize(middle: number, b: number, c: number, cos: number, sin: number): void {
    const rootB = Math.sqrt(Math.abs(b));
    const rootC = Math.sqrt(Math.abs(c));
    const p = c >= 0 ? rootB * rootC : -rootB * rootC;
    const t = 1 / Math.sqrt(Math.abs(b + c));
    const cos1 = rootB * t;
    const sin1 = rootC * t;
    this.set(middle + p, b - c, 0, middle - p, cos * cos1 - sin * sin1, cos * sin1 + sin * cos1);
  }

  private set(a: number, b: number, c: number, d: number, cos: number, sin: number): void {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.cos = cos;
    this.sin = sin;
  }
}
