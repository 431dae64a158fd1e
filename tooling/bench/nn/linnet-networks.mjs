// The networks of the nn table in Linnet: a model, its input and target, and the loss.
import { array, random } from "@linnet/core";
import {
  Conv2d,
  Flatten,
  LSTM,
  Linear,
  MaxPool2d,
  Relu,
  TransformerEncoderLayer,
  crossEntropy,
  mse,
  sequential,
} from "@linnet/nn";

/** @returns {{ start: object, x: object, target: object, loss: (prediction: object, target: object) => object }} */
export function networkOf(inputs) {
  return kinds[inputs.kind](inputs, random(0));
}

const kinds = {
  mlp({ widths, batch, x, labels }, rng) {
    const layers = widths.slice(1).flatMap((out, i) => [new Relu(), Linear.init(rng, widths[i], out)]);
    return {
      start: sequential(...layers.slice(1)),
      x: array(x, { shape: [batch, widths[0]] }),
      target: array(labels),
      loss: crossEntropy,
    };
  },

  cnn({ side, channels, batch, x, labels }, rng) {
    const layers = channels.flatMap((out, i) => [
      Conv2d.init(rng, i === 0 ? 1 : channels[i - 1], out, 3, { padding: 1 }),
      new Relu(),
      new MaxPool2d(2),
    ]);
    const features = channels.at(-1) * (side / 2 ** channels.length) ** 2;
    return {
      start: sequential(...layers, new Flatten(), Linear.init(rng, features, 10)),
      x: array(x, { shape: [batch, 1, side, side] }),
      target: array(labels),
      loss: crossEntropy,
    };
  },

  transformer({ features, heads, hidden, length, batch, x, target }, rng) {
    return {
      start: TransformerEncoderLayer.init(rng, features, heads, { feedForward: hidden, dropout: 0 }),
      x: array(x, { shape: [batch, length, features] }),
      target: array(target, { shape: [batch, length, features] }),
      loss: mse,
    };
  },

  lstm({ features, units, length, batch, x, labels }, rng) {
    const read = { recurrent: LSTM.init(rng, features, units), head: Linear.init(rng, units, 10) };
    return {
      start: { ...read, forward: lastState },
      x: array(x, { shape: [batch, length, features] }),
      target: array(labels),
      loss: crossEntropy,
    };
  },
};

/** Classes by what is known when all places are read. */
function lastState(x, run) {
  return this.head.forward(this.recurrent.forward(x, {}, run).h.at(0));
}
