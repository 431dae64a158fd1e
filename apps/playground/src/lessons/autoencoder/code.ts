import { type NDArray, type Random, array, mean, random } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { eigh } from "@linnet/linalg";
import { type EpochRecord, type FitOptions, type Layer, Linear, Tanh } from "@linnet/nn";
import { adam, decodeModel, encodeModel, fit, mse, predict, sequential } from "@linnet/nn";
import { covariance, trainTestSplit } from "@linnet/stats";

export interface Inputs {
  /** Units on either side of the two numbers. */
  readonly hidden: number;
  readonly epochs: number;
  readonly seed: number;
}

/** Digits pass through two numbers and come back: as well as they can, and as well as the best plane can. */
export async function compute(
  { hidden, epochs, seed }: Inputs,
  told: (part: Report) => void = () => {},
  control: Pick<FitOptions<Layer>, "signal" | "pause"> = {},
) {
  // [data] 1,797 digits of 64 pixels, 0 … 1; a fifth is held back.
  const { data, target } = loadDigits();
  const all = { x: data.div(16).astype("float32") as NDArray, y: target as NDArray };
  const { train, test } = trainTestSplit(all, { testFraction: 0.2, stratify: target, rng: random(0) });

  // [pca] The plane that loses least: the two directions of most variance, from the mean.
  const x: NDArray = train.x.astype("float64");
  const { vectors } = eigh(covariance(x) as NDArray);
  const components: NDArray = vectors.T.slice("63:61:-1"); // whose eigenvalues are the largest
  const flat = planeOf(x.mean({ axis: 0 }), components, test.x);

  // [train] The network learns to give back what it was given; the bottleneck forces it to find what matters.
  const history: EpochRecord[] = [];
  let shown = performance.now();
  const report = (model: Autoencoder) => reportOf(model, hidden, epochs, history, test, flat);
  const start = Autoencoder.init(random(seed), hidden);
  told(report(start));
  const { model } = await fit(
    start,
    { x: train.x, y: train.x },
    {
      loss: mse,
      optimizer: adam({ learningRate: 0.003 }),
      epochs,
      batchSize: 64,
      seed,
      validation: { x: test.x, y: test.x },
      onEpoch({ model, ...record }) {
        history.push(record);
        if (performance.now() - shown < 300) return;
        told(report(model));
        shown = performance.now();
      },
      ...control,
    },
  );
  return { ...report(model), ended: true };
}

type Report = ReturnType<typeof reportOf> & { readonly ended?: boolean };
type Plane = ReturnType<typeof planeOf>;

// [network] 64 pixels → hidden units → 2 numbers between −1 and 1 → hidden units → 64 pixels.
class Autoencoder implements Layer {
  constructor(
    readonly encoder: Layer,
    readonly decoder: Layer,
  ) {}

  static init(rng: Random, hidden: number): Autoencoder {
    return new Autoencoder(
      sequential(Linear.init(rng, 64, hidden), new Tanh(), Linear.init(rng, hidden, 2), new Tanh()),
      sequential(Linear.init(rng, 2, hidden), new Tanh(), Linear.init(rng, hidden, 64)),
    );
  }

  forward(x: NDArray): NDArray {
    return this.decoder.forward(this.encoder.forward(x));
  }
}

// [measure] The mean squared error of a pixel, over test digits, of both; and where each puts the digits.
function reportOf(
  model: Autoencoder,
  hidden: number,
  epochs: number,
  history: readonly EpochRecord[],
  test: { readonly x: NDArray; readonly y: NDArray },
  pca: Plane,
) {
  return {
    hidden,
    epochs,
    history,
    labels: test.y.toArray() as number[],
    codes: predict(model.encoder, test.x).toArray() as number[][],
    error: mse(predict(model, test.x), test.x).item() as number,
    pca,
    /** The decoder as a safetensors file. */
    decoder: encodeModel(model.decoder),
  };
}

function planeOf(center: NDArray, components: NDArray, x: NDArray) {
  const away: NDArray = x.astype("float64").sub(center);
  const scores: NDArray = away.matmul(components.T);
  const lost: NDArray = scores.matmul(components).sub(away);
  return {
    scores: scores.toArray() as number[][],
    error: mean(lost.mul(lost)).item() as number,
    mean: center.toArray() as number[],
    components: components.toArray() as number[][],
  };
}

/** How the error went, epoch by epoch, as a chart. */
export async function curve({ history, pca }: { readonly history: readonly EpochRecord[]; readonly pca: Plane }) {
  const { lossCurve } = await import("@linnet/plot");
  const losses = {
    network: history.map(({ validation }) => validation?.["loss"] ?? NaN),
    "two components": history.map(() => pca.error),
  };
  const x = history.map(({ epoch }) => epoch + 1);
  const options = { width: 360, height: 360, title: "Error on test digits", xLabel: "epoch", scale: "log" } as const;
  return lossCurve(losses, { ...options, x }).svg;
}

interface Question {
  readonly decoder: Uint8Array;
  readonly hidden: number;
  readonly code: readonly number[];
  readonly pca: Plane;
  readonly score: readonly number[];
}

/** The pictures that stand at a point of either plane. */
export function decode({ decoder, hidden, code, pca, score }: Question) {
  // [decode] The network goes on from the two numbers; principal components are added up.
  const layer = decodeModel(decoder, Autoencoder.init(random(0), hidden).decoder);
  const drawn = predict(layer, array([code], { dtype: "float32" }));
  const added: NDArray = array(score).matmul(array(pca.components)).add(array(pca.mean));
  return { network: drawn.reshape([64]).toArray() as number[], components: added.toArray() as number[] };
}
