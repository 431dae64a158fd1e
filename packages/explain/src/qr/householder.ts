import { type Grid, columnOf, copyOf, identity } from "../arithmetic/grid.js";
import type { Recorder } from "../story/recorder.js";
import { finishQr, tellSigns } from "./qr-ending.js";
import { reflectColumns, reflectRows, reflectorOf } from "./reflector.js";

/** Tells A = Q·R by reflections, each of which clears a column below the diagonal. */
export function tellHouseholder<T>(story: Recorder<T>, A: Grid<T>): void {
  const [R, Q] = [copyOf(A), identity(story.arithmetic, A.length)];
  story.set("R", R);
  story.set("Q", Q);
  story.step({
    title: "Begin with R = A and Q = I",
    why: "Reflections change no lengths and no angles. Each will send what is left of a column to its first axis; Q collects them, and Q·R stays A.",
    rule: "A = Q·R",
    latex: "R = A, \\quad Q = I",
    shown: ["Q", "R"],
  });
  for (let j = 0; j < Math.min(A.length - 1, A[0].length); j++) reflectColumn(story, Q, R, j);
  tellSigns(story, Q, R);
  finishQr(story, A, Q, R);
}

function reflectColumn<T>(story: Recorder<T>, Q: T[][], R: T[][], j: number): void {
  const { arithmetic } = story;
  const { read, write, mul, sub } = arithmetic;
  const x = columnOf(R, j).slice(j);
  const reflector = reflectorOf(arithmetic, x);
  if (reflector === null) {
    story.step({
      title: `Column ${j + 1} needs no reflection`,
      why: "Below the diagonal it is zero already.",
      latex: `r_{i${j + 1}} = 0 \\quad (i > ${j + 1})`,
      shown: ["R"],
      points: [{ matrix: "R", role: "used", at: x.map((_, i) => [j + i, j]) }],
    });
    return;
  }
  const { v, tau, image } = reflector;
  const row = j + 1;
  story.set("v", [[sub(x[0], image)], ...x.slice(1).map((entry) => [entry])]);
  story.set(
    "H",
    v.map((p, i) => v.map((q, k) => sub(read(i === k ? 1 : 0), mul(tau, mul(p, q))))),
  );
  story.step(
    {
      title: `Reflect column ${row} onto its axis`,
      why: `From row ${row} down it has the length ${write(image).text.replace("-", "")}. The mirror stands orthogonal to v = x − (${write(image).text})·e₁, so that it sends x to ${write(image).text} times the first axis; of the two signs this one adds in v₁ and cancels nothing.`,
      rule: "v = x ± ‖x‖·e₁,  H = I − 2·v·vᵀ/(vᵀ·v)",
      latex: `H \\mathbf{x} = ${write(image).latex} \\, \\mathbf{e}_1, \\quad R \\leftarrow H R, \\quad Q \\leftarrow Q H`,
      shown: ["v", "H", "R", "Q"],
      points: [{ matrix: "R", role: "pivot", at: x.map((_, i) => [j + i, j]) }],
    },
    () => {
      reflectColumns(arithmetic, reflector, R, j);
      reflectRows(arithmetic, reflector, Q, j);
      R.forEach((row, i) => i >= j && (row[j] = i === j ? image : read(0)));
    },
  );
}
