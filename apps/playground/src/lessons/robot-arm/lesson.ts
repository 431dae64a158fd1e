import { number, vector } from "../../state/fields.js";
import { scientific, short } from "../../ui/format.js";
import { column, entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import type { compute } from "./code.js";

export type Result = ResultOf<typeof compute>;
type Move = Result["moves"][number];

/** How far the plane goes. */
export const REACH = 2.5;

const fields = {
  target: vector([0.5, 1.4], { least: -REACH, most: REACH }),
  start: vector([20, 6], { least: -180, most: 180 }),
  links: vector([1.2, 0.8], { least: 0.2, most: 1.5 }),
  damping: number(0.3, { least: 0, most: 1 }),
};

/** Steps before the first move of the arm. */
export const BEFORE = 2;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ moves, beyond }) {
    const count = moves.length - 1;
    const { distance, q } = moves[count];
    const angles = `shoulder ${degrees(q[0])}, elbow ${degrees(q[1])}`;
    if (distance < 1e-9) {
      return count === 0
        ? `The hand is there already: ${angles}.`
        : `After ${count === 1 ? "one move" : `${count} moves`} the hand is at its target: ${angles}.`;
    }
    return beyond > 0
      ? `The target is ${short(beyond, 3)} beyond what the arm can reach. It stretches, and comes within ${short(distance, 3)}.`
      : `After ${count} moves the hand is still ${short(distance, 3)} away.`;
  },
  steps: ({ moves }, { damping }) => [
    placing(moves[0]),
    turning(moves[0]),
    ...moves.slice(0, -1).map((move, k) => moving(move, moves[k + 1], k, damping)),
    ending(moves),
  ],
};

function placing({ q, hand }: Move): LessonStep {
  return plainStep({
    code: "hand",
    title: "Say where the hand is",
    why: `The upper arm turns by the shoulder’s angle, the forearm by both. At first the shoulder is at ${degrees(q[0])}, the elbow at ${degrees(q[1])}.`,
    latex: "h(q) = \\ell_1 \\begin{pmatrix} \\cos q_1 \\\\ \\sin q_1 \\end{pmatrix} + \\ell_2 \\begin{pmatrix} \\cos(q_1 + q_2) \\\\ \\sin(q_1 + q_2) \\end{pmatrix}",
    shown: { q: column(q), h: column(hand) },
  }); // prettier-ignore
}

function turning({ J, s }: Move): LessonStep {
  return plainStep({
    code: "jacobian",
    title: "Ask how the hand moves when a joint turns",
    why: `Each column of the Jacobian is a velocity: of the hand, when one joint turns. Its singular values say how far the hand goes for one unit of turning: from ${short(s[1], 3)} to ${short(s[0], 3)}. ${s[1] < 0.1 ? "The arm is nearly straight, so that it can hardly reach out: J is nearly singular." : "The more it is bent, the better it can go either way."}`,
    latex: "J = \\frac{\\partial h}{\\partial q}, \\qquad \\det J = \\ell_1 \\ell_2 \\sin q_2",
    shown: { J: entries(J), s: entries([s]) },
  });
}

function moving({ J, s, turn, distance, lambda }: Move, next: Move, k: number, damping: number): LessonStep {
  const how =
    damping === 0
      ? `Undamped, the pseudo-inverse divides by singular values; the smallest is ${short(s[1], 3)}.`
      : `The damping λ is the root of ${short(damping)} times the distance, ${short(lambda, 3)}, beside singular values of ${short(s[0], 3)} and ${short(s[1], 3)}.`;
  const far = Math.hypot(...turn) > 1 ? " That is far more than the Jacobian can speak for." : "";
  return plainStep({
    code: "step",
    title: `Move ${k + 1}: turn by what brings the hand nearer`,
    why: `It is ${tell(distance)} away. ${how} The joints turn by ${degrees(turn[0])} and ${degrees(turn[1])}.${far} Then it is ${tell(next.distance)} away.`,
    latex: damping === 0 ? "\\Delta q = J^{+} \\Delta x" : "\\Delta q = J^{\\mathsf T} (J J^{\\mathsf T} + \\lambda^2 I)^{-1} \\Delta x",
    shown: { J: entries(J), "Δq": column(turn) },
  }); // prettier-ignore
}

function ending(moves: readonly Move[]): LessonStep {
  const { distance, q, s } = moves[moves.length - 1];
  const isThere = distance < 1e-9;
  return plainStep({
    code: "repeat",
    title: isThere ? "The hand is there" : "The arm gives up",
    why: isThere
      ? "Near the target the damping goes to zero, and the method is Newton’s: the number of right digits doubles with every move. The elbow could be bent the other way, too; which way it is depends on where it began."
      : `The smaller singular value is ${short(s[1], 3)}. A stretched arm cannot reach further: no small turn brings the hand nearer.`,
    latex: "\\Delta x = 0 \\;\\Leftarrow\\; h(q) = x",
    shown: { q: column(q) },
  });
}

function degrees(angle: number): string {
  return `${short((angle * 180) / Math.PI, 1)}°`;
}

function tell(distance: number): string {
  return distance < 1e-3 ? scientific(distance) : short(distance, 3);
}
