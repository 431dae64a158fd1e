import { type NDArray, concat, matmul, mean, ones, random, slice, sqrt, square, sub } from "@linnet/core";
import { lstsq } from "@linnet/linalg";
import { adam, cosineDecay, fit, mse, predict } from "@linnet/nn";
import { mackeyGlass } from "../data/mackey-glass.js";
import { Forecaster, stretches } from "../models/forecaster.js";
import { learningCurves } from "../run/curves.js";
import type { Example } from "../run/example.js";

const [TIME, AHEAD, NOISE, TESTED, BATCH] = [32, 12, 0.02, 1000, 64];

export const forecaster: Example = {
  name: "forecaster",
  shows:
    "An LSTM tells a noisy chaotic series 12 steps ahead, against its last value and a linear autoregression on 32",
  bar: { words: "root mean squared error below the better of the two (ratio < 1)", holds: (ratio) => ratio < 1 },
  seeds: [1, 2, 3],
  format: (ratio) => ratio.toFixed(3),
  run: (seed, say) => measure(seed, 4000, 20, say),
};

/** The error on the last 1,000 of `length` values, by that of the better baseline. */
export async function measure(seed: number, length: number, epochs: number, say: (line: string) => void) {
  const series = mackeyGlass(random(seed).fold(0), length, NOISE);
  const cut = length - TESTED;
  const train = stretches(series.slice(`:${cut}`), TIME, AHEAD);
  const test = stretches(series.slice(`${cut}:`), TIME, AHEAD);
  const single = ({ x, y }: typeof train) => ({ x: x.astype("float32"), y: y.astype("float32") });
  const { model, history } = await fit(Forecaster.init(random(seed).fold(1), 32), single(train), {
    loss: mse,
    optimizer: adam({ learningRate: cosineDecay(0.01, { steps: epochs * Math.ceil(train.y.shape[0] / BATCH) }) }),
    epochs,
    batchSize: BATCH,
    seed,
    validation: single(test),
    onEpoch: ({ epoch, loss }) =>
      void (epoch % 5 === 4 && say(`epoch ${epoch + 1}/${epochs}: loss ${loss.toFixed(5)}`)),
  });
  const own = distance(predict(model, single(test).x), test.y);
  const last = distance(slice(test.x, ":", -1), test.y);
  const linear = distance(autoregression(train, test.x), test.y);
  return {
    value: own / Math.min(last, linear),
    note: `root mean squared error ${own.toFixed(4)}; last value ${last.toFixed(4)}, linear ${linear.toFixed(4)}`,
    chart: learningCurves("LSTM on the Mackey–Glass series", history),
  };
}

/** What the best linear function of a stretch tells, learned from the same stretches. */
function autoregression(train: { readonly x: NDArray; readonly y: NDArray }, x: NDArray): NDArray {
  const rows = (stretch: NDArray): NDArray =>
    concat([stretch.reshape([-1, TIME]), ones([stretch.shape[0], 1])], { axis: 1 });
  return matmul(rows(x), lstsq(rows(train.x), train.y).x);
}

function distance(told: NDArray, truth: NDArray): number {
  return sqrt(mean(square(sub(told, truth)))).item();
}
