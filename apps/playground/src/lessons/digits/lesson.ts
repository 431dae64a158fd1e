import { choice, integer, number } from "../../state/fields.js";
import { decimal, percent, short } from "../../ui/format.js";
import { entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { Inputs, compute } from "./code.js";
import { strokesField } from "./strokes.js";

/** A three, to begin with. */
const THREE = [[18, 14, 26, 8, 36, 8, 44, 14, 44, 22, 36, 29, 28, 31, 37, 33, 46, 40, 46, 49, 38, 56, 27, 57, 17, 51]];

const fields = {
  network: choice("mlp", ["softmax", "mlp", "cnn"]),
  epochs: integer(20, { least: 1, most: 1000 }),
  rate: number(0.005, { least: 0.0001, most: 0.1 }),
  seed: integer(1, { least: 0, most: 999_999 }),
  strokes: strokesField(THREE),
};

export const NAMES: Readonly<Record<Inputs["network"], string>> = {
  softmax: "softmax regression",
  mlp: "multilayer perceptron",
  cnn: "convolutional network",
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  trains: true,
  patience: 30_000,
  caption({ ended, right, tested, history, epochs }, { network }) {
    const share = percent(right / tested);
    if (ended !== true) {
      const quarters = Math.floor((4 * history.length) / epochs);
      return quarters === 0 ? `The ${NAMES[network]} begins to learn.` : `Training is ${25 * quarters} percent done.`;
    }
    const length = history.length === epochs ? "" : `, stopped after ${counted(history.length, "epoch")}`;
    return `The ${NAMES[network]} reads ${right} of ${tested} test digits, which it never saw: ${share}${length}.`;
  },
  steps: (result, { network, rate }) => [
    data(result),
    architecture(result, network),
    training(result, rate),
    measuring(result),
    reading(result),
  ],
};

function data({ tested, example }: Result): LessonStep {
  return {
    title: "Take 1,797 digits, and hold some back",
    why: `Each has 8 × 8 pixels from 0 (paper) to 16 (ink): a point in 64 dimensions. From ${tested} nothing is learned, so that they tell what was learned, and what only memorized. This is a ${example.label}.`,
    before: {},
    after: {
      x: entries(
        Array.from({ length: 8 }, (_, i) => example.pixels.slice(8 * i, 8 * i + 8).map((ink) => Math.round(16 * ink))),
        0,
      ),
    },
    highlighted: [],
    latex: "16\\,\\mathbf{x} \\in \\{0, \\dots, 16\\}^{8 \\times 8}",
    code: "data",
  };
}

const FORMULAS: Readonly<Record<Inputs["network"], string>> = {
  softmax: "\\mathbf{z} = W\\mathbf{x} + \\mathbf{b}",
  mlp: "\\mathbf{z} = W_2 \\max(0, W_1 \\mathbf{x} + \\mathbf{b}_1) + \\mathbf{b}_2",
  cnn: "\\mathbf{z} = W \\operatorname{pool}(\\max(0, K_2 * \\operatorname{pool}(\\max(0, K_1 * \\mathbf{x})))) + \\mathbf{b}",
};
const WORDS: Readonly<Record<Inputs["network"], string>> = {
  softmax: "One matrix gives each digit a score: the borders between the digits are flat.",
  mlp: "A layer of 128 hidden units with a bend at zero comes before the scores: the borders can bend.",
  cnn: "Windows of 3 × 3 weights slide over the picture, twice, and look for the same stroke everywhere; of each 2 × 2 answers the largest is kept.",
};

function architecture({ parameters }: Result, network: Inputs["network"]): LessonStep {
  return {
    title: `Build the ${NAMES[network]}`,
    why: `${WORDS[network]} It has ${decimal(parameters)} weights, which begin at random.`,
    before: {},
    after: {},
    highlighted: [],
    latex: FORMULAS[network],
    code: "network",
  };
}

function training({ history }: Result, rate: number): LessonStep {
  const last = history.at(-1);
  const now = last === undefined ? "" : ` It began at ${short(history[0].loss)} and is ${short(last.loss)} now.`;
  return {
    title: "Step against the gradient, 64 digits at a time",
    why: `The loss is −log of the probability that the right digit was given, on average.${now} Where the test digits' loss rises while that of the training digits falls, the network learns by heart.`,
    before: {},
    after: {},
    highlighted: [],
    latex: `W \\leftarrow W - ${short(rate)} \\cdot \\operatorname{adam}\\left(\\frac{\\partial}{\\partial W} \\frac{1}{64} \\sum_{i} -\\log p_{i, y_i}\\right)`,
    code: "train",
  };
}

function measuring({ right, tested }: Result): LessonStep {
  return {
    title: "Count what it reads of the test digits",
    why: `The largest score wins. A row of the table is what a digit is, a column what it was taken for; the diagonal is right. ${tested - right} are misread.`,
    before: {},
    after: {},
    highlighted: [],
    latex: `\\text{accuracy} = \\frac{${right}}{${tested}} = ${(right / tested).toFixed(3)}`,
    code: "measure",
  };
}

function reading({ example: { logits, probabilities, label } }: Result): LessonStep {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return {
    title: "Make probabilities of the scores",
    why: `Of the first step’s digit, a ${label}, the score of ${best} is the largest of those of 0, 1, …, 9: it is read with a probability of ${percent(probabilities[best])}. What you draw is scaled, centred and inked as the data were.`,
    before: {},
    after: { z: entries([logits], 1), p: entries([probabilities.map((p) => Math.round(100 * p) / 100)]) },
    highlighted: ["z", "p"].map((matrix) => ({ side: "after", matrix, row: 0, column: best, role: "pivot" })),
    latex: "p_j = \\frac{\\exp z_j}{\\sum_k \\exp z_k}",
    code: "read",
  };
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
