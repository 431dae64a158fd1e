/** Squares between these bounds neither overflow nor lose digits to underflow when three of them are added. */
const SMALL = 2 ** -480;
const LARGE = 2 ** 480;

/** The reflector I − τ·v·vᵀ of three elements, v = (1, v2, v3), or of two with v3 = 0. Reused: nothing is allocated per step. */
export class SmallReflector {
  /** What the first element becomes. */
  beta = 0;
  tau = 0;
  v2 = 0;
  v3 = 0;

  /** The one that takes (a, b, c) to (β, 0, 0). τ = 0 where b = c = 0: then it is the identity. */
  make(a: number, b: number, c: number): void {
    const tail = Math.abs(b) + Math.abs(c);
    if (tail === 0) {
      this.beta = a;
      this.tau = this.v2 = this.v3 = 0;
      return;
    }
    const largest = Math.max(tail, Math.abs(a));
    const norm =
      largest > SMALL && largest < LARGE
        ? Math.sqrt(a * a + b * b + c * c)
        : largest * Math.sqrt((a / largest) ** 2 + (b / largest) ** 2 + (c / largest) ** 2);
    const beta = a >= 0 ? -norm : norm;
    const d = a - beta;
    this.beta = beta;
    this.tau = -d / beta;
    this.v2 = b / d;
    this.v3 = c / d;
  }
}
