// jax-js on its WebAssembly backend in the rows of the nn table, each step compiled by its jit; it runs on one thread.
import { defaultDevice, init, jit, lax, nn, numpy as np, random, valueAndGrad } from "@jax-js/jax";

await init("wasm");
defaultDevice("wasm");

export const tasks = { step: (inputs) => networks[inputs.kind](inputs) };

let seed = 0;
const weight = (...shape) => np.multiply(random.normal(random.key(++seed), shape), 0.05);
const affine = (x, w, b) => np.add(np.matmul(x, w), b);

/** Parameters are a flat list; `loss(parameters, x, target)` consumes what it gets. */
function step({ optimizer, rate }, parameters, loss, x, target) {
  const slopes = (m, input, wanted) => {
    const [value, slope] = valueAndGrad(loss)(
      m.map((w) => w.ref),
      input,
      wanted,
    );
    value.dispose();
    return slope;
  };
  const rules = {
    sgd: {
      state: [],
      next: (m, slope) => [m.map((w, i) => w.sub(slope[i].mul(rate))), []],
    },
    adam: {
      state: parameters.flatMap((w) => [np.zerosLike(w.ref), np.zerosLike(w.ref)]),
      next(m, slope, state) {
        const moved = [];
        const kept = [];
        for (const [i, w] of m.entries()) {
          const first = state[2 * i].mul(0.9).add(slope[i].ref.mul(0.1));
          const second = state[2 * i + 1].mul(0.999).add(np.square(slope[i]).mul(0.001));
          kept.push(first.ref, second.ref);
          moved.push(w.sub(first.mul(rate).div(np.sqrt(second).add(1e-8)))); // without the corrections of the first steps
        }
        return [moved, kept];
      },
    },
  };
  const { state, next } = rules[optimizer];
  const whole = jit((m, s, input, wanted) => next(m, slopes(m, input, wanted), s));
  let now = [parameters, state];
  return async () => {
    now = whole(...now, x.ref, target.ref);
    for (const array of now.flat()) await array.blockUntilReady();
  };
}

function oneHot(labels, classes) {
  const y = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => (y[row * classes + label] = 1));
  return np.array(y).reshape([labels.length, classes]);
}

const crossEntropy = (logits, targets) => np.sum(nn.logSoftmax(logits).mul(targets.ref)).mul(-1 / targets.shape[0]);

const networks = {
  mlp(inputs) {
    const { widths, batch, x, labels } = inputs;
    const parameters = widths.slice(1).flatMap((out, i) => [weight(widths[i], out), weight(out)]);
    const loss = (m, input, targets) => {
      let y = input;
      for (let i = 0; i < m.length; i += 2) y = affine(i === 0 ? y : nn.relu(y), m[i], m[i + 1]);
      return crossEntropy(y, targets);
    };
    return step(inputs, parameters, loss, np.array(x).reshape([batch, widths[0]]), oneHot(labels, widths.at(-1)));
  },

  cnn(inputs) {
    const { side, channels, batch, x, labels } = inputs;
    const features = channels.at(-1) * (side / 2 ** channels.length) ** 2;
    const filters = channels.flatMap((out, i) => [weight(out, i === 0 ? 1 : channels[i - 1], 3, 3), weight(out, 1, 1)]);
    const loss = (m, input, targets) => {
      let y = input;
      for (let i = 0; i + 2 < m.length; i += 2) {
        y = nn.relu(np.add(lax.convGeneralDilated(y, m[i], [1, 1], "SAME"), m[i + 1]));
        y = lax.reduceWindow(y, np.max, [1, 1, 2, 2], [1, 1, 2, 2]);
      }
      return crossEntropy(affine(y.reshape([batch, features]), m.at(-2), m.at(-1)), targets);
    };
    const parameters = [...filters, weight(features, 10), weight(10)];
    return step(inputs, parameters, loss, np.array(x).reshape([batch, 1, side, side]), oneHot(labels, 10));
  },

  transformer(inputs) {
    const { features, heads, hidden, length, batch, x, target } = inputs;
    const size = features / heads;
    const split = (y) => np.transpose(y.reshape([batch, length, heads, size]), [0, 2, 1, 3]);
    const normed = (y, scale, shift) => {
      const centred = y.ref.sub(np.mean(y, -1, { keepdims: true }));
      const variance = np.mean(np.square(centred.ref), -1, { keepdims: true });
      return centred
        .div(np.sqrt(variance.add(1e-5)))
        .mul(scale)
        .add(shift);
    };
    const loss = (m, input, wanted) => {
      const [wq, bq, wk, bk, wv, bv, wo, bo, w1, b1, w2, b2, s1, t1, s2, t2] = m;
      const [q, k, v] = [
        [wq, bq],
        [wk, bk],
        [wv, bv],
      ].map(([w, b]) => split(affine(input.ref, w, b)));
      const weights = nn.softmax(np.matmul(q, np.transpose(k, [0, 1, 3, 2])).mul(size ** -0.5), -1);
      const joined = np.transpose(np.matmul(weights, v), [0, 2, 1, 3]).reshape([batch * length, features]);
      const y = normed(np.add(input, affine(joined, wo, bo)), s1, t1);
      const z = normed(np.add(y.ref, affine(nn.relu(affine(y, w1, b1)), w2, b2)), s2, t2);
      return np.mean(np.square(z.sub(wanted)));
    };
    const linear = (rows, cols) => [weight(rows, cols), weight(cols)];
    const parameters = [
      ...[0, 1, 2, 3].flatMap(() => linear(features, features)),
      ...linear(features, hidden),
      ...linear(hidden, features),
      ...[0, 1].flatMap(() => [np.ones([features]), np.zeros([features])]),
    ];
    const rows = (a) => np.array(a).reshape([batch * length, features]);
    return step(inputs, parameters, loss, rows(x), rows(target));
  },

  lstm(inputs) {
    const { features, units, length, batch, x, labels } = inputs;
    const loss = ([wi, bi, wh, wo, bo], input, targets) => {
      let h = np.zeros([batch, units]);
      let c = np.zeros([batch, units]);
      const places = np.split(affine(input, wi, bi), length, 1);
      for (const place of places) {
        const gates = np.add(place.reshape([batch, 4 * units]), np.matmul(h, wh.ref));
        const [i, f, g, o] = np.split(gates, 4, 1);
        c = nn
          .sigmoid(f)
          .mul(c)
          .add(nn.sigmoid(i).mul(np.tanh(g)));
        h = nn.sigmoid(o).mul(np.tanh(c.ref));
      }
      return crossEntropy(affine(h, wo, bo), targets);
    };
    const parameters = [
      weight(features, 4 * units),
      weight(4 * units),
      weight(units, 4 * units),
      weight(units, 10),
      weight(10),
    ];
    return step(inputs, parameters, loss, np.array(x).reshape([batch, length, features]), oneHot(labels, 10));
  },
};
