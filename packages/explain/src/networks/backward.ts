import { ShapeError, ValueError } from "@linnet/core";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Grid, product, transposed, zipped } from "../arithmetic/grid.js";
import { inArithmetic } from "../story/choose.js";
import { Explanation } from "../story/explanation.js";
import { type Cells, type MatrixInput, type VectorInput, readMatrix, readVector } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireOneOf } from "../story/require.js";
import {
  type Activation,
  type ForwardOptions,
  type LayerInput,
  type Passed,
  lowered,
  passForward,
  readNetwork,
  slopeOf,
} from "./network.js";

/** Options of `backward`. */
export interface BackwardOptions extends ForwardOptions {
  /** `"mse"` (default), the mean of squared differences, or `"crossEntropy"` of logits against classes. */
  readonly loss?: "mse" | "crossEntropy";
}

const OP = "explain.backward";

/**
 * The gradients of a loss by all weights and biases of a small network, told as matrix products from the last layer back.
 *
 * @param x shape `[batch, in]`, up to 16 × 16
 * @param target shape `[batch, out]`, or the class of each row, `[batch]`, for cross-entropy
 * @param layers weights `[out, in]` and biases `[out]`; layers of `@linnet/nn` fit
 * @returns results `loss`, and `dWₗ` `[out, in]` and `dbₗ` `[1, out]` of each layer l from 1
 * @throws {ShapeError} when layers or target do not fit
 * @throws {ValueError} for a class that the output does not have
 * @remarks Default arithmetic float64.
 * @see Rumelhart, Hinton & Williams, *Learning representations by back-propagating errors*, 1986
 * @example
 * backward([[2]], [[3]], [{ weight: [[1]] }]).result("dW₁").toArray(); // [[-4]]
 */
export function backward(
  x: MatrixInput,
  target: MatrixInput | VectorInput,
  layers: readonly LayerInput[],
  options: BackwardOptions = {},
): Explanation {
  const { cells, activation } = readNetwork(OP, x, layers, options);
  const loss = requireOneOf(OP, "loss", ["mse", "crossEntropy"], options.loss ?? "mse");
  if (loss === "crossEntropy" && options.arithmetic === "exact") {
    throw new ValueError(OP, "exact arithmetic needs a loss of fractions", loss, 'Use loss: "mse".');
  }
  const shape = [cells[0].length, cells[cells.length - 1].length] as const;
  const wanted = loss === "mse" ? readTargets(target as MatrixInput, shape) : oneHot(target as VectorInput, shape);
  const tell = <T>(arithmetic: Arithmetic<T>, [T, ...grids]: readonly Grid<T>[]): Explanation => {
    const story = new Recorder(arithmetic);
    const passed = passForward(story, grids, activation);
    story.set("T", T);
    const slope = loss === "mse" ? squaredError(story, passed, T) : crossEntropy(story, passed, T);
    passBack(story, passed, slope, activation);
    return new Explanation("backward", "Backward through a network", arithmetic.name, story.steps);
  };
  return inArithmetic(OP, options, [wanted, ...cells], tell, "float64");
}

function readTargets(target: MatrixInput, [rows, columns]: readonly [number, number]): Cells {
  const cells = readMatrix(OP, "target", target);
  if (cells.length === rows && cells[0].length === columns) return cells;
  throw new ShapeError(OP, `target must be [${rows}, ${columns}], as the output`, {
    target: [cells.length, cells[0].length],
  });
}

function oneHot(target: VectorInput, [rows, columns]: readonly [number, number]): Cells {
  const classes = readVector(OP, "target", target).map(([entry]) => Number(entry));
  if (classes.length !== rows) {
    throw new ShapeError(OP, `target must have a class for each of ${rows} rows`, { target: [classes.length] });
  }
  const wrong = classes.find((c) => !Number.isInteger(c) || c < 0 || c >= columns);
  if (wrong !== undefined) throw new ValueError(OP, `classes must be integers in [0, ${columns - 1}]`, wrong);
  return classes.map((c) => Array.from({ length: columns }, (_, j) => (j === c ? 1 : 0)));
}

/** The mean of (y − t)², and its slope 2·(y − t)/count. */
function squaredError<T>(story: Recorder<T>, passed: readonly Passed<T>[], T: Grid<T>): Grid<T> {
  const { arithmetic } = story;
  const { add, sub, mul, div, read } = arithmetic;
  const Y = passed[passed.length - 1].out;
  const apart = zipped(Y, T, sub);
  const count = read(Y.length * Y[0].length);
  const squares = apart.flatMap((row) => row.map((d) => mul(d, d)));
  story.set("loss", [
    [
      div(
        squares.reduce((sum, square) => add(sum, square)),
        count,
      ),
    ],
  ]);
  const dY = apart.map((row) => row.map((d) => div(mul(read(2), d), count)));
  story.set("dY", dY);
  story.step({
    title: "The loss, and its slope at the output",
    why: "The loss is the mean of the squared differences. Its slope says how it would change with each output.",
    rule: "loss = ∑ᵢⱼ (yᵢⱼ − tᵢⱼ)²/n,  dY = 2·(Y − T)/n",
    latex: "\\frac{\\partial}{\\partial Y} \\, \\tfrac{1}{n} \\|Y - T\\|_F^2 = \\tfrac{2}{n} (Y - T)",
    shown: ["Y", "T", "loss", "dY"],
  });
  return dY;
}

/** The mean of −log softmax(y) at the classes, and its slope (softmax(y) − t)/rows. */
function crossEntropy<T>(story: Recorder<T>, passed: readonly Passed<T>[], T: Grid<T>): Grid<T> {
  const { arithmetic } = story;
  const { add, sub, mul, div, read, value } = arithmetic;
  const Y = passed[passed.length - 1].out;
  const largest = Y.map((row) => Math.max(...row.map(value)));
  const exps = Y.map((row, i) => row.map((y) => read(Math.exp(value(y) - largest[i]))));
  const sums = exps.map((row) => row.reduce((sum, e) => add(sum, e)));
  const P = exps.map((row, i) => row.map((e) => div(e, sums[i])));
  const rows = read(Y.length);
  const losses = Y.map((row, i) => {
    const logSum = read(largest[i] + Math.log(value(sums[i])));
    return row.reduce((sum, y, j) => add(sum, mul(T[i][j], sub(logSum, y))), read(0));
  });
  story.set("P", P);
  story.set("loss", [
    [
      div(
        losses.reduce((sum, loss) => add(sum, loss)),
        rows,
      ),
    ],
  ]);
  const dY = zipped(P, T, (p, t) => div(sub(p, t), rows));
  story.set("dY", dY);
  story.step({
    title: "The loss, and its slope at the output",
    why: "Softmax turns each row of the output into probabilities P. The loss is the mean of −log of the probability of the right class, and its slope is simply P − T.",
    rule: "pᵢⱼ = exp(yᵢⱼ)/∑ₖ exp(yᵢₖ),  dY = (P − T)/n",
    latex: "\\frac{\\partial \\, \\mathrm{loss}}{\\partial Y} = \\tfrac{1}{n} (P - T)",
    shown: ["Y", "T", "P", "loss", "dY"],
  });
  return dY;
}

function passBack<T>(story: Recorder<T>, passed: readonly Passed<T>[], slope: Grid<T>, activation: Activation): void {
  const { arithmetic } = story;
  let dZ = slope;
  for (let l = passed.length - 1; l >= 0; l--) {
    const { H, W } = passed[l];
    const [n, before] = [lowered(l + 1), l === 0 ? "X" : `H${lowered(l)}`];
    const z = l === passed.length - 1 ? "dY" : `dZ${n}`;
    story.set(`dW${n}`, product(arithmetic, transposed(dZ), H));
    story.set(`db${n}`, [transposed(dZ).map((column) => column.reduce((sum, d) => arithmetic.add(sum, d)))]);
    story.step({
      title: `The gradient by the weights of layer ${l + 1}`,
      why: "A weight stands between one input and one output of its layer, in every example: products of the two, added up over the examples, are a matrix product.",
      rule: `dW${n} = ${z}ᵀ·${before},  db${n} = ∑ᵢ ${z}ᵢ`,
      latex: `\\frac{\\partial \\, \\mathrm{loss}}{\\partial W_{${l + 1}}} = \\mathrm{d}Z_{${l + 1}}^{\\mathsf T} \\, ${l === 0 ? "X" : `H_{${l}}`}`,
      shown: [z, before, `dW${n}`, `db${n}`],
    });
    if (l === 0) break;
    const dH = product(arithmetic, dZ, W);
    const slopes = passed[l - 1].out.map((row) => row.map((out) => slopeOf(arithmetic, activation, out)));
    dZ = zipped(dH, slopes, arithmetic.mul);
    story.set(`dH${lowered(l)}`, dH);
    story.set(`dZ${lowered(l)}`, dZ);
    story.step({
      title: `Back through layer ${l + 1}, and the activation before it`,
      why: "The slope goes back along the same weights, and is multiplied by the slope of the activation where it was.",
      rule: `dH${lowered(l)} = ${z}·W${n},  dZ${lowered(l)} = dH${lowered(l)} ⊙ ${activation}'(Z${lowered(l)})`,
      latex: `\\mathrm{d}H_{${l}} = \\mathrm{d}Z_{${l + 1}} W_{${l + 1}}`,
      shown: [z, `W${n}`, `dH${lowered(l)}`, `Z${lowered(l)}`, `dZ${lowered(l)}`],
    });
  }
  story.step({
    title: "All gradients",
    why: "One step against them lowers the loss, if it is short enough.",
    rule: "Wₗ ← Wₗ − α·dWₗ",
    latex: "W_l \\leftarrow W_l - \\alpha \\, \\mathrm{d}W_l",
    shown: ["loss", ...passed.flatMap((_, l) => [`dW${lowered(l + 1)}`, `db${lowered(l + 1)}`])],
  });
}
