import { type Grid, columnOf, copyOf, identity } from "../arithmetic/grid.js";
import type { Recorder } from "../story/recorder.js";
import { concludeSymmetric } from "./conclusion.js";

/** Larger matrices are told a sweep of rotations a step. */
const ONE_BY_ONE = 4;

/** Tells Jacobi's iteration: rotations of two axes, each of which makes the largest entry off the diagonal zero. */
export function tellJacobi<T>(story: Recorder<T>, A: Grid<T>, steps: number): void {
  const iteration = new Rotations(story, A);
  const atOnce = A.length <= ONE_BY_ONE ? 1 : (A.length * (A.length - 1)) / 2;
  let taken = 0;
  for (; taken < steps && !iteration.isDiagonal(); taken++) {
    if (atOnce === 1) iteration.tellRotation();
    else iteration.tellSweep(taken + 1, atOnce);
  }
  iteration.finish(A);
}

class Rotations<T> {
  private readonly B: T[][];
  private readonly V: T[][];
  private readonly limit: number;

  constructor(
    private readonly story: Recorder<T>,
    A: Grid<T>,
  ) {
    const { value, unitRoundoff } = story.arithmetic;
    this.B = copyOf(A);
    this.V = identity(story.arithmetic, A.length);
    this.limit = unitRoundoff * Math.hypot(...A.flatMap((row) => row.map(value)));
    story.set("B", this.B);
    story.set("V", this.V);
    story.step({
      title: "Begin with B = A and V = I",
      why: "Rotations of two axes at a time will make B diagonal; V collects them. B and A have the same eigenvalues all the way, and the squares of all entries of B add up to the same.",
      rule: "B = Vᵀ·A·V",
      latex: "B = V^{\\mathsf T} A V",
      shown: ["B", "V"],
    });
  }

  /** Where the largest entry above the diagonal is. */
  private largest(): readonly [p: number, q: number] {
    const { B } = this;
    const { compareSizes } = this.story.arithmetic;
    let best: readonly [number, number] = [0, 1];
    for (let p = 0; p < B.length; p++) {
      for (let q = p + 1; q < B.length; q++) {
        if (compareSizes(B[p][q], B[best[0]][best[1]]) > 0) best = [p, q];
      }
    }
    return best;
  }

  isDiagonal(): boolean {
    const { B, story } = this;
    if (B.length === 1) return true;
    const [p, q] = this.largest();
    return !(Math.abs(story.arithmetic.value(B[p][q])) > this.limit / B.length);
  }

  tellRotation(): void {
    const { B, story } = this;
    const { write } = story.arithmetic;
    const [p, q] = this.largest();
    const target = write(B[p][q]);
    const { c, s } = this.angle(p, q);
    const degrees = Number(
      ((Math.atan2(story.arithmetic.value(s), story.arithmetic.value(c)) * 180) / Math.PI).toPrecision(4),
    );
    story.step(
      {
        title: `Rotate axes ${p + 1} and ${q + 1} by ${degrees}°`,
        why: `${target.text} is the largest entry off the diagonal. This rotation makes it zero, and moves twice its square onto the diagonal.`,
        rule: "B ← Gᵀ·B·G,  V ← V·G,  tan(2·θ) = 2·bᵢⱼ/(bⱼⱼ − bᵢᵢ)",
        latex: `c = ${write(c).latex}, \\quad s = ${write(s).latex}, \\quad b_{${p + 1}${q + 1}} = ${target.latex} \\to 0`,
        shown: ["B", "V"],
        points: [
          {
            matrix: "B",
            role: "pivot",
            at: [
              [p, q],
              [q, p],
            ],
          },
        ],
      },
      () => this.rotate(p, q),
    );
  }

  tellSweep(number: number, rotations: number): void {
    let done = 0;
    const before = this.beside();
    const change = (): void => {
      for (; done < rotations && !this.isDiagonal(); done++) this.rotate(...this.largest());
    };
    this.story.step(
      {
        title: `Sweep ${number}: up to ${rotations} rotations`,
        why: `Each makes the largest entry off the diagonal zero; later ones bring some of it back, but less and less: the root of the squares off the diagonal was ${before.toPrecision(3)} before this sweep.`,
        rule: "B ← Gᵀ·B·G,  V ← V·G",
        latex: "B \\leftarrow G^{\\mathsf T} B G, \\quad V \\leftarrow V G",
        shown: ["B", "V"],
      },
      change,
    );
  }

  /** The root of the squares off the diagonal. */
  private beside(): number {
    const { value } = this.story.arithmetic;
    return Math.hypot(...this.B.flatMap((row, i) => row.filter((_, j) => i !== j).map(value)));
  }

  /** Cosine and sine of the smaller angle that makes B[p][q] zero (Golub & Van Loan, §8.5.2). */
  private angle(p: number, q: number): { readonly t: T; readonly c: T; readonly s: T } {
    const { B } = this;
    const { add, sub, mul, div, sqrt, read, value } = this.story.arithmetic;
    const one = read(1);
    const tau = div(sub(B[q][q], B[p][p]), mul(read(2), B[p][q]));
    const root = sqrt(add(one, mul(tau, tau)));
    const t = value(tau) < 0 ? div(one, sub(tau, root)) : div(one, add(tau, root));
    const c = div(one, sqrt(add(one, mul(t, t))));
    return { t, c, s: mul(t, c) };
  }

  private rotate(p: number, q: number): void {
    const { B, V } = this;
    const { add, sub, mul, read } = this.story.arithmetic;
    const { t, c, s } = this.angle(p, q);
    const shift = mul(t, B[p][q]);
    for (let k = 0; k < B.length; k++) {
      const [v, w] = [V[k][p], V[k][q]];
      [V[k][p], V[k][q]] = [sub(mul(c, v), mul(s, w)), add(mul(s, v), mul(c, w))];
      if (k === p || k === q) continue;
      const [x, y] = [B[k][p], B[k][q]];
      B[k][p] = B[p][k] = sub(mul(c, x), mul(s, y));
      B[k][q] = B[q][k] = add(mul(s, x), mul(c, y));
    }
    B[p][p] = sub(B[p][p], shift);
    B[q][q] = add(B[q][q], shift);
    B[p][q] = B[q][p] = read(0);
  }

  finish(A: Grid<T>): void {
    const { B, V, story } = this;
    concludeSymmetric(story, A, {
      values: B.map((row, i) => row[i]),
      columns: V.map((_, j) => columnOf(V, j)),
      left: this.isDiagonal() ? 0 : this.beside(),
    });
  }
}
