import { choice, integer, ofView, vector } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { column, entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import type { compute } from "./code.js";

const fields = {
  hidden: integer(64, { least: 1, most: 256 }),
  epochs: integer(60, { least: 1, most: 1000 }),
  seed: integer(1, { least: 0, most: 999_999 }),
  /** The point of the network's plane that is decoded, and the one of the components' plane. */
  code: ofView(vector([0.2, 0.2], { least: -1, most: 1 })),
  score: ofView(vector([0.5, 0.5], { least: -2.5, most: 2.5 })),
  picture: ofView(choice("step", ["step", "network", "components", "error"])),
  /** The class of digits that stand out. */
  digit: ofView(choice("all", ["all", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])),
};

type Result = ResultOf<typeof compute>;

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  trains: true,
  patience: 30_000,
  caption({ ended, error, pca, history, epochs }) {
    if (ended !== true) {
      const quarters = Math.floor((4 * history.length) / epochs);
      return quarters === 0 ? "The network begins to learn." : `Training is ${25 * quarters} percent done.`;
    }
    const less = error < pca.error ? "less" : "no less";
    return `Through two numbers the network loses ${short(error)} of a pixel, squared, ${less} than two principal components: ${short(pca.error)}.`;
  },
  steps: (result) => [data(result), plane(result), network(result), training(result), decoding(result)],
};

type Told = Pick<LessonStep, "title" | "why" | "latex" | "code" | "after">;
const step = (told: Told): LessonStep => ({ before: {}, highlighted: [], ...told });

function data({ labels }: Result): LessonStep {
  return step({
    title: "Take digits of 64 pixels",
    why: `Each is a point in 64 dimensions. Can two numbers tell it, so well that the digit can be drawn again? ${labels.length} digits are held back to see.`,
    after: {},
    latex: "\\mathbf{x} \\in [0, 1]^{64}",
    code: "data",
  });
}

function plane({ pca }: Result): LessonStep {
  return step({
    title: "Find the best plane: two principal components",
    why: `No plane through the mean comes nearer to the training digits. Of the test digits it still loses ${short(pca.error)} of a pixel, squared and on average, because they do not lie in a plane.`,
    after: { "first score": entries([pca.scores[0]], 3) },
    latex: "\\hat{\\mathbf{x}} = \\bar{\\mathbf{x}} + s_1 \\mathbf{c}_1 + s_2 \\mathbf{c}_2",
    code: "pca",
  });
}

function network({ hidden }: Result): LessonStep {
  return step({
    title: "Build a network with a narrow waist",
    why: `${hidden} hidden units on either side bend the plane into a surface. Two numbers are all that passes the waist.`,
    after: {},
    latex:
      "\\mathbf{h} = \\tanh(W_2 \\tanh(W_1 \\mathbf{x})) \\in [-1, 1]^2, \\quad \\hat{\\mathbf{x}} = W_4 \\tanh(W_3 \\mathbf{h})",
    code: "network",
  });
}

function training({ history, error, pca }: Result): LessonStep {
  const begin = history.length === 0 ? "" : ` It began at ${short(history[0].loss)}.`;
  return step({
    title: "Learn to give back what was given",
    why: `No labels are needed: the input is the target.${begin} The error on test digits is ${short(error)} now, that of two components ${short(pca.error)}.`,
    after: {},
    latex: `\\tfrac{1}{64} \\|\\hat{\\mathbf{x}} - \\mathbf{x}\\|^2 \\to \\min`,
    code: "train",
  });
}

function decoding({ codes, labels }: Result): LessonStep {
  return step({
    title: "Draw what stands at a point",
    why: `Drag the points: the decoder draws what is there, also between the digits. Digits of a class lie together, though no label was told. The first test digit, a ${labels[0]}, stands here.`,
    after: { h: column(codes[0], 3) },
    latex: "\\mathbf{h} \\mapsto W_4 \\tanh(W_3 \\mathbf{h} + \\mathbf{b}_3) + \\mathbf{b}_4",
    code: "decode",
  });
}
