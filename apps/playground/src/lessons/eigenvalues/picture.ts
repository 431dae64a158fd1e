import type { Matrix } from "@linnet/explain";
import type { LessonStep, ResultOf } from "../lesson.js";
import type { Inputs, compute } from "./code.js";
import { spectrumOf } from "./spectrum.js";

type Vector = readonly [number, number];

/** A vector and what A makes of it. */
export interface Pair {
  readonly name: string;
  readonly vector: Vector;
  readonly image: Vector;
}

const DIGITS = "₁₂";

/** The vectors that a step has at hand, or else the visitor's own. */
export function pairsOf({ after }: LessonStep, { A, x }: Inputs): readonly Pair[] {
  const pair = (name: string, vector: Vector): Pair => ({
    name,
    vector,
    image: [A[0][0] * vector[0] + A[0][1] * vector[1], A[1][0] * vector[0] + A[1][1] * vector[1]],
  });
  if (after["x"] !== undefined) return columnsOf(after["x"]).map((column) => pair("x", column));
  const found = (["vectors", "v", "V", "Q"] as const).find((name) => after[name] !== undefined);
  if (found === undefined) return [pair("x", [x[0], x[1]])];
  const letter = found === "Q" ? "q" : "v";
  return columnsOf(after[found]).map((column, j) => pair(`${letter}${DIGITS[j]}`, ofLength1(column)));
}

/** Any multiple of an eigenvector is one: in the picture they are of length 1, so that their images have the length |λ|. */
function ofLength1([x, y]: Vector): Vector {
  const length = Math.hypot(x, y);
  return length === 0 ? [x, y] : [x / length, y / length];
}

function columnsOf(matrix: Matrix): readonly Vector[] {
  return matrix[0].map((_, j): Vector => [matrix[0][j].value, matrix[1][j].value]);
}

/** A direction that stays, and by how much A stretches it. */
export interface Line {
  readonly direction: Vector;
  readonly value: number;
}

/** The directions that stay; none where all of them do. */
export function linesOf({ values, vectors }: ResultOf<typeof compute>, A: Inputs["A"]): readonly Line[] {
  const { kind } = spectrumOf(A);
  if (kind === "complex" || kind === "all") return [];
  const lines = values.map(([value], j): Line => ({ direction: [vectors[0][j][0], vectors[1][j][0]], value }));
  return kind === "defective" ? lines.slice(0, 1) : lines.sort((one, other) => one.value - other.value);
}
