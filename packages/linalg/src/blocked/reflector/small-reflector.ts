/** Numbers beyond these are scaled by a power of 2 before they are squared, so that nothing overflows or loses digits to underflow. */
const SMALL = 2 ** -480;
const LARGE = 2 ** 480;
const SCALE = 2 ** 600;

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
    const scale = largest < SMALL ? SCALE : largest > LARGE ? 1 / SCALE : 1;
    const x = a * scale;
    const norm = Math.sqrt(x * x + (b * scale) ** 2 + (c * scale) ** 2);
    const beta = x >= 0 ? -norm : norm;
    const d = x - beta;
    this.beta = beta / scale;
    this.tau = -d / beta;
    this.v2 = (b * scale) / d;
    this.v3 = (c * scale) / d;
  }
}
