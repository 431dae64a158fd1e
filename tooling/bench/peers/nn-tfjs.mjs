// TensorFlow.js on its WebAssembly backend in the rows of the nn table; in Node it has SIMD and one thread. What its layers
// library does is written here in its operations.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url); // its ES modules do not resolve in Node
const tf = require("@tensorflow/tfjs"); // the core alone has no gradients
const wasm = require("@tensorflow/tfjs-backend-wasm");
wasm.setThreadsCount(1);
await tf.setBackend("wasm");
await tf.ready();

export const tasks = { step: (inputs) => networks[inputs.kind](inputs) };

const weight = (...shape) => tf.variable(tf.randomNormal(shape, 0, 0.05));
const affine = (x, { w, b }) => tf.add(tf.matMul(x, w), b);
const linear = (rows, cols) => ({ w: weight(rows, cols), b: weight(cols) });
const leaves = (tree) => (tree instanceof tf.Variable ? [tree] : Object.values(tree).flatMap(leaves));

function step({ optimizer, rate }, model, loss) {
  const rule = tf.train[optimizer](rate);
  const variables = leaves(model);
  return () => tf.tidy(() => void rule.minimize(loss, false, variables));
}

/** Of softmax; its own operation of that name wants one-hot targets too. */
function crossEntropy(logits, labels) {
  return tf.losses.softmaxCrossEntropy(labels, logits);
}

const oneHot = (labels, classes) => tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), classes), "float32");

const networks = {
  mlp(inputs) {
    const { widths, batch, x, labels } = inputs;
    const images = tf.tensor2d(x, [batch, widths[0]]);
    const targets = oneHot(labels, widths.at(-1));
    const model = widths.slice(1).map((out, i) => linear(widths[i], out));
    const forward = () => model.reduce((y, layer, i) => affine(i === 0 ? y : tf.relu(y), layer), images);
    return step(inputs, model, () => crossEntropy(forward(), targets));
  },

  cnn(inputs) {
    const { side, channels, batch, x, labels } = inputs;
    const images = tf.tensor4d(x, [batch, side, side, 1]);
    const targets = oneHot(labels, 10);
    const features = channels.at(-1) * (side / 2 ** channels.length) ** 2;
    const model = {
      filters: channels.map((out, i) => ({ w: weight(3, 3, i === 0 ? 1 : channels[i - 1], out), b: weight(out) })),
      head: linear(features, 10),
    };
    const block = (y, { w, b }) => tf.maxPool(tf.relu(tf.add(tf.conv2d(y, w, 1, "same"), b)), 2, 2, "valid");
    const forward = () => affine(tf.reshape(model.filters.reduce(block, images), [batch, features]), model.head);
    return step(inputs, model, () => crossEntropy(forward(), targets));
  },

  transformer(inputs) {
    const { features, heads, hidden, length, batch, x, target } = inputs;
    const [given, wanted] = [
      tf.tensor2d(x, [batch * length, features]),
      tf.tensor2d(target, [batch * length, features]),
    ];
    const norm = () => ({ scale: tf.variable(tf.ones([features])), shift: tf.variable(tf.zeros([features])) });
    const model = {
      query: linear(features, features),
      key: linear(features, features),
      value: linear(features, features),
      out: linear(features, features),
      wide: linear(features, hidden),
      narrow: linear(hidden, features),
      first: norm(),
      second: norm(),
    };
    const size = features / heads;
    const split = (y) => tf.transpose(tf.reshape(y, [batch, length, heads, size]), [0, 2, 1, 3]);
    const normed = (y, { scale, shift }) => {
      const centred = tf.sub(y, tf.mean(y, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5))), scale), shift);
    };
    const attended = (y) => {
      const [q, k, v] = [model.query, model.key, model.value].map((layer) => split(affine(y, layer)));
      const weights = tf.softmax(tf.mul(tf.matMul(q, k, false, true), size ** -0.5));
      const joined = tf.transpose(tf.matMul(weights, v), [0, 2, 1, 3]);
      return affine(tf.reshape(joined, [batch * length, features]), model.out);
    };
    const forward = () => {
      const y = normed(tf.add(given, attended(given)), model.first);
      return normed(tf.add(y, affine(tf.relu(affine(y, model.wide)), model.narrow)), model.second);
    };
    return step(inputs, model, () => tf.mean(tf.square(tf.sub(forward(), wanted))));
  },

  lstm(inputs) {
    const { features, units, length, batch, x, labels } = inputs;
    const places = tf.unstack(tf.tensor3d(x, [batch, length, features]), 1);
    const targets = oneHot(labels, 10);
    const model = { input: linear(features, 4 * units), state: weight(units, 4 * units), head: linear(units, 10) };
    const forward = () => {
      let h = tf.zeros([batch, units]);
      let c = tf.zeros([batch, units]);
      for (const place of places) {
        const gates = tf.add(affine(place, model.input), tf.matMul(h, model.state));
        const [input, forget, cell, output] = tf.split(gates, 4, 1);
        c = tf.add(tf.mul(tf.sigmoid(forget), c), tf.mul(tf.sigmoid(input), tf.tanh(cell)));
        h = tf.mul(tf.sigmoid(output), tf.tanh(c));
      }
      return affine(h, model.head);
    };
    return step(inputs, model, () => crossEntropy(forward(), targets));
  },
};
