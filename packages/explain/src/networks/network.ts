import { ShapeError, ValueError } from "@linnet/core";
import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Grid, product, transposed } from "../arithmetic/grid.js";
import type { ExplainOptions } from "../story/choose.js";
import { type Cells, type MatrixInput, type VectorInput, readMatrix, readVector } from "../story/read.js";
import type { Recorder } from "../story/recorder.js";
import { requireOneOf } from "../story/require.js";

/** An affine layer y = x·Wᵀ + b: what `Linear` of `@linnet/nn` is. */
export interface LayerInput {
  /** Shape `[out, in]`. */
  readonly weight: MatrixInput;
  /** Shape `[out]`; none when null or left out. */
  readonly bias?: VectorInput | null;
}

/** What stands between the layers of a network. */
export type Activation = "relu" | "tanh" | "sigmoid" | "identity";

/** Options of `forward`. */
export interface ForwardOptions extends ExplainOptions {
  /** After every layer but the last. Default `"relu"`. */
  readonly activation?: Activation;
}

/** A network and its input, checked: X first, then W and b of each layer (b all zeros where there is none). */
export interface NetworkInput {
  readonly cells: readonly Cells[];
  readonly activation: Activation;
}

/** Reads a network. @throws {ShapeError} when a layer does not take what the one before it gives */
export function readNetwork(
  op: string,
  x: MatrixInput,
  layers: readonly LayerInput[],
  { activation = "relu", arithmetic }: ForwardOptions,
): NetworkInput {
  requireOneOf(op, "activation", ["relu", "tanh", "sigmoid", "identity"], activation);
  if (arithmetic === "exact" && (activation === "tanh" || activation === "sigmoid")) {
    throw new ValueError(
      op,
      "exact arithmetic needs an activation of fractions",
      activation,
      'Use "relu" or "identity".',
    );
  }
  if (!Array.isArray(layers)) throw new ValueError(op, "layers must be a list of { weight, bias }", typeof layers);
  if (layers.length === 0) throw new ValueError(op, "layers must have at least one layer", 0);
  const input = readMatrix(op, "x", x);
  const cells = [input];
  let width = input[0].length;
  layers.forEach(({ weight, bias }, i) => {
    const W = readMatrix(op, `layers[${i}].weight`, weight);
    const b = bias === undefined || bias === null ? W.map(() => [0]) : readVector(op, `layers[${i}].bias`, bias);
    if (W[0].length !== width) {
      const expected = `layer ${i} takes ${W[0].length} features and is given ${width}`;
      throw new ShapeError(op, expected, { weight: [W.length, W[0].length] });
    }
    if (b.length !== W.length) {
      throw new ShapeError(op, `the bias of layer ${i} must have ${W.length} entries`, { bias: [b.length] });
    }
    cells.push(W, b);
    width = W.length;
  });
  return { cells, activation };
}

/** What is kept of a layer on the way forward. */
export interface Passed<T> {
  /** What went in. */
  readonly H: Grid<T>;
  readonly W: Grid<T>;
  /** Before the activation … */
  readonly Z: Grid<T>;
  /** … and after it. */
  readonly out: Grid<T>;
}

/** Tells the way through all layers, a step each. */
export function passForward<T>(story: Recorder<T>, grids: readonly Grid<T>[], activation: Activation): Passed<T>[] {
  const { arithmetic } = story;
  const layers = (grids.length - 1) / 2;
  let H = grids[0];
  let name = "X";
  story.set(name, H);
  return Array.from({ length: layers }, (_, l) => {
    const [W, b] = [grids[1 + 2 * l], grids[2 + 2 * l]];
    const Z = product(arithmetic, H, transposed(W)).map((row) => row.map((z, j) => arithmetic.add(z, b[j][0])));
    const isLast = l === layers - 1;
    const out = isLast ? Z : Z.map((row) => row.map((z) => activate(arithmetic, activation, z)));
    const [n, input, output] = [`${l + 1}`, name, isLast ? "Y" : `H${lowered(l + 1)}`];
    const [w, z] = [`W${lowered(l + 1)}`, `Z${lowered(l + 1)}`];
    story.set(w, W);
    story.set(`b${lowered(l + 1)}`, transposed(b));
    if (!isLast) story.set(z, Z);
    story.set(output, out);
    story.step({
      title: isLast ? `Layer ${n} gives the output` : `Layer ${n}, and its activation`,
      why: `Each row is an example: all of them meet the weights in one matrix product. ${isLast ? "" : WORDS[activation]}`.trim(),
      rule: `${isLast ? "Y" : z} = ${input}·${w}ᵀ + b${lowered(l + 1)}${isLast ? "" : `,  ${output} = ${activation}(${z})`}`,
      latex: `${isLast ? "Y" : `Z_{${n}}`} = ${l === 0 ? "X" : `H_{${l}}`} W_{${n}}^{\\mathsf T} + \\mathbf{b}_{${n}}`,
      shown: [input, w, `b${lowered(l + 1)}`, ...(isLast ? [] : [z]), output],
    });
    const passed = { H, W, Z, out };
    [H, name] = [out, output];
    return passed;
  });
}

const WORDS: Readonly<Record<Activation, string>> = {
  relu: "Then relu sets what is negative to zero; without a bend between them two layers would be one.",
  tanh: "Then tanh bends what is far from zero; without a bend between them two layers would be one.",
  sigmoid: "Then sigmoid presses every number between 0 and 1; without a bend between them two layers would be one.",
  identity: "No activation follows, so that this layer and the next are together one affine map.",
};

function activate<T>(arithmetic: Arithmetic<T>, activation: Activation, z: T): T {
  const { read, value } = arithmetic;
  if (activation === "identity") return z;
  if (activation === "relu") return value(z) > 0 ? z : read(0);
  return read(activation === "tanh" ? Math.tanh(value(z)) : 1 / (1 + Math.exp(-value(z))));
}

/** The slope of the activation at z, from what it gave there. */
export function slopeOf<T>({ read, sub, mul, value }: Arithmetic<T>, activation: Activation, out: T): T {
  if (activation === "identity") return read(1);
  if (activation === "relu") return read(value(out) > 0 ? 1 : 0);
  return activation === "tanh" ? sub(read(1), mul(out, out)) : mul(out, sub(read(1), out));
}

/** A number as subscript. */
export function lowered(n: number): string {
  return [...String(n)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("");
}
