import { type NDArray, type Random, argmax, ValueError, array, clip } from "@linnet/core";
import { maximum, min, random, softmax, sort } from "@linnet/core";
import { decodeSafetensors, loadDigits } from "@linnet/data";
import { Conv2d, Flatten, Linear, MaxPool2d, Relu, adam, crossEntropy, fit, predict, sequential } from "@linnet/nn";
import { type EpochRecord, type FitOptions, type Layer, decodeModel, encodeModel, parametersOf } from "@linnet/nn";
import { accuracy, confusionMatrix, trainTestSplit } from "@linnet/stats";

type Kind = "softmax" | "mlp" | "cnn";

export interface Inputs {
  readonly network: Kind;
  /** Passes over the digits. */
  readonly epochs: number;
  /** Learning rate. */
  readonly rate: number;
  readonly seed: number;
}

/** Trains a network on digits that people wrote, and measures it on others. */
export async function compute(
  { network, epochs, rate, seed }: Inputs,
  told: (part: Report) => void = () => {},
  control: Pick<FitOptions<Layer>, "signal" | "pause"> = {},
) {
  // [train] A step against the gradient for every 64 digits; after each pass, look at the test digits.
  const { train, test } = digitsFor(network);
  const history: EpochRecord[] = [];
  let shown = performance.now();
  const start = build(network, random(seed));
  told(reportOf(network, start, history, test, epochs));
  const { model } = await fit(start, train, {
    loss: crossEntropy,
    optimizer: adam({ learningRate: rate }),
    epochs,
    batchSize: 64,
    seed,
    validation: test,
    metrics: { accuracy },
    onEpoch({ model, ...record }) {
      history.push(record);
      if (performance.now() - shown < 120) return;
      told(reportOf(network, model, history, test, epochs));
      shown = performance.now();
    },
    ...control,
  });
  return { ...reportOf(network, model, history, test, epochs), ended: true };
}

// [data] 1,797 digits of 8 × 8 pixels, each 0 … 1; a fifth of every class is held back for measuring.
function digitsFor(network: Kind) {
  const { images, target } = loadDigits();
  const shape = network === "cnn" ? [-1, 1, 8, 8] : [-1, 64];
  const x: NDArray = images.div(16).astype("float32").reshape(shape);
  return trainTestSplit({ x, y: target as NDArray }, { testFraction: 0.2, stratify: target, rng: random(0) });
}

// [network] Flat borders, borders bent by 128 hidden units, or windows of 3 × 3 pixels that slide over the picture.
function build(network: Kind, rng: Random): Layer {
  if (network === "softmax") return sequential(Linear.init(rng, 64, 10));
  if (network === "mlp") return sequential(Linear.init(rng, 64, 128), new Relu(), Linear.init(rng, 128, 10));
  return sequential(
    Conv2d.init(rng, 1, 8, 3, { padding: 1 }),
    new Relu(),
    new MaxPool2d(2),
    Conv2d.init(rng, 8, 16, 3, { padding: 1 }),
    new Relu(),
    new MaxPool2d(2),
    new Flatten(),
    Linear.init(rng, 64, 10),
  );
}

type Report = ReturnType<typeof reportOf> & { readonly ended?: boolean };

// [measure] How many of the test digits it reads, and which it takes for which.
function reportOf(
  network: Kind,
  model: Layer,
  history: readonly EpochRecord[],
  { x, y }: { readonly x: NDArray; readonly y: NDArray },
  epochs: number,
) {
  const logits = predict(model, x);
  const read: number[] = argmax(logits, { axis: 1 }).toArray();
  const labels: number[] = y.toArray();
  const all = labels.map((_, i) => i);
  const wrong = all.filter((i) => read[i] !== labels[i]);
  const pictures: NDArray = x.reshape([-1, 64]);
  const some = (places: readonly number[]) =>
    places.map((i) => ({ pixels: pictures.slice(i).toArray() as number[], label: labels[i], read: read[i] }));
  const example = wrong[0] ?? 0;
  return {
    epochs,
    history,
    tested: all.length,
    right: all.length - wrong.length,
    confusion: confusionMatrix(logits, y, 10).toArray() as number[][],
    samples: some(all.slice(0, 30)),
    misread: some(wrong.slice(0, 12)),
    example: { ...some([example])[0], ...of(logits, example) },
    parameters: Object.values(parametersOf(model)).reduce((total, { size }) => total + size, 0),
    /** The network as a safetensors file. */
    model: encodeModel(model, { metadata: { network } }),
  };
}

function of(logits: NDArray, i: number) {
  const row = logits.slice(i);
  return { logits: row.toArray() as number[], probabilities: softmax(row).toArray() as number[] };
}

type Strokes = readonly (readonly number[])[];

/** Squares of 32 × 32 that ink covers in an average digit of the data. */
const INK = 312;

/**
 * Strokes, each x₀, y₀, x₁, y₁, …, as a picture of 8 × 8 pixels, made as those of the data were: at their full height, in the
 * middle, with as much ink, counted in blocks of 4 × 4 squares.
 */
function picture(strokes: Strokes): NDArray {
  // [draw] Scale the strokes to 28 squares of height and at most 20 of width, in the middle of 32.
  const points = strokes.flatMap((stroke) =>
    stroke.filter((_, i) => i % 2 === 0).map((x, i) => [x, stroke[2 * i + 1]]),
  );
  const [left, top] = [0, 1].map((axis) => Math.min(...points.map((point) => point[axis])));
  const [right, bottom] = [0, 1].map((axis) => Math.max(...points.map((point) => point[axis])));
  const down = 28 / Math.max(bottom - top, (right - left) / 2, 1);
  const across = Math.min(down, 20 / Math.max(right - left, 1));
  const scaled = (stroke: readonly number[]) =>
    stroke.map((at, i) =>
      i % 2 === 0 ? 16 + across * (at - (left + right) / 2) : 16 + down * (at - (top + bottom) / 2),
    );
  const segments: NDArray = array(
    strokes.map(scaled).flatMap((stroke) => {
      const ends = stroke.length === 2 ? [...stroke, ...stroke] : stroke; // a dot
      return ends.slice(0, -2).flatMap((_, i) => (i % 2 === 0 ? [ends.slice(i, i + 4)] : []));
    }),
  );
  // The pen is as broad as gives the ink of an average digit: those squares are black that are nearest to a stroke.
  const square = array(Array.from({ length: 1024 }, (_, i) => [(i % 32) + 0.5, Math.floor(i / 32) + 0.5]));
  const [x, y]: NDArray[] = [square.slice(":", "0:1"), square.slice(":", "1:2")];
  const [x0, y0, x1, y1]: NDArray[] = [0, 1, 2, 3].map((i) => segments.slice(":", i));
  const [dx, dy] = [x1.sub(x0), y1.sub(y0)];
  const along = x
    .sub(x0)
    .mul(dx)
    .add(y.sub(y0).mul(dy))
    .div(maximum(dx.mul(dx).add(dy.mul(dy)), 1e-9));
  const t: NDArray = clip(along, 0, 1);
  const [awayX, awayY] = [x.sub(x0).sub(t.mul(dx)), y.sub(y0).sub(t.mul(dy))];
  const away: NDArray = min(awayX.mul(awayX).add(awayY.mul(awayY)), { axis: 1 });
  const black = away.lessEqual(sort(away).at(INK - 1)).astype("float32");
  return black
    .reshape([8, 4, 8, 4])
    .sum({ axis: [1, 3] })
    .div(16);
}

/** Which digit is it? A trained network reads strokes. */
export function read({ model, strokes }: { readonly model: Uint8Array; readonly strokes: Strokes }) {
  // [read] The picture goes through the network; softmax makes probabilities of what comes out.
  const { network, layer } = opened(model);
  const pixels = picture(strokes);
  const logits = predict(layer, pixels.reshape(network === "cnn" ? [1, 1, 8, 8] : [1, 64]));
  return { pixels: pixels.toArray() as number[][], ...of(logits, 0) };
}

/** How learning went, epoch by epoch, as charts. */
export async function curves({ history }: { readonly history: readonly EpochRecord[] }) {
  const { lineChart, lossCurve } = await import("@linnet/plot");
  const x = history.map(({ epoch }) => epoch + 1);
  const atLeast = (loss: number) => Math.max(loss, 1e-9); // which is as good as nothing, and has a logarithm
  const losses = {
    training: history.map(({ loss }) => atLeast(loss)),
    test: history.map(({ validation }) => atLeast(validation?.["loss"] ?? NaN)),
  };
  const share = { test: history.map(({ validation }) => validation?.["accuracy"] ?? NaN) };
  const options = { width: 240, height: 228, x, xLabel: "epoch" };
  return [
    lossCurve(losses, { ...options, title: "Loss", scale: "log" }).svg,
    lineChart(share, { ...options, title: "Accuracy", yLabel: "share read correctly" }).svg,
  ];
}

/** What the first layer looks for. */
export async function weights({ model }: { readonly model: Uint8Array }) {
  const { imageGrid } = await import("@linnet/plot");
  const { network, layer } = opened(model);
  const first: NDArray = parametersOf(layer)["layers.0.weight"];
  const side = network === "cnn" ? 3 : 8;
  const images = first.reshape([-1, side, side]).slice("0:16");
  return [imageGrid(images, { width: 500, title: "Weights of the first layer", columns: 8, ramp: "diverging" }).svg];
}

/** How well a network that was saved reads the test digits. */
export function measure({ model }: { readonly model: Uint8Array }) {
  const { network, layer } = opened(model);
  const { test } = digitsFor(network);
  return { network, tested: test.y.size, right: Math.round(accuracy(predict(layer, test.x), test.y) * test.y.size) };
}

function opened(model: Uint8Array) {
  const { network } = decodeSafetensors(model).metadata;
  if (network !== "softmax" && network !== "mlp" && network !== "cnn") {
    throw new ValueError(
      "open",
      "the file must say which network it holds",
      network,
      "Choose one that was saved here.",
    );
  }
  return { network, layer: decodeModel(model, build(network, random(0))) } as const;
}
