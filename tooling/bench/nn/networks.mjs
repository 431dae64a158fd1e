// The networks of the nn table: shapes and data, the same for every library. Each library makes its own weights.
import { numbers } from "../core/inputs.mjs";

const labelled = (shape, classes) => {
  const count = shape.reduce((n, length) => n * length, 1);
  return {
    x: numbers("float32", count, 1),
    labels: Int32Array.from({ length: shape[0] }, (_, i) => i % classes),
  };
};

/** So small that gradients do not fall to subnormal numbers, which are slow, while the same batch is learnt again and again. */
const rate = 1e-6;

/** Layers of these widths with relu between them, softmax cross-entropy over the last. */
const mlp = (widths, batch, optimizer) => () => ({
  kind: "mlp",
  widths,
  batch,
  optimizer,
  rate,
  ...labelled([batch, widths[0]], widths.at(-1)),
});

/** Convolution 3×3 → relu → largest of 2×2, for each number of channels; a linear layer to 10 classes. */
const cnn = (side, channels, batch) => () => ({
  kind: "cnn",
  side,
  channels,
  batch,
  optimizer: "sgd",
  rate,
  ...labelled([batch, side * side], 10),
});

/** An encoder layer: attention, then two linear layers of `hidden`, each with its residual and norm; squared error. */
const transformer =
  ({ features, heads, hidden, length, batch }) =>
  () => ({
    kind: "transformer",
    features,
    heads,
    hidden,
    length,
    batch,
    optimizer: "sgd",
    rate,
    x: numbers("float32", batch * length * features, 1),
    target: numbers("float32", batch * length * features, 2),
  });

/** Its last state goes through a linear layer to 10 classes. */
const lstm =
  ({ features, units, length, batch }) =>
  () => ({
    kind: "lstm",
    features,
    units,
    length,
    batch,
    optimizer: "sgd",
    rate,
    ...labelled([batch, length * features], 10),
  });

/** Multiplications and additions of a step's products; the input of the first layer has no gradient. */
function mlpFlops(widths, batch) {
  const layers = widths.slice(1).map((out, i) => (i === 0 ? 2 : 3) * widths[i] * out);
  return 2 * batch * layers.reduce((sum, n) => sum + n, 0);
}

/** By the name that contenders in Python know them by, too. */
export const networks = {
  "small-sgd": {
    title: "MLP 784-128-10, batch 64, SGD",
    inputs: mlp([784, 128, 10], 64, "sgd"),
    flops: mlpFlops([784, 128, 10], 64),
  },
  "small-adam": {
    title: "MLP 784-128-10, batch 64, Adam",
    inputs: mlp([784, 128, 10], 64, "adam"),
    flops: mlpFlops([784, 128, 10], 64),
  },
  large: {
    title: "MLP 784-512-512-10, batch 256, SGD",
    inputs: mlp([784, 512, 512, 10], 256, "sgd"),
    flops: mlpFlops([784, 512, 512, 10], 256),
  },
  cnn: { title: "CNN of 8 and 16 channels on 28×28, batch 64, SGD", inputs: cnn(28, [8, 16], 64) },
  transformer: {
    title: "transformer layer of 128 features, 4 heads, 64 places, batch 16, SGD",
    inputs: transformer({ features: 128, heads: 4, hidden: 512, length: 64, batch: 16 }),
  },
  lstm: {
    title: "LSTM of 64 units, 50 places of 32 features, batch 32, SGD",
    inputs: lstm({ features: 32, units: 64, length: 50, batch: 32 }),
  },
};

/** The same network with next to nothing to compute, and as many operations. */
export function tiny({ kind, widths, channels, length, optimizer }) {
  const small = {
    mlp: () =>
      mlp(
        widths.map(() => 2),
        2,
        optimizer,
      ),
    cnn: () =>
      cnn(
        2 ** channels.length,
        channels.map(() => 1),
        2,
      ),
    transformer: () => transformer({ features: 4, heads: 2, hidden: 4, length: 2, batch: 1 }),
    lstm: () => lstm({ features: 1, units: 1, length, batch: 1 }),
  };
  return small[kind]()();
}
