import { type Grid, columnOf, copyOf, distance, identity, product } from "../arithmetic/grid.js";
import { type Reflector, reflectColumns, reflectRows, reflectorOf } from "../qr/reflector.js";
import type { Recorder } from "../story/recorder.js";
import { concludeSymmetric } from "./conclusion.js";
import { rootsOfQuadratic } from "./quadratic.js";
import { type Eigenvalue, columnOfValues, nameOf, ordered } from "./spectrum.js";

/** So many steps without a new zero, and a shift is tried that does not come from the matrix. */
const PATIENCE = 5;

/** Tells the QR iteration with shifts, on a Hessenberg matrix. */
export function tellQrIteration<T>(story: Recorder<T>, A: Grid<T>, steps: number, isSymmetric: boolean): void {
  const iteration = new QrIteration(story, A, isSymmetric);
  let taken = 0;
  while (taken < steps && iteration.step()) taken++;
  iteration.finish(A);
}

/** Rows `from` to `to` of T, in which no entry below the diagonal is zero. */
interface Active {
  readonly from: number;
  readonly to: number;
}

class QrIteration<T> {
  private readonly T: T[][];
  private readonly Q: T[][];
  private readonly limit: number;
  private waited = 0;

  constructor(
    private readonly story: Recorder<T>,
    A: Grid<T>,
    private readonly isSymmetric: boolean,
  ) {
    const { value, unitRoundoff } = story.arithmetic;
    this.T = copyOf(A);
    this.Q = identity(story.arithmetic, A.length);
    this.limit = unitRoundoff * Math.hypot(...A.flatMap((row) => row.map(value)));
    story.set("T", this.T);
    story.set("Q", this.Q);
    story.step(
      {
        title: isSymmetric
          ? "Make A tridiagonal by reflections"
          : "Make A zero below its first subdiagonal by reflections",
        why: "Each reflection is multiplied from both sides, so that the eigenvalues stay. The steps that follow keep these zeros, which makes them cheap, and bring the entries beside the diagonal down.",
        rule: "T = Qᵀ·A·Q",
        latex: "T = Q^{\\mathsf T} A Q",
        shown: ["T", "Q"],
      },
      () => {
        this.toHessenberg({ from: 0, to: A.length - 1 });
        this.clear();
      },
    );
  }

  /** Multiplies T by a reflection of the rows from `top` on, from both sides, and Q with it. */
  private turn(reflector: Reflector<T> | null, top: number): void {
    const { arithmetic } = this.story;
    if (reflector === null) return;
    reflectColumns(arithmetic, reflector, this.T, top);
    reflectRows(arithmetic, reflector, this.T, top);
    reflectRows(arithmetic, reflector, this.Q, top);
  }

  private toHessenberg({ from, to }: Active): void {
    const { arithmetic } = this.story;
    for (let k = from; k < to - 1; k++) {
      this.turn(reflectorOf(arithmetic, columnOf(this.T, k).slice(k + 1, to + 1)), k + 1);
    }
  }

  /** Sets to zero what is zero but for rounding. */
  private clear(): void {
    const { T, limit, isSymmetric } = this;
    const { read, value } = this.story.arithmetic;
    T.forEach((row, i) =>
      row.forEach((entry, j) => {
        const isBelow = i > j + 1 || (i === j + 1 && Math.abs(value(entry)) <= limit);
        if (isBelow) row[j] = read(0);
      }),
    );
    if (isSymmetric) T.forEach((row, i) => row.forEach((_, j) => (j > i ? (row[j] = T[j][i]) : undefined)));
  }

  /** The last part of T that is not yet a diagonal entry or a complex pair. */
  private active(): Active | null {
    const { T } = this;
    const { isZero } = this.story.arithmetic;
    let to = T.length - 1;
    while (to > 0) {
      let from = to;
      while (from > 0 && !isZero(T[from][from - 1])) from--;
      const isPair = to - from === 1 && this.rootsAt(to)[0].im !== null;
      if (from < to && !isPair) return { from, to };
      to = from - 1;
    }
    return null;
  }

  /** Eigenvalues of the 2 × 2 block that ends in row k. */
  private rootsAt(k: number): readonly Eigenvalue<T>[] {
    const { T, story } = this;
    const { add, sub, mul, read } = story.arithmetic;
    const [[a, b], [c, d]] = [T[k - 1], T[k]].map((row) => row.slice(k - 1, k + 1));
    const apart = sub(a, d);
    const discriminant = add(mul(apart, apart), mul(read(4), mul(b, c)));
    const minusTrace = sub(read(0), add(a, d));
    return rootsOfQuadratic(story.arithmetic, minusTrace, sub(mul(a, d), mul(b, c)), discriminant);
  }

  /** Takes a step; false when all that can be zero is. */
  step(): boolean {
    const part = this.active();
    if (part === null) return false;
    const { T, story } = this;
    const { add, mul, read, value, isZero } = story.arithmetic;
    const roots = this.rootsAt(part.to);
    const last = T[part.to][part.to];
    const zeros = (): number => T.filter((row, i) => i > 0 && isZero(row[i - 1])).length;
    const before = zeros();
    if (this.waited > 0 && this.waited % PATIENCE === 0) {
      const unusual = add(last, mul(read("3/4"), T[part.to][part.to - 1]));
      this.tellStep(part, unusual, "The last steps brought no new zero, so this shift is an unusual one");
    } else if (roots[0].im !== null) this.tellDoubleStep(part, roots[0]);
    else {
      const gap = ({ re }: Eigenvalue<T>): number => Math.abs(value(re) - value(last));
      const nearest = roots.reduce((best, root) => (gap(root) < gap(best) ? root : best));
      this.tellStep(
        part,
        nearest.re,
        "The shift is the eigenvalue of the last 2 × 2 block that is nearer to its corner",
      );
    }
    this.waited = zeros() > before ? 0 : this.waited + 1;
    return true;
  }

  private tellStep({ from, to }: Active, shift: T, reason: string): void {
    const { T, Q, story } = this;
    const { arithmetic } = story;
    const { add, sub, read, write } = arithmetic;
    const moved = T.map((row, i) => row.map((entry, j) => (i === j ? sub(entry, shift) : entry)));
    const step = identity(arithmetic, T.length);
    const reflectors: (readonly [Reflector<T>, number])[] = [];
    for (let k = from; k < to; k++) {
      const reflector = reflectorOf(arithmetic, [moved[k][k], moved[k + 1][k]]);
      if (reflector === null) continue;
      reflectColumns(arithmetic, reflector, moved, k);
      reflectors.push([reflector, k]);
    }
    const isBelow = (i: number, j: number): boolean => i > j && j >= from && i <= to;
    const R = moved.map((row, i) => row.map((entry, j) => (isBelow(i, j) ? read(0) : entry)));
    for (const [reflector, k] of reflectors) {
      for (const M of [moved, step, Q]) reflectRows(arithmetic, reflector, M, k);
    }
    const { text, latex } = write(shift);
    story.set("Qₖ", step);
    story.set("Rₖ", R);
    story.step(
      {
        title: `Factor T − μ·I for μ = ${text}, and multiply in the other order`,
        why: `${reason}: entry (${to + 1}, ${to}) shrinks the faster the nearer μ is to an eigenvalue. R·Q + μ·I is Qᵀ·T·Q, so the eigenvalues stay.`,
        rule: "T − μ·I = Qₖ·Rₖ,  T ← Rₖ·Qₖ + μ·I",
        latex: `\\mu = ${latex}, \\quad T \\leftarrow R_k Q_k + \\mu I`,
        shown: ["T", "Qₖ", "Rₖ"],
        points: [{ matrix: "T", role: "pivot", at: [[to, to - 1]] }],
      },
      () => {
        moved.forEach((row, i) => (T[i] = row.map((entry, j) => (i === j ? add(entry, shift) : entry))));
        this.clear();
      },
    );
  }

  /** Two steps at once with the shifts α ± β·i, in real numbers (Francis). */
  private tellDoubleStep(part: Active, shift: Eigenvalue<T>): void {
    const { T, story } = this;
    const { arithmetic } = story;
    const { add, sub, mul } = arithmetic;
    const { from, to } = part;
    const im = shift.im ?? arithmetic.read(0);
    const [a, b] = [sub(T[from][from], shift.re), T[from][from + 1]];
    const [c, d] = [T[from + 1][from], sub(T[from + 1][from + 1], shift.re)];
    // The first column of (T − α·I)² + β²·I
    const first = [add(add(mul(a, a), mul(b, c)), mul(im, im)), mul(c, add(a, d)), mul(c, T[from + 2][from + 1])];
    const name = nameOf(arithmetic, shift);
    story.step(
      {
        title: `Take a double step with μ = ${name.text}`,
        why: `The last 2 × 2 block has complex eigenvalues. Two steps with both of them are one in real numbers: a reflection that begins like the first column of (T − μ₁·I)·(T − μ₂·I), and others that bring the zeros below the subdiagonal back.`,
        rule: "T ← Qₖᵀ·T·Qₖ",
        latex: `\\mu = ${name.latex}, \\quad T \\leftarrow Q_k^{\\mathsf T} T Q_k`,
        shown: ["T", "Q"],
        points: [
          {
            matrix: "T",
            role: "pivot",
            at: [
              [to, to - 1],
              [to - 1, to - 2],
            ],
          },
        ],
      },
      () => {
        this.turn(reflectorOf(arithmetic, first), from);
        this.toHessenberg(part);
        this.clear();
      },
    );
  }

  finish(A: Grid<T>): void {
    const { T, Q, story, isSymmetric } = this;
    const { arithmetic } = story;
    const part = this.active();
    const left = part === null ? 0 : Math.abs(arithmetic.value(T[part.to][part.to - 1]));
    if (isSymmetric) {
      const values = T.map((row, i) => row[i]);
      concludeSymmetric(story, A, { values, columns: Q.map((_, j) => columnOf(Q, j)), left });
      return;
    }
    this.readValues();
    const [before, after] = [product(arithmetic, A, Q), product(arithmetic, Q, T)];
    const error = distance(arithmetic, before, after);
    story.set("A·Q", before);
    story.set("Q·T", after);
    story.step({
      title: left > 0 ? "The steps have run out" : "A is Q·T·Qᵀ",
      why: `${left > 0 ? `${left.toPrecision(3)} is left below the diagonal: more steps would bring it down.` : "This is the Schur form of A."} A·Q and Q·T differ by at most ${error.toPrecision(3)}: that is what rounding has cost.`,
      rule: "A·Q = Q·T",
      latex: "A Q = Q T",
      shown: ["values", "Q", "T", "A·Q", "Q·T"],
    });
  }

  private readValues(): void {
    const { T, story } = this;
    const { isZero } = story.arithmetic;
    const found: Eigenvalue<T>[] = [];
    for (let k = 0; k < T.length; k++) {
      if (k + 1 < T.length && !isZero(T[k + 1][k])) found.push(...this.rootsAt(++k));
      else found.push({ re: T[k][k], im: null, times: 1 });
    }
    story.set("values", columnOfValues(story.arithmetic, ordered(story.arithmetic, found)));
    const pairs = found.filter(({ im }) => im !== null).length;
    story.step({
      title: "Read the eigenvalues off the diagonal",
      why:
        pairs === 0
          ? "Those of a triangle are its diagonal."
          : "Those of a triangle are its diagonal. A 2 × 2 block on it has a complex pair: its real and imaginary parts stand side by side.",
      rule: "T = Qᵀ·A·Q",
      latex: "\\lambda(A) = \\lambda(T)",
      shown: ["T", "values"],
    });
  }
}
