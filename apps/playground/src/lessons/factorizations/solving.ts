import type { Matrices, Matrix } from "@linnet/explain";
import { scientific, short } from "../../ui/format.js";
import { column } from "../entries.js";
import type { LessonStep, ResultOf } from "../lesson.js";
import type { Inputs, compute } from "./code.js";
import { COSTS, familyOf } from "./ways.js";

type Solved = NonNullable<ResultOf<typeof compute>["solved"]>;

/** The two steps from b to x, with the factors that the story ended with. */
export function solving(factors: Matrices, { b, by }: Inputs, solved: Solved): readonly LessonStep[] {
  const y = column(solved.y);
  const first = familyOf(by) === "QR" ? undoQ(factors["Q"], b, y) : downL(factors, b, y, by === "lu");
  const { name, latex, entry, matrix } = upper(factors, by);
  const { once, each } = COSTS[by];
  const last: LessonStep = {
    title: `Solve ${name}·x = y, from the last row up`,
    why: `The last row has one unknown, the row above one more. ${outcome(solved)} Taking A apart takes ${once} operations, once; each further b takes ${each}.`,
    before: {},
    after: { [name]: matrix, y, x: column(solved.x) },
    highlighted: found("x", solved.x),
    latex: `${latex} \\mathbf{x} = \\mathbf{y}, \\quad x_i = \\Bigl(y_i - \\sum_{j>i} ${entry}_{${name === "Lᵀ" ? "ji" : "ij"}} x_j\\Bigr) \\Big/ ${entry}_{ii}`,
    code: "back",
  };
  return [{ ...first, highlighted: found("y", solved.y), code: "forward" }, last];
}

/** The factor that is upper triangular. */
function upper(factors: Matrices, by: Inputs["by"]) {
  const name = { LU: "U", QR: "R", LLT: "Lᵀ" }[familyOf(by)];
  if (name !== "Lᵀ") return { name, latex: name, entry: name.toLowerCase(), matrix: factors[name] };
  const L = factors["L"];
  return { name, latex: "L^{\\mathsf T}", entry: "l", matrix: L[0].map((_, j) => L.map((row) => row[j])) };
}

type Beginning = Omit<LessonStep, "highlighted">;

function downL(factors: Matrices, b: readonly number[], y: Matrix, isOrdered: boolean): Beginning {
  const shown = { L: factors["L"], b: column(b), y };
  const l = isOrdered || "U" in factors ? "" : " / l_{ii}";
  const sum = "\\sum_{j<i} l_{ij} y_j";
  const known = `${isOrdered ? "b_{p_i}" : "b_i"} - ${sum}`;
  return {
    title: `Solve L·y = ${isOrdered ? "b[p]" : "b"}, from the first row down`,
    why: `Each row of L has one unknown more than the row above: take away what is known.${isOrdered ? " The entries of b come in the order p of the rows." : ""} That takes n² operations.`,
    before: {},
    after: isOrdered ? { p: factors["p"], ...shown } : shown,
    latex: `L \\mathbf{y} = ${isOrdered ? "P " : ""}\\mathbf{b}, \\quad y_i = ${l === "" ? known : `\\Bigl(${known}\\Bigr)${l}`}`,
  };
}

function undoQ(Q: Matrix, b: readonly number[], y: Matrix): Beginning {
  return {
    title: "Undo Q: y = Qᵀ·b",
    why: "The columns of Q are orthonormal, so that Qᵀ undoes Q. Nothing is eliminated; that takes 2·n² operations.",
    before: {},
    after: { Q, b: column(b), y },
    latex: "\\mathbf{y} = Q^{\\mathsf T} \\mathbf{b}",
  };
}

function outcome({ truth, error }: Solved): string {
  if (error < 1e-12) return "Put into A·x, this x gives b.";
  const right = truth.map((value) => short(value)).join(", ");
  return `Solved in doubles, x is (${right}): rounding the factors has cost a relative error of ${scientific(error)}.`;
}

/** Marks all entries of a vector as what the step has found. */
function found(matrix: string, values: readonly number[]): LessonStep["highlighted"] {
  return values.map((_, row) => ({ side: "after", matrix, row, column: 0, role: "written" }));
}
