import { type Grid, copyOf, identity } from "../arithmetic/grid.js";
import { lengthOf } from "../arithmetic/length.js";
import type { Recorder } from "../story/recorder.js";
import { finishQr, tellSigns } from "./qr-ending.js";

/** Tells A = Q·R by rotations of two rows, each of which makes one entry zero. */
export function tellGivens<T>(story: Recorder<T>, A: Grid<T>): void {
  const { arithmetic } = story;
  const [R, Q] = [copyOf(A), identity(arithmetic, A.length)];
  story.set("R", R);
  story.set("Q", Q);
  story.step({
    title: "Begin with R = A and Q = I",
    why: "Rotations change no lengths and no angles. Each will turn two rows so that one entry below the diagonal becomes zero; Q collects them, and Q·R stays A.",
    rule: "A = Q·R",
    latex: "R = A, \\quad Q = I",
    shown: ["Q", "R"],
  });
  for (let j = 0; j < A[0].length; j++) {
    for (let i = j + 1; i < A.length; i++) if (!arithmetic.isZero(R[i][j])) rotateRows(story, Q, R, j, i);
  }
  tellSigns(story, Q, R);
  finishQr(story, A, Q, R);
}

/** Turns rows j and i, and makes entry (i, j) zero. The cosine is not negative, as in linalg's `givens`. */
function rotateRows<T>(story: Recorder<T>, Q: T[][], R: T[][], j: number, i: number): void {
  const { add, sub, mul, div, read, value, write } = story.arithmetic;
  const [a, b] = [R[j][j], R[i][j]];
  const { length } = lengthOf(story.arithmetic, [a, b]);
  const r = value(a) < 0 ? sub(read(0), length) : length;
  const [c, s] = [div(a, r), div(b, r)];
  const mixed = (x: T, y: T): readonly [T, T] => [add(mul(c, x), mul(s, y)), sub(mul(c, y), mul(s, x))];
  const degrees = Number(((Math.atan2(value(s), value(c)) * 180) / Math.PI).toPrecision(6));
  story.step(
    {
      title: `Rotate rows ${j + 1} and ${i + 1} by ${degrees}°`,
      why: `Of the column (${write(a).text}, ${write(b).text}) in these rows the rotation makes (${write(r).text}, 0): entry (${i + 1}, ${j + 1}) becomes zero.`,
      rule: "c = a/r,  s = b/r,  Rⱼ ← c·Rⱼ + s·Rᵢ,  Rᵢ ← c·Rᵢ − s·Rⱼ",
      latex: `c = ${write(c).latex}, \\quad s = ${write(s).latex}`,
      shown: ["R", "Q"],
      points: [
        {
          matrix: "R",
          role: "pivot",
          at: [
            [j, j],
            [i, j],
          ],
        },
      ],
    },
    () => {
      R[j].forEach((_, k) => ([R[j][k], R[i][k]] = mixed(R[j][k], R[i][k])));
      for (const row of Q) [row[j], row[i]] = mixed(row[j], row[i]);
      [R[j][j], R[i][j]] = [r, read(0)];
    },
  );
}
