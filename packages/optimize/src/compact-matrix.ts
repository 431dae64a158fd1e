import type { Pair } from "./pairs.js";
import { solveSmall } from "./small-solve.js";
import { dot, norm } from "./vector.js";

/**
 * The matrix of the last k steps in compact form.
 *
 *     B = θ·I − W·M·Wᵀ,   W = [Y  θ·S],   M⁻¹ = [[−D, Lᵀ], [L, θ·SᵀS]]
 *
 * with D the diagonal and L what lies below it of SᵀY. Pairs are scaled to ‖s‖ = 1, which B does not notice, and M does.
 *
 * @see Byrd, Nocedal & Schnabel, *Representations of quasi-Newton matrices*, 1994, theorem 2.3
 */
export class CompactMatrix {
  readonly theta: number;
  /** Columns of W: 2k. */
  readonly width: number;
  /** W, row-major. */
  private readonly rows: Float64Array;
  /** M, row-major. */
  private readonly middle: Float64Array;

  constructor(pairs: readonly Pair[]) {
    const k = pairs.length;
    const last = pairs.at(-1);
    this.theta = last === undefined ? 1 : dot(last.y, last.y) / last.curvature;
    this.width = 2 * k;
    const sizes = pairs.map(({ s }) => norm(s));
    this.rows = new Float64Array((last?.s.length ?? 0) * this.width);
    pairs.forEach(({ s, y }, j) => {
      for (let i = 0, at = j; i < s.length; i++, at += this.width) {
        this.rows[at] = y[i] / sizes[j];
        this.rows[at + k] = (this.theta * s[i]) / sizes[j];
      }
    });
    const inverse = new Float64Array(4 * k * k);
    const set = (i: number, j: number, value: number): void => {
      inverse[i * 2 * k + j] = value;
      inverse[j * 2 * k + i] = value;
    };
    pairs.forEach(({ s, curvature }, i) => {
      set(i, i, -curvature / sizes[i] ** 2);
      for (let j = 0; j <= i; j++) {
        const scale = sizes[i] * sizes[j];
        set(k + i, k + j, (this.theta * dot(s, pairs[j].s)) / scale);
        if (j < i) set(k + i, j, dot(s, pairs[j].y) / scale);
      }
    });
    this.middle = solveSmall(inverse, identity(2 * k), 2 * k);
  }

  /** Row i of W, as it lies. */
  row(i: number): Float64Array {
    return this.rows.subarray(i * this.width, (i + 1) * this.width);
  }

  /** Wᵀ·x. */
  project(x: Float64Array): Float64Array {
    const out = new Float64Array(this.width);
    for (let at = 0; at < this.rows.length; at += this.width) {
      const value = x[at / this.width];
      for (let j = 0; j < this.width; j++) out[j] += this.rows[at + j] * value;
    }
    return out;
  }

  /** M·v. */
  times(v: Float64Array): Float64Array {
    const n = this.width;
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i] += this.middle[i * n + j] * v[j];
    return out;
  }

  /** (W·v)ᵢ. */
  at(i: number, v: Float64Array): number {
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += this.rows[i * this.width + j] * v[j];
    return sum;
  }

  /** −(Zᵀ·B·Z)⁻¹·r for the variables that `free` names, by Sherman, Morrison and Woodbury. */
  solveFree(free: readonly number[], r: Float64Array): Float64Array {
    const n = this.width;
    const right = new Float64Array(n);
    const gram = this.gram(free);
    const system = identity(n); // I − M·WᵀZ·ZᵀW / θ
    for (let i = 0; i < n; i++) {
      for (let l = 0; l < n; l++) {
        const factor = this.middle[i * n + l] / this.theta;
        for (let j = 0; j < n; j++) system[i * n + j] -= factor * gram[l * n + j];
      }
    }
    free.forEach((row, at) => {
      for (let i = 0; i < n; i++) right[i] += this.rows[row * n + i] * r[at];
    });
    const v = solveSmall(system, this.times(right), n);
    return r.map((value, at) => -(value + this.at(free[at], v) / this.theta) / this.theta);
  }

  /** WᵀZ·ZᵀW. */
  private gram(free: readonly number[]): Float64Array {
    const n = this.width;
    const out = new Float64Array(n * n);
    for (const row of free) {
      const start = row * n;
      for (let i = 0; i < n; i++) {
        const value = this.rows[start + i];
        for (let j = 0; j <= i; j++) out[i * n + j] += value * this.rows[start + j];
      }
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out[j * n + i] = out[i * n + j];
    return out;
  }
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}
