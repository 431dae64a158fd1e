import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { NotExactError } from "../arithmetic/exact.js";
import { type Grid, dot, filled, product, transposed } from "../arithmetic/grid.js";
import type { Recorder } from "../story/recorder.js";
import { conclude } from "./conclusion.js";
import { withLibrarySigns } from "./library-signs.js";
import { nullSpaceOf, orthogonal } from "./null-space.js";
import { type Eigenvalue, nameOf } from "./spectrum.js";

/** Vectors of one eigenvalue; of a complex pair the two that span its plane, x and y of x + i·y. */
interface Block<T> {
  readonly eigenvalue: Eigenvalue<T>;
  readonly vectors: readonly (readonly T[])[];
}

/** Tells the eigenvectors of all eigenvalues of a small matrix, and that A·V is V·D. */
export function tellEigenvectors<T>(
  story: Recorder<T>,
  A: Grid<T>,
  spectrum: readonly Eigenvalue<T>[],
  isSymmetric: boolean,
): void {
  const found = spectrum.map((eigenvalue) => tellBlock(story, A, eigenvalue, isSymmetric));
  story.set("vectors", transposed(found.flatMap(({ vectors }) => vectors)));
  const scaled = scaledToLengthOne(story.arithmetic, A, found);
  const blocks = withSigns(story.arithmetic, A, scaled ?? found, isSymmetric);
  tellLengths(story, blocks, scaled !== null);
  conclude(story, {
    A,
    ...matricesOf(story.arithmetic, blocks),
    isSymmetric,
    ...(scaled === null ? { title: "A·V is V·D" } : {}),
    ...endOf(story.arithmetic, blocks, A.length),
  });
}

function tellBlock<T>(story: Recorder<T>, A: Grid<T>, eigenvalue: Eigenvalue<T>, isSymmetric: boolean): Block<T> {
  return eigenvalue.im === null
    ? tellDirections(story, A, eigenvalue, isSymmetric)
    : tellPlane(story, A, eigenvalue, eigenvalue.im);
}

function tellDirections<T>(story: Recorder<T>, A: Grid<T>, eigenvalue: Eigenvalue<T>, isSymmetric: boolean): Block<T> {
  const { arithmetic } = story;
  const { re, times } = eigenvalue;
  const shifted = shiftedBy(arithmetic, A, re);
  const basis = nullSpaceOf(arithmetic, shifted, { least: 1, most: times, tolerance: toleranceOf(arithmetic, A) });
  const vectors = isSymmetric ? orthogonal(arithmetic, basis) : basis;
  const name = nameOf(arithmetic, eigenvalue);
  const tuples = vectors.map((v) => tupleOf(arithmetic, v));
  const all =
    vectors.length === 1
      ? `sends ${tuples[0]} to zero, and every multiple of it`
      : `sends ${tuples.join(" and ")} to zero, and every combination of them`;
  const few =
    vectors.length < times
      ? ` λ is a ${timesOf(times)} root, but there ${vectors.length === 1 ? "is one direction" : `are ${vectors.length} directions`} only.`
      : "";
  story.set("A − λ·I", shifted);
  story.set("v", transposed(vectors));
  story.step({
    title: `Find the ${vectors.length === 1 ? "eigenvector" : "eigenvectors"} of λ = ${name.text}`,
    why: `A − λ·I ${all}.${few}`,
    rule: "(A − λ·I)·v = 0",
    latex: `\\left(A - \\lambda I\\right) \\mathbf{v} = \\mathbf{0}, \\quad \\lambda = ${name.latex}`,
    shown: ["A − λ·I", "v"],
  });
  return { eigenvalue, vectors };
}

function tellPlane<T>(story: Recorder<T>, A: Grid<T>, eigenvalue: Eigenvalue<T>, im: T): Block<T> {
  const { arithmetic } = story;
  const { add, sub, mul, div } = arithmetic;
  const { re } = eigenvalue;
  const shifted = shiftedBy(arithmetic, A, re);
  // (A − α·I)² + β²·I sends the whole plane to zero.
  const squared = product(arithmetic, shifted, shifted).map((row, i) =>
    row.map((entry, j) => (i === j ? add(entry, mul(im, im)) : entry)),
  );
  const [x] = nullSpaceOf(arithmetic, squared, { least: 2, most: 2, tolerance: 0 });
  const y = shifted.map((row) => div(sub(arithmetic.read(0), dot(arithmetic, row, x)), im));
  const name = nameOf(arithmetic, eigenvalue);
  story.set("A − α·I", shifted);
  story.set("v", transposed([x, y]));
  story.step({
    title: `Find the plane of λ = ${name.text}`,
    why: `A stretches no direction of this plane, it turns them. With α = ${arithmetic.write(re).text} and β = ${arithmetic.write(im).text}, A·x is α·x − β·y and A·y is β·x + α·y for x = ${tupleOf(arithmetic, x)} and y = ${tupleOf(arithmetic, y)}: the eigenvectors are x ± i·y.`,
    rule: "λ = α ± β·i,  (A − α·I)·x = −β·y,  (A − α·I)·y = β·x",
    latex: `A (\\mathbf{x} \\pm i \\mathbf{y}) = \\lambda (\\mathbf{x} \\pm i \\mathbf{y}), \\quad \\lambda = ${name.latex}`,
    shown: ["A − α·I", "v"],
  });
  return { eigenvalue, vectors: [x, y] };
}

/** Vectors of length 1, both of a plane by one factor; null where exact numbers cannot hold them and what A makes of them. */
function scaledToLengthOne<T>(
  arithmetic: Arithmetic<T>,
  A: Grid<T>,
  blocks: readonly Block<T>[],
): readonly Block<T>[] | null {
  const { add, div, sqrt } = arithmetic;
  try {
    const scaled = blocks.map(({ eigenvalue, vectors }): Block<T> => {
      const squares = vectors.map((v) => dot(arithmetic, v, v));
      const whole = squares.reduce((sum, square) => add(sum, square));
      const lengths = squares.map((square) => sqrt(eigenvalue.im === null ? square : whole));
      return { eigenvalue, vectors: vectors.map((v, k) => v.map((entry) => div(entry, lengths[k]))) };
    });
    const { V, D } = matricesOf(arithmetic, scaled);
    product(arithmetic, A, V);
    product(arithmetic, V, D);
    return scaled;
  } catch (error) {
    if (error instanceof NotExactError) return null;
    throw error;
  }
}

/** Real eigenvectors with linalg's signs. */
function withSigns<T>(
  arithmetic: Arithmetic<T>,
  A: Grid<T>,
  blocks: readonly Block<T>[],
  isSymmetric: boolean,
): readonly Block<T>[] {
  return blocks.map((block) => {
    if (block.eigenvalue.im !== null) return block;
    const columns = block.vectors.map((v) => ({ re: block.eigenvalue.re, v }));
    return { ...block, vectors: withLibrarySigns(arithmetic, A, isSymmetric, columns) };
  });
}

function tellLengths<T>(story: Recorder<T>, blocks: readonly Block<T>[], isScaled: boolean): void {
  const isReal = blocks.every(({ eigenvalue }) => eigenvalue.im === null);
  const said = isScaled
    ? {
        title: "Scale the vectors to length 1",
        why: `Any multiple of an eigenvector is one. linalg gives them length 1${isReal ? ", and these signs" : "; complex ones are any complex multiples of x ± i·y"}.`,
        rule: "v ← ±v/‖v‖",
        latex: "\\mathbf{v} \\leftarrow \\pm \\mathbf{v} / \\|\\mathbf{v}\\|",
      }
    : {
        title: "Choose the signs",
        why: "Any multiple of an eigenvector is one. The lengths of these would need more roots than p + q·√s has, so they are left as they are; linalg scales them to 1. The signs are linalg's.",
        rule: "v ← ±v",
        latex: "\\mathbf{v} \\leftarrow \\pm \\mathbf{v}",
      };
  story.step({ ...said, shown: ["values", "vectors"] }, () =>
    story.set("vectors", transposed(blocks.flatMap(({ vectors }) => vectors))),
  );
}

/** The vectors in columns, and λ of each direction or [α, β; −β, α] of each plane on a diagonal. */
function matricesOf<T>({ read, sub }: Arithmetic<T>, blocks: readonly Block<T>[]): { V: Grid<T>; D: Grid<T> } {
  const V = transposed(blocks.flatMap(({ vectors }) => vectors));
  const size = V[0].length;
  const D = filled(size, size, () => read(0));
  let at = 0;
  for (const { eigenvalue, vectors } of blocks) {
    vectors.forEach((_, k) => (D[at + k][at + k] = eigenvalue.re));
    if (eigenvalue.im !== null) [D[at][at + 1], D[at + 1][at]] = [eigenvalue.im, sub(read(0), eigenvalue.im)];
    at += vectors.length;
  }
  return { V, D };
}

/** What the last step says of what was found. */
function endOf<T>(arithmetic: Arithmetic<T>, blocks: readonly Block<T>[], n: number): { title?: string; why?: string } {
  const plane = blocks.find(({ eigenvalue }) => eigenvalue.im !== null)?.eigenvalue;
  if (plane !== undefined && plane.im !== null) {
    const [alpha, beta] = [arithmetic.value(plane.re), arithmetic.value(plane.im)];
    const degrees = Number(((Math.atan2(beta, alpha) * 180) / Math.PI).toPrecision(6));
    const growth = Number(Math.hypot(alpha, beta).toPrecision(6));
    const title = "A turns a plane";
    return { title, why: `In the basis of x and y, A turns by ${degrees}° and stretches by ${growth}.` };
  }
  const poor = blocks.find(({ eigenvalue, vectors }) => vectors.length < eigenvalue.times)?.eigenvalue;
  if (poor === undefined) return {};
  const found = blocks.reduce((sum, { vectors }) => sum + vectors.length, 0);
  return {
    title: "A has too few eigenvectors",
    why: `λ = ${arithmetic.write(poor.re).text} is a ${timesOf(poor.times)} root without as many directions: A is defective, and ${found} of ${n} columns are all that V can have.`,
  };
}

function shiftedBy<T>({ sub }: Arithmetic<T>, A: Grid<T>, shift: T): T[][] {
  return A.map((row, i) => row.map((entry, j) => (i === j ? sub(entry, shift) : entry)));
}

/** Up to which size a pivot of A − λ·I counts as 0: λ is known to u, or to √u as a root of a cubic. */
function toleranceOf<T>({ unitRoundoff, value }: Arithmetic<T>, A: Grid<T>): number {
  const scale = Math.max(...A.flatMap((row) => row.map((entry) => Math.abs(value(entry)))));
  return (A.length < 3 ? 8 * unitRoundoff : Math.sqrt(64 * unitRoundoff)) * scale;
}

function timesOf(times: number): string {
  return times === 2 ? "double" : "triple";
}

function tupleOf<T>({ write }: Arithmetic<T>, v: readonly T[]): string {
  return `(${v.map((entry) => write(entry).text).join(", ")})`;
}
