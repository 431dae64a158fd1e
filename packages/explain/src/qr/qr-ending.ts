import { type Grid, distance, identity, product, transposed } from "../arithmetic/grid.js";
import type { Recorder } from "../story/recorder.js";

/** Gives R linalg's diagonal, which is never negative, and Q the signs that go with it. */
export function tellSigns<T>(story: Recorder<T>, Q: T[][], R: T[][]): void {
  const { arithmetic } = story;
  const { read, sub, value, isZero } = arithmetic;
  const turned = R.flatMap((row, i) => (i < row.length && value(row[i]) < 0 ? [i] : []));
  if (turned.length === 0) return;
  const minus = (x: T): T => (isZero(x) ? x : sub(read(0), x));
  const rows = turned.map((i) => i + 1);
  story.step(
    {
      title: `Turn the signs of ${rows.length === 1 ? `row ${rows[0]}` : `rows ${rows.join(", ")}`} of R`,
      why: "The columns of Q turn with them, so that the product stays. With a diagonal that is not negative Q and R are unique, where the columns of A are independent: linalg has them so.",
      rule: "rᵢᵢ ≥ 0",
      latex: rows.map((i) => `r_{${i}${i}} \\leftarrow -r_{${i}${i}}`).join(", \\quad "),
      shown: ["Q", "R"],
    },
    () => {
      for (const i of turned) {
        R[i] = R[i].map(minus);
        for (const row of Q) row[i] = minus(row[i]);
      }
    },
  );
}

/** Tells that A is Q·R, of which the first min(m, n) columns and rows are kept. */
export function finishQr<T>(story: Recorder<T>, A: Grid<T>, fullQ: Grid<T>, fullR: Grid<T>): void {
  const { arithmetic } = story;
  const k = Math.min(A.length, A[0].length);
  const Q = fullQ.map((row) => row.slice(0, k));
  const R = fullR.slice(0, k);
  const whole = product(arithmetic, Q, R);
  const gram = product(arithmetic, transposed(Q), Q);
  const error = distance(arithmetic, A, whole);
  const loss = distance(arithmetic, gram, identity(arithmetic, k));
  const rest = A.length > k ? ` Of Q and R the first ${k} columns and rows are kept: the others only meet zeros.` : "";
  story.set("Q", Q);
  story.set("R", R);
  story.set("Q·R", whole);
  story.set("QᵀQ", gram);
  story.step({
    title: "A is Q·R, and the columns of Q are orthonormal",
    why: `${
      error === 0 && loss === 0
        ? "Q·R is A, and QᵀQ is the identity."
        : `Q·R differs from A by at most ${error.toPrecision(3)}, and QᵀQ from the identity by ${loss.toPrecision(3)}: that is what rounding has cost.`
    }${rest}`,
    rule: "A = Q·R,  QᵀQ = I",
    latex: "A = Q R, \\quad Q^{\\mathsf T} Q = I",
    shown: ["Q", "R", "Q·R", "QᵀQ"],
  });
}
