import { choice, integer, matrix, number, ofView, vector } from "../../state/fields.js";
import { scientific, short } from "../../ui/format.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { compute } from "./code.js";

const size = { least: -10, most: 10 };

const classes = vector([0, 1], { least: 0, most: 1 });

const fields = {
  X: matrix(
    [
      [1, 0.5],
      [-0.5, 1],
    ],
    size,
  ),
  classes: {
    ...classes,
    read: (text: string) => {
      const read = classes.read(text);
      return read?.every(Number.isInteger) === true ? read : null;
    },
  },
  W1: matrix(
    [
      [0.8, -0.4],
      [-0.6, 0.9],
      [0.5, 0.7],
    ],
    size,
  ),
  b1: vector([0, 0.1, -0.2], size),
  W2: matrix(
    [
      [0.6, -0.3, 0.4],
      [-0.5, 0.7, 0.2],
    ],
    size,
  ),
  b2: vector([0, 0], size),
  activation: choice("relu", ["relu", "tanh", "sigmoid", "identity"]),
  loss: choice("mse", ["mse", "crossEntropy"]),
  rate: number(0.5, { least: 0, most: 5 }),
  /** The example that is pictured. */
  example: ofView(integer(1, { least: 1, most: 2 })),
};

/** The sections of the code, by the steps of the story. */
const CODE = ["forward", "forward", "loss", "last", "back", "first"];

export const lesson: Lesson<typeof fields, ResultOf<typeof compute>> = {
  fields,
  caption: ({ loss, after, dW1, dW2, difference }, { rate }) => {
    const flat = [...dW1.flat(), ...dW2.flat()].every((slope) => slope === 0);
    if (flat) return `The loss is ${short(loss)}, and no weight moves it: every gradient is zero here.`;
    const way = after < loss ? "lowers it to" : after > loss ? "overshoots, to" : "leaves it at";
    const check = difference === 0 ? "exactly the same gradients" : `the same gradients to ${scientific(difference)}`;
    return `The loss is ${short(loss)}; a step of ${short(rate)} against the gradients ${way} ${short(after)}. Autograd finds ${check}.`;
  },
  steps: ({ story }) => story.steps.map((step, i): LessonStep => ({ ...step, code: CODE[i] ?? "step" })),
};
