import { array, scope } from "@linnet/core";
import { eigvals } from "@linnet/linalg";
import { type Grid, columnVector, distance, dot } from "../arithmetic/grid.js";
import { lengthOf } from "../arithmetic/length.js";
import type { Recorder } from "../story/recorder.js";
import { conclude } from "./conclusion.js";
import { withLibrarySigns } from "./library-signs.js";

/** Tells power iteration: x ← A·x/‖A·x‖, and what A does to x now. */
export function tellPower<T>(
  story: Recorder<T>,
  A: Grid<T>,
  start: readonly T[],
  steps: number,
  isSymmetric: boolean,
): void {
  const iteration = new PowerIteration(story, A, start);
  while (!iteration.isSettled() && iteration.taken < steps) iteration.step();
  iteration.finish(isSymmetric);
}

/** Sizes of the two largest eigenvalues, by linalg. */
interface Largest {
  readonly first: number;
  readonly second: number;
}

class PowerIteration<T> {
  taken = 0;
  private x: readonly T[];
  private image: readonly T[];
  private theta: T;
  private readonly largest: Largest;

  constructor(
    private readonly story: Recorder<T>,
    private readonly A: Grid<T>,
    start: readonly T[],
  ) {
    const { arithmetic } = story;
    const { length } = lengthOf(arithmetic, start);
    this.x = start.map((entry) => arithmetic.div(entry, length));
    this.image = this.imageOf(this.x);
    this.theta = dot(arithmetic, this.x, this.image);
    this.largest = largestOf(A.map((row) => row.map(arithmetic.value)));
    this.show();
    const { first, second } = this.largest;
    story.set("A", A);
    story.step({
      title: "Begin with a vector of length 1",
      why:
        A.length === 1
          ? "There is one direction only."
          : `A stretches its part along the dominant eigenvector the most. Each step multiplies the other parts, beside it, by |λ₂/λ₁| = ${quotient(second, first)} or less.`,
      rule: "x = v/‖v‖,  λ ≈ xᵀ·A·x",
      latex:
        "\\mathbf{x} = \\mathbf{v} / \\|\\mathbf{v}\\|, \\quad \\lambda \\approx \\mathbf{x}^{\\mathsf T} A \\mathbf{x}",
      shown: ["A", "x", "A·x", "λ"],
    });
  }

  private imageOf(x: readonly T[]): readonly T[] {
    return this.A.map((row) => dot(this.story.arithmetic, row, x));
  }

  private show(): void {
    this.story.set("x", columnVector(this.x));
    this.story.set("A·x", columnVector(this.image));
    this.story.set("λ", [[this.theta]]);
  }

  /** ‖A·x − λ·x‖, by its largest entry. */
  private error(): number {
    const { mul } = this.story.arithmetic;
    return distance(this.story.arithmetic, [this.image], [this.x.map((entry) => mul(this.theta, entry))]);
  }

  /** Whether A·x is λ·x up to rounding. */
  isSettled(): boolean {
    const { unitRoundoff } = this.story.arithmetic;
    return this.error() <= 2 * (this.A.length + 1) * unitRoundoff * sizeOf(this.story, this.A);
  }

  step(): void {
    const { story } = this;
    const { arithmetic } = story;
    const { sub, div, read, value } = arithmetic;
    const { length } = lengthOf(arithmetic, this.image);
    const signed = value(this.theta) < 0 ? sub(read(0), length) : length;
    this.taken++;
    this.x = this.image.map((entry) => div(entry, signed));
    this.image = this.imageOf(this.x);
    this.theta = dot(arithmetic, this.x, this.image);
    const { text, latex } = arithmetic.write(this.theta);
    story.step(
      {
        title: `Step ${this.taken}: multiply by A, and scale to length 1`,
        why: `A·x is ${text}·x up to ${this.error().toPrecision(3)}.`,
        rule: "x ← A·x/‖A·x‖,  λ ≈ xᵀ·A·x",
        latex: `\\mathbf{x} \\leftarrow A \\mathbf{x} / \\|A \\mathbf{x}\\|, \\quad \\lambda \\approx ${latex}`,
        shown: ["x", "A·x", "λ"],
      },
      () => this.show(),
    );
  }

  finish(isSymmetric: boolean): void {
    const { story, A, theta } = this;
    const { arithmetic } = story;
    const [v] = withLibrarySigns(arithmetic, A, isSymmetric, [{ re: theta, v: this.x }]);
    story.set("values", [[theta]]);
    const steps = `${this.taken} ${this.taken === 1 ? "step" : "steps"}`;
    const title = this.isSettled() ? `After ${steps}, A only stretches x` : `After ${steps}, x has not settled`;
    const isUnfinished = !this.isSettled();
    conclude(story, { A, V: columnVector(v), D: [[theta]], isSymmetric, title, why: this.verdict(), isUnfinished });
  }

  /** What has been found, beside the eigenvalues that linalg knows. */
  private verdict(): string {
    const { story, A } = this;
    const { first, second } = this.largest;
    const size = Math.abs(story.arithmetic.value(this.theta));
    const limit = Math.sqrt(story.arithmetic.unitRoundoff) * sizeOf(story, A);
    if (!this.isSettled()) {
      return first - second <= limit
        ? `The two largest eigenvalues are ${Number(first.toPrecision(6))} in size, both: neither of them wins. Explain them by method: "qr".`
        : `Each step wins a factor of ${quotient(first, second)} only: more steps would settle it.`;
    }
    return first - size > limit
      ? `This is not the dominant eigenvalue, whose size is ${Number(first.toPrecision(6))}: the start has no part along its eigenvector.`
      : "This is the dominant eigenvalue and its eigenvector, with linalg's sign.";
  }
}

function quotient(a: number, b: number): string {
  return b === 0 ? (a === 0 ? "0" : "∞") : String(Number((a / b).toPrecision(3)));
}

function largestOf(rows: number[][]): Largest {
  const values = scope(() => eigvals(array(rows)).toArray() as [number, number][]);
  const [first, second = 0] = values.map(([re, im]) => Math.hypot(re, im)).sort((a, b) => b - a);
  return { first, second };
}

function sizeOf<T>({ arithmetic }: Recorder<T>, A: Grid<T>): number {
  return Math.hypot(...A.flatMap((row) => row.map(arithmetic.value)));
}
