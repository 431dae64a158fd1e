import { NotExactError } from "../arithmetic/exact.js";
import type { Grid } from "../arithmetic/grid.js";
import { latexFactor } from "../story/formula.js";
import type { Recorder } from "../story/recorder.js";
import { crossingsOf } from "./cubic.js";
import { tellEigenvectors } from "./eigenvectors.js";
import { valueAt, writtenPolynomial } from "./polynomial.js";
import { discriminantOf, rootsOfQuadratic } from "./quadratic.js";
import { type Eigenvalue, columnOfValues, nameOf, ordered } from "./spectrum.js";

/** What is known of A beside its entries. */
export interface Known {
  readonly isSymmetric: boolean;
  /** A multiple of the denominators of all entries. */
  readonly denominator: bigint;
}

/** Tells eigenvalues as the roots of det(λ·I − A), for n ≤ 3, and eigenvectors as what A − λ·I sends to zero. */
export function tellCharacteristic<T>(story: Recorder<T>, A: Grid<T>, known: Known): void {
  story.set("A", A);
  story.step({
    title: "Look for directions that A only stretches",
    why: "A·v = λ·v says that A − λ·I sends v to zero. A matrix that sends a direction to zero is singular, so its determinant is 0: that is an equation for λ alone.",
    rule: "A·v = λ·v,  det(λ·I − A) = 0",
    latex: "(A - \\lambda I) \\mathbf{v} = \\mathbf{0}, \\quad \\mathbf{v} \\ne \\mathbf{0}",
    shown: ["A"],
  });
  const p = tellPolynomial(story, A);
  const found = p.length === 4 ? tellCubic(story, p, known) : tellQuadratic(story, A, p, known);
  const spectrum = ordered(story.arithmetic, found);
  story.set("values", columnOfValues(story.arithmetic, spectrum));
  tellEigenvectors(story, A, spectrum, known.isSymmetric);
}

/** 1, −trace, sum of the principal 2 × 2 minors, −det, as far as n goes. */
function tellPolynomial<T>(story: Recorder<T>, A: Grid<T>): readonly T[] {
  const { arithmetic } = story;
  const { add, sub, mul, read, write } = arithmetic;
  const minus = (x: T): T => sub(read(0), x);
  const trace = A.map((row, i) => row[i]).reduce((sum, entry) => add(sum, entry));
  const minor = (i: number, j: number, k: number, l: number): T => sub(mul(A[i][k], A[j][l]), mul(A[i][l], A[j][k]));
  const p = [read(1), minus(trace)];
  let parts = `Its trace is ${write(trace).text}`;
  if (A.length === 2) {
    p.push(minor(0, 1, 0, 1));
    parts = `The trace of A is ${write(trace).text} and its determinant ${write(p[2]).text}`;
  } else if (A.length === 3) {
    const minors = add(add(minor(0, 1, 0, 1), minor(0, 2, 0, 2)), minor(1, 2, 1, 2));
    const [x, y, z] = [minor(1, 2, 1, 2), minor(1, 2, 0, 2), minor(1, 2, 0, 1)];
    const det = add(sub(mul(A[0][0], x), mul(A[0][1], y)), mul(A[0][2], z));
    p.push(minors, minus(det));
    parts = `The trace of A is ${write(trace).text}, its principal 2 × 2 minors add up to ${write(minors).text}, and its determinant is ${write(det).text}`;
  }
  const { text, latex } = writtenPolynomial(arithmetic, p);
  story.set("p", [p]);
  story.step({
    title: "Write the characteristic polynomial",
    why: `${parts}: they are the coefficients of det(λ·I − A) = ${text}.`,
    rule: RULES[A.length - 1],
    latex: `\\det(\\lambda I - A) = ${latex}`,
    shown: ["A", "p"],
    points: [{ matrix: "A", role: "used", at: A.map((_, i) => [i, i]) }],
  });
  return p;
}

const RULES = ["p(λ) = λ − a", "p(λ) = λ² − trace·λ + det", "p(λ) = λ³ − trace·λ² + minors·λ − det"];

function tellQuadratic<T>(story: Recorder<T>, A: Grid<T>, p: readonly T[], known: Known): readonly Eigenvalue<T>[] {
  const { arithmetic } = story;
  const { add, sub, mul, read } = arithmetic;
  if (p.length === 2) return [{ re: A[0][0], im: null, times: 1 }];
  const apart = sub(A[0][0], A[1][1]);
  // b² − 4·c for b = −a₁₁ − a₂₂ and c = a₁₁·a₂₂ − a₁₂·a₂₁, without their cancellation
  const d = add(mul(apart, apart), mul(read(4), mul(A[0][1], A[1][0])));
  return tellRoots(story, "p", p, d, known);
}

/** Roots of a quadratic by its discriminant. */
function tellRoots<T>(
  story: Recorder<T>,
  name: string,
  p: readonly T[],
  d: T,
  { isSymmetric }: Known,
): readonly Eigenvalue<T>[] {
  const { arithmetic } = story;
  const roots = rootsOfQuadratic(arithmetic, p[1], p[2], d);
  const names = roots.map((root) => nameOf(arithmetic, root));
  const { text, latex } = writtenPolynomial(arithmetic, p);
  const sign = arithmetic.isZero(d) ? 0 : Math.sign(arithmetic.value(d));
  const meaning = {
    "-1": "So the roots are a complex pair, and A turns a plane instead of stretching two directions.",
    "0": "So the two roots are one.",
    "1": isSymmetric
      ? "Of a symmetric matrix it is a sum of squares and never negative."
      : "So there are two real roots.",
  }[`${sign}` as "-1" | "0" | "1"];
  const written = arithmetic.write(d);
  story.set("roots", columnOfValues(arithmetic, roots));
  story.step({
    title: `Solve ${text} = 0`,
    why: `The discriminant is ${written.text}. ${meaning}`,
    rule: "λ² + b·λ + c = 0,  λ = (−b ± √(b² − 4·c))/2",
    latex: `${latex} = 0, \\quad \\lambda = ${names.map((name) => name.latex).join(", \\quad ")}`,
    shown: [name, "roots"],
  });
  return roots;
}

/** One root by search, the other two by division. */
function tellCubic<T>(story: Recorder<T>, p: readonly T[], known: Known): readonly Eigenvalue<T>[] {
  const { arithmetic } = story;
  const r = arithmetic.unitRoundoff === 0 ? tellFraction(story, p, known) : tellCrossing(story, p);
  const q = divided(story, p, r);
  const written = arithmetic.write(r);
  const quotient = writtenPolynomial(arithmetic, q);
  story.set("q", [q]);
  story.step({
    title: `Divide by λ − ${written.text.startsWith("-") ? `(${written.text})` : written.text}`,
    why: `What is left has the other two roots: ${quotient.text}.`,
    rule: "p(λ) = (λ − r)·q(λ)",
    latex: `p(\\lambda) = \\left(\\lambda - ${latexFactor(written)}\\right) \\left(${quotient.latex}\\right)`,
    shown: ["p", "q"],
  });
  const d = cleared(story, q, known);
  return merged(story, [{ re: r, im: null, times: 1 }, ...tellRoots(story, "q", q, d, known)]);
}

/** @throws {NotExactError} when no root is a fraction: the roots are then no roots of quadratics either */
function tellFraction<T>(story: Recorder<T>, p: readonly T[], { denominator }: Known): T {
  const { arithmetic } = story;
  const [, b, c, d] = p.map(arithmetic.value);
  // The eigenvalues of denominator·A are roots of a polynomial 1, … of integers: those that are fractions are integers.
  const candidates = crossingsOf(b, c, d).map((x) => `${BigInt(Math.round(x * Number(denominator)))}/${denominator}`);
  const root = candidates.map(arithmetic.read).find((x) => arithmetic.isZero(valueAt(arithmetic, p, x)));
  const { text, latex } = writtenPolynomial(arithmetic, p);
  if (root === undefined) throw new NotExactError("exact eigenvalues must be roots of fractions", `those of ${text}`);
  const written = arithmetic.write(root);
  story.set("r", [[root]]);
  story.step({
    title: "Find a root that is a fraction",
    why: `p(${written.text}) = 0. A fraction that is a root can only have the denominators of A, so that few need to be tried.`,
    rule: "p(r) = 0",
    latex: `\\lambda = ${written.latex}: \\quad ${latex} = 0`,
    shown: ["p", "r"],
  });
  return root;
}

function tellCrossing<T>(story: Recorder<T>, p: readonly T[]): T {
  const { arithmetic } = story;
  const [, b, c, d] = p.map(arithmetic.value);
  const crossings = crossingsOf(b, c, d);
  const smallest = crossings.reduce((best, x) => (Math.abs(x) < Math.abs(best) ? x : best));
  const root = arithmetic.read(smallest);
  const { text, latex } = arithmetic.write(root);
  story.set("r", [[root]]);
  story.step({
    title: "Find a root by halving intervals",
    why: `Every cubic changes its sign somewhere, as this one does at ${text}: of an interval at whose ends the signs differ one half has the same, down to the last digit.`,
    rule: "p(l)·p(h) ≤ 0,  l ≤ r ≤ h",
    latex: `p(${latex}) \\approx 0`,
    shown: ["p", "r"],
  });
  return root;
}

/** p/(λ − r), each coefficient from the end where it does not cancel. */
function divided<T>({ arithmetic }: Recorder<T>, [one, b, c, d]: readonly T[], r: T): readonly T[] {
  const { add, sub, mul, div, read, value, isZero } = arithmetic;
  if (isZero(r)) return [one, b, c];
  const last = div(sub(read(0), d), r);
  const isSmall = Math.abs(value(r)) ** 3 <= Math.abs(value(d));
  return [one, isSmall ? add(b, r) : div(sub(last, c), mul(r, one)), last];
}

/** The discriminant of q, 0 where it is no more than rounding. */
function cleared<T>({ arithmetic }: Recorder<T>, [, b, c]: readonly T[], { isSymmetric }: Known): T {
  const d = discriminantOf(arithmetic, b, c);
  const size = arithmetic.value(b) ** 2 + 4 * Math.abs(arithmetic.value(c));
  const isRounding = Math.abs(arithmetic.value(d)) <= 64 * arithmetic.unitRoundoff * size;
  return isRounding || (isSymmetric && arithmetic.value(d) < 0) ? arithmetic.read(0) : d;
}

/** Roots that agree to half of the digits count as one, their mean: coefficients rounded by u move a double root by √u. */
function merged<T>({ arithmetic }: Recorder<T>, roots: readonly Eigenvalue<T>[]): readonly Eigenvalue<T>[] {
  const { add, div, read, value, unitRoundoff } = arithmetic;
  if (unitRoundoff === 0 || roots.some(({ im }) => im !== null)) return roots;
  const limit = Math.sqrt(64 * unitRoundoff) * Math.max(...roots.map(({ re }) => Math.abs(value(re))));
  const each = roots.flatMap(({ re, times }) => Array.from({ length: times }, () => re));
  const clusters = each
    .sort((a, b) => value(a) - value(b))
    .reduce((list: T[][], re) => {
      const cluster: T[] | undefined = list[list.length - 1];
      const isNear = cluster !== undefined && value(re) - value(cluster[cluster.length - 1]) <= limit;
      return isNear ? [...list.slice(0, -1), [...cluster, re]] : [...list, [re]];
    }, []);
  return clusters.map((cluster) => {
    const mean = div(
      cluster.reduce((sum, re) => add(sum, re)),
      read(cluster.length),
    );
    return { re: mean, im: null, times: cluster.length };
  });
}
