import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Draft, type Grid, columnOf } from "../arithmetic/grid.js";
import { latexDeterminant, latexFactor, latexSum } from "../story/formula.js";
import type { Pointer, Recorder } from "../story/recorder.js";

/** A row or a column, along which a determinant is expanded. */
interface Line {
  readonly isRow: boolean;
  readonly index: number;
}

/**
 * Tells the expansion of a determinant of up to 4 × 4 along the row or column that has the most zeros.
 *
 * @returns the determinant
 */
export function expandByCofactors<T>(story: Recorder<T>, A: Grid<T>): T {
  story.set("A", A);
  if (A.length <= 2) return expandSmall(story, A);
  const line = lineOfZeros(story.arithmetic, A);
  const terms = begin(story, A, line);
  terms[0].forEach((term, k) => {
    if (term === null) strikeOut(story, A, line.isRow ? [line.index, k] : [k, line.index], terms[0], k);
  });
  return addUp(story, terms);
}

function expandSmall<T>(story: Recorder<T>, A: Grid<T>): T {
  const { arithmetic } = story;
  const det = determinantOf(arithmetic, A);
  const products = A.length === 1 ? [[det]] : [termsOf(arithmetic, A)];
  const points: Pointer[] = [{ matrix: "A", role: "used", at: A.flatMap((row, i) => row.map((_, j) => [i, j])) }];
  story.set("terms", products);
  story.set("det", [[det]]);
  story.step({
    title: A.length === 1 ? "A single entry is its own determinant" : "Multiply along the diagonals",
    why:
      A.length === 1
        ? "The map x ↦ a·x stretches lengths by a."
        : "The product along the one diagonal, less the product along the other, is the area of the parallelogram that the columns span, with a sign.",
    ...(A.length === 1 ? {} : { rule: "det A = a₁₁·a₂₂ − a₁₂·a₂₁" }),
    latex: `\\det A = ${A.length === 1 ? "" : `${latexExpansion(arithmetic, A)} = `}${arithmetic.write(det).latex}`,
    shown: ["A", "terms", "det"],
    points,
  });
  return det;
}

/** The first row, or else column, that has the most zeros. */
function lineOfZeros<T>({ isZero }: Arithmetic<T>, A: Grid<T>): Line {
  const zeros = (entries: readonly T[]): number => entries.filter(isZero).length;
  const lines = [
    ...A.map((row, index) => ({ isRow: true, index, zeros: zeros(row) })),
    ...A.map((_, index) => ({ isRow: false, index, zeros: zeros(columnOf(A, index)) })),
  ];
  return lines.reduce((best, line) => (line.zeros > best.zeros ? line : best));
}

/** The terms of the expansion, those of zeros being known. */
function begin<T>(story: Recorder<T>, A: Grid<T>, { isRow, index }: Line): Draft<T> {
  const { isZero, read } = story.arithmetic;
  const entries = isRow ? A[index] : columnOf(A, index);
  const terms: Draft<T> = [entries.map((entry) => (isZero(entry) ? read(0) : null))];
  const zeros = entries.filter(isZero).length;
  const name = `${isRow ? "row" : "column"} ${index + 1}`;
  story.set("terms", terms);
  story.step({
    title: `Expand along ${name}`,
    why: `Each entry of ${name} is multiplied by the determinant of what is left without its row and its column, its minor, and by a sign. ${zeros === 0 ? "Any row or column would do." : `No other row or column has more zeros, and a zero needs no minor.`}`,
    rule: isRow ? "det A = ∑ⱼ (−1)ⁱ⁺ʲ·aᵢⱼ·Mᵢⱼ" : "det A = ∑ᵢ (−1)ⁱ⁺ʲ·aᵢⱼ·Mᵢⱼ",
    latex: `\\det A = ${latexSum(
      entries.map((_, k) => {
        const [i, j] = isRow ? [index, k] : [k, index];
        return `${(i + j) % 2 === 0 ? "" : "-"}a_{${i + 1}${j + 1}} M_{${i + 1}${j + 1}}`;
      }),
    )}`,
    shown: ["A", "terms"],
    points: [{ matrix: "A", role: "used", at: entries.map((_, k) => (isRow ? [index, k] : [k, index])) }],
  });
  return terms;
}

function strikeOut<T>(
  story: Recorder<T>,
  A: Grid<T>,
  [i, j]: readonly [number, number],
  terms: (T | null)[],
  k: number,
): void {
  const { arithmetic } = story;
  const { mul, write } = arithmetic;
  const left = without(A, i, j);
  const minor = determinantOf(arithmetic, left);
  const isEven = (i + j) % 2 === 0;
  const term = signed(arithmetic, i + j, mul(A[i][j], minor));
  const name = `M${"₁₂₃₄"[i]}${"₁₂₃₄"[j]}`;
  story.set(name, left);
  story.step(
    {
      title: `Strike out row ${i + 1} and column ${j + 1}`,
      why: `What is left has the determinant ${write(minor).text}. ${i + 1} + ${j + 1} is ${isEven ? "even, so that the sign is +" : "odd, so that the sign is −"}; with the entry ${write(A[i][j]).text} the term is ${write(term).text}.`,
      rule: "(−1)ⁱ⁺ʲ·aᵢⱼ·Mᵢⱼ",
      latex: `M_{${i + 1}${j + 1}} = ${latexDeterminant(arithmetic, left)} = ${latexExpansion(arithmetic, left)} = ${write(minor).latex}`,
      shown: ["A", name, "terms"],
      points: [
        { matrix: "A", role: "pivot", at: [[i, j]] },
        {
          matrix: "A",
          role: "used",
          at: A.flatMap((row, r) => row.map((_, c): [number, number] => [r, c])).filter(([r, c]) => r !== i && c !== j),
        },
      ],
    },
    () => {
      terms[k] = term;
    },
  );
}

function addUp<T>(story: Recorder<T>, [row]: Draft<T>): T {
  const { add, write, read } = story.arithmetic;
  const terms = row.flatMap((term) => (term === null ? [] : [term]));
  const det = terms.reduce(add, read(0));
  story.set("det", [[det]]);
  story.step({
    title: "Add up the terms",
    why: `They add up to ${write(det).text}, whichever row or column is chosen.`,
    rule: "det A = ∑ⱼ (−1)ⁱ⁺ʲ·aᵢⱼ·Mᵢⱼ",
    latex: `\\det A = ${latexSum(terms.map((term) => write(term).latex))} = ${write(det).latex}`,
    shown: ["A", "terms", "det"],
    points: [{ matrix: "terms", role: "used", at: terms.map((_, k) => [0, k]) }],
  });
  return det;
}

/** The determinant, by expansion along the first row. */
function determinantOf<T>(arithmetic: Arithmetic<T>, A: Grid<T>): T {
  return A.length === 1 ? A[0][0] : termsOf(arithmetic, A).reduce(arithmetic.add);
}

function termsOf<T>(arithmetic: Arithmetic<T>, A: Grid<T>): T[] {
  return A[0].map((entry, j) =>
    signed(arithmetic, j, arithmetic.mul(entry, determinantOf(arithmetic, without(A, 0, j)))),
  );
}

/** (−1)ᵏ·x; 0 stays 0. */
function signed<T>({ sub, read }: Arithmetic<T>, k: number, x: T): T {
  return k % 2 === 0 ? x : sub(read(0), x);
}

/** What `determinantOf` adds up, for math mode: a·d − b·c for 2 × 2. */
function latexExpansion<T>(arithmetic: Arithmetic<T>, A: Grid<T>): string {
  return latexSum(
    A[0].map((entry, j) => {
      const left = without(A, 0, j);
      const minor = left.length === 1 ? latexFactor(arithmetic.write(left[0][0])) : latexDeterminant(arithmetic, left);
      return `${j % 2 === 0 ? "" : "-"}${latexFactor(arithmetic.write(entry))} \\cdot ${minor}`;
    }),
  );
}

/** A without row i and column j. */
function without<T>(A: Grid<T>, i: number, j: number): T[][] {
  return A.filter((_, r) => r !== i).map((row) => row.filter((_, c) => c !== j));
}
