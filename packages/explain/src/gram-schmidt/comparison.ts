import { type Draft, type Grid, blank, columnOf, copyOf, identity, transposed } from "../arithmetic/grid.js";
import { reflectColumns, reflectRows, reflectorOf } from "../qr/reflector.js";
import { Recorder } from "../story/recorder.js";
import { Orthogonalization } from "./orthogonalization.js";

const NAMES = ["classical", "modified", "householder"] as const;

/** Tells how orthogonal the columns of Q are that Gram–Schmidt, twice, and Householder make of A. */
export function tellComparison<T>(op: string, story: Recorder<T>, A: Grid<T>): void {
  const { arithmetic } = story;
  const processes = [false, true].map(
    (isModified) => new Orthogonalization(op, new Recorder(arithmetic), A, isModified),
  );
  const reflected = householderColumns(story, A);
  const drafts = NAMES.map((): Draft<T> => blank(A.length, A[0].length));
  NAMES.forEach((name, i) => story.set(name, drafts[i]));
  story.set("A", A);
  story.step({
    title: "Make the columns of A orthonormal in three ways",
    why: "Classical Gram–Schmidt measures each column as it was against the directions before it, modified Gram–Schmidt what is left of it, and Householder reflects. Without rounding the three are the same.",
    rule: "rᵢⱼ = qᵢ·aⱼ,  rᵢⱼ = qᵢ·v,  H = I − 2·v·vᵀ/(vᵀ·v)",
    latex: "Q^{\\mathsf T} Q = I",
    shown: ["A", ...NAMES],
  });
  let losses: readonly number[] = [];
  A[0].forEach((_, j) => {
    for (const process of processes) process.take(j);
    const all = [processes[0].columns, processes[1].columns, reflected.slice(0, j + 1)];
    losses = all.map((columns) => lossOf(columns.map((column) => column.map(arithmetic.value))));
    story.step(
      {
        title: `Column ${j + 1} becomes direction ${j + 1}`,
        why:
          j === 0
            ? "It is scaled to length 1; nothing else can go wrong yet."
            : `Scaling what was left of it to length 1 has scaled its rounding errors, too. Orthogonality lost so far: ${told(losses)}.`,
        rule: "‖I − QᵀQ‖",
        latex: `\\|I - Q^{\\mathsf T} Q\\|: \\quad ${losses.map((loss) => arithmetic.write(arithmetic.read(loss)).latex).join(", \\;")}`,
        shown: [...NAMES, "loss"],
      },
      () => {
        all.forEach((columns, i) => columns[j].forEach((entry, k) => (drafts[i][k][j] = entry)));
        story.set("loss", [losses.map(arithmetic.read)]);
      },
    );
  });
  story.set("loss", [losses.map(arithmetic.read)]);
  story.step({
    title: "Compare what is left of orthogonality",
    why: `‖I − QᵀQ‖ is ${told(losses)}. It grows with the square of the condition κ of A, with κ, and not at all: that is why linalg's qr reflects.`,
    rule: "‖I − QᵀQ‖ ≈ κ²·u,  κ·u,  u",
    latex: "\\|I - Q^{\\mathsf T} Q\\| \\approx \\kappa^2 u, \\; \\kappa u, \\; u",
    shown: [...NAMES, "loss"],
  });
}

function told([classical, modified, householder]: readonly number[]): string {
  const short = (loss: number): string => String(Number(loss.toPrecision(3)));
  return `${short(classical)} classically, ${short(modified)} modified, ${short(householder)} by Householder`;
}

/** ‖I − QᵀQ‖, the root of the sum of squares, of columns of doubles. */
function lossOf(columns: readonly (readonly number[])[]): number {
  const entries = columns.flatMap((p, i) =>
    columns.map((q, j) => p.reduce((sum, entry, k) => sum + entry * q[k], 0) - Number(i === j)),
  );
  return Math.hypot(...entries);
}

/** The columns of Householder's Q, with the signs that Gram–Schmidt gives them. */
function householderColumns<T>({ arithmetic }: Recorder<T>, A: Grid<T>): readonly (readonly T[])[] {
  const { read, sub, value } = arithmetic;
  const [R, Q] = [copyOf(A), identity(arithmetic, A.length)];
  A[0].forEach((_, j) => {
    const reflector = reflectorOf(arithmetic, columnOf(R, j).slice(j));
    if (reflector === null) return;
    reflectColumns(arithmetic, reflector, R, j);
    reflectRows(arithmetic, reflector, Q, j);
  });
  return transposed(Q)
    .slice(0, A[0].length)
    .map((q, j) => (value(R[j][j]) < 0 ? q.map((entry) => sub(read(0), entry)) : q));
}
