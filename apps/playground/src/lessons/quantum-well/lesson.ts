import { choice, integer, number, ofView } from "../../state/fields.js";
import { percent, scientific, short } from "../../ui/format.js";
import { entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import type { compute } from "./code.js";

export type Result = ResultOf<typeof compute>;

const fields = {
  shape: choice<"box" | "spring" | "finite" | "double">("box", ["box", "spring", "finite", "double"]),
  depth: number(200, { least: 0, most: 1000 }),
  points: integer(199, { least: 9, most: 299 }),
  /** How many states are drawn. */
  states: ofView(integer(3, { least: 1, most: 5 })),
};

type Inputs = { readonly shape: keyof typeof WELLS; readonly points: number; readonly depth: number };

const WELLS = {
  box: "Between two walls",
  spring: "On a spring",
  finite: "In a well of finite depth",
  double: "In two wells with a wall between them",
};

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ energies, known }, { shape, points }) {
    const list = energies.slice(0, 3).map((energy) => short(energy, 3)).join(", "); // prettier-ignore
    const begin = `${WELLS[shape]}, on ${points} points: the lowest energies are ${list}.`;
    if (known !== null) {
      const miss = Math.abs(energies[0] / known[0] - 1);
      return `${begin} The first is ${short(known[0], 3)} in truth: the grid misses it by ${miss < 5e-4 ? scientific(miss) : percent(miss)}.`;
    }
    if (shape === "double") {
      return `${begin} The first two differ by ${short(energies[1] - energies[0], 3)}: the particle tunnels from one side to the other.`;
    }
    const bound = energies.filter((energy) => energy < 0).length;
    return `${begin} ${bound === 5 ? "All five states are" : bound === 1 ? "One state is" : `${bound === 0 ? "No" : bound} states are`} bound, with less than 0.`;
  },
  steps: (result, inputs) => [
    writing(),
    differences(result, inputs),
    solving(result),
    comparing(result, inputs),
    norming(result),
  ],
};

function writing(): LessonStep {
  return plainStep({
    code: "potential",
    title: "Write Schrödinger’s equation",
    why: "Waves ψ that keep their shape have an energy E. The more a wave bends the more it moves; V is what the place costs. At the walls it must be zero, and that is why not every energy will do.",
    latex: "-\\tfrac12\\, \\psi''(x) + V(x)\\, \\psi(x) = E\\, \\psi(x), \\qquad \\psi(\\pm\\tfrac12) = 0",
  });
}

function differences({ H, h }: Result, { points }: Inputs): LessonStep {
  return plainStep({
    code: "hamiltonian",
    title: `Put it on ${points} points`,
    why: `The second derivative becomes a difference of differences between neighbours that stand ${short(h, 4)} apart. So the equation becomes a matrix that is its own transpose: Hermitian, as every observable is.`,
    latex: "\\psi''(x) \\approx \\frac{\\psi(x - h) - 2\\psi(x) + \\psi(x + h)}{h^2}",
    shown: { "corner of H": entries(H, 2) },
  });
}

function solving({ energies, residual }: Result): LessonStep {
  return plainStep({
    code: "states",
    title: "Ask for its eigenvalues",
    why: `They are real, because H is Hermitian, and they are the only energies that a measurement can give. H·ψ differs from E·ψ by ${scientific(residual)} at most.`,
    latex: "H\\,\\psi = E\\,\\psi",
    shown: { E: entries([energies], 3) },
  });
}

function comparing({ energies, known, h }: Result, { shape, depth }: Inputs): LessonStep {
  if (known !== null) {
    const law = shape === "box" ? "n²π²/2" : "(n + ½)ω";
    const why =
      shape === "box"
        ? `The grid’s own energies are (1 − cos nπh)/h². They fall short of ${law} by a share of (nπh)²/12 at most: ${percent((Math.PI * h) ** 2 / 12)} for n = 1, four times that for n = 2.`
        : `On a spring they are ${law}, with ω = 100, evenly spaced. The grid has a little less, by an error of order h².`;
    return plainStep({
      code: "grid",
      title: `Compare with ${law}`,
      why,
      latex: shape === "box" ? "E_n = \\frac{n^2 \\pi^2}{2}, \\quad n = 1, 2, \\dots" : "E_n = (n + \\tfrac12)\\,\\omega, \\quad n = 0, 1, \\dots", // prettier-ignore
      shown: { E: entries([energies], 3), known: entries([known], 3) },
    });
  }
  const told =
    shape === "double"
      ? "States come in pairs: one is even, one is odd, and the higher the wall the nearer are their energies. A particle that is on one side is a mixture of both, and is on the other side after the time π divided by their difference."
      : `Waves reach beyond the edges, where a ball could never be. A well of finite depth, ${short(depth)}, holds a finite number of states, and always one at least.`;
  return plainStep({
    code: "potential",
    title: shape === "double" ? "See how close the pairs are" : "Count the states that are held",
    why: told,
    latex: shape === "double" ? "T = \\frac{\\pi}{E_2 - E_1}" : "-V_0 < E_n < 0",
    shown: { E: entries([energies], 3) },
  });
}

function norming({ mean }: Result): LessonStep {
  return plainStep({
    code: "norm",
    title: "Read where the particle is",
    why: "The square of a wave is the density of finding the particle. All these wells are symmetric, so its mean place is the middle, whichever state it has; where a wave is zero it is never found.",
    latex: "\\int |\\psi|^2\\,dx = 1, \\qquad \\langle x \\rangle = \\int x\\,|\\psi|^2\\,dx",
    shown: { "mean place": entries([mean.map((at) => (Math.abs(at) < 1e-6 ? 0 : at))], 3) },
  });
}
