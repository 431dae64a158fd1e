import { addScaled, dot, scale } from "./vector.js";

/** A step and what it did to the gradient. */
export interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  /** sᵀy. */
  readonly curvature: number;
}

/** The last steps, which stand for the Hessian. */
export class Pairs {
  readonly list: Pair[] = [];

  constructor(private readonly limit: number) {}

  get count(): number {
    return this.list.length;
  }

  /** Keeps a step, unless its curvature sᵀy is lost in rounding: the matrix must stay positive definite. */
  add(s: Float64Array, y: Float64Array): void {
    const curvature = dot(s, y);
    if (!(curvature > Number.EPSILON * dot(y, y))) return;
    this.list.push({ s, y, curvature });
    if (this.list.length > this.limit) this.list.shift();
  }

  clear(): void {
    this.list.length = 0;
  }

  /** −H·g by the two-loop recursion, from H₀ = (sᵀy / yᵀy)·I of the last step. */
  direction(gradient: Float64Array): Float64Array {
    const q = gradient.slice();
    const weights = new Array<number>(this.list.length);
    for (let i = this.list.length - 1; i >= 0; i--) {
      const { s, y, curvature } = this.list[i];
      weights[i] = dot(s, q) / curvature;
      addScaled(q, -weights[i], y);
    }
    const last = this.list.at(-1);
    if (last !== undefined) scale(q, last.curvature / dot(last.y, last.y));
    this.list.forEach(({ s, y, curvature }, i) => addScaled(q, weights[i] - dot(y, q) / curvature, s));
    scale(q, -1);
    return q;
  }
}
