// Two spirals, one in the other: a small network learns where one ends and the other begins.
import {
  type NDArray,
  add,
  array,
  concat,
  cos,
  linspace,
  mul,
  random,
  sigmoid,
  sin,
  stack,
  zeros,
  ones,
} from "@linnet/core";
import { Linear, Tanh, adam, bceWithLogits, fit, predict, sequential } from "@linnet/nn";
import { heatmap, lossCurve, scatter } from "@linnet/plot";

const rng = random(5);
const turn = linspace(0.6, 1.5 * 2 * Math.PI, 150);
const arm: NDArray = stack([mul(cos(turn), turn), mul(sin(turn), turn)], { axis: 1 }).div(3);
const x = concat([arm, arm.mul(-1)])
  .add(rng.normal([300, 2], { std: 0.06 }))
  .astype("float32");
const y = concat([zeros([150]), ones([150])]).astype("float32");
console.log(scatter(x, { labels: y.astype("int32"), classNames: ["first", "second"], title: "Two spirals" }));

const model = sequential(
  Linear.init(rng, 2, 32),
  new Tanh(),
  Linear.init(rng, 32, 32),
  new Tanh(),
  Linear.init(rng, 32, 1),
);
const { model: trained, history } = await fit(model, { x, y: y.reshape([300, 1]) }, {
  loss: bceWithLogits,
  optimizer: adam({ learningRate: 0.02 }),
  epochs: 100,
  batchSize: 60,
  seed: 1,
}); // prettier-ignore
console.log(lossCurve({ loss: history.map(({ loss }) => loss) }, { title: "Loss", scale: "log" }));

const isOne = predict(trained, x).reshape([300]).greater(0).astype("float32");
const right = isOne.equal(y).astype("float64").mean().item();
console.log(`The network has ${(100 * right).toFixed(1)} % of the points right.`);

// What it says of every place in the square.
const [side, size] = [linspace(-3.3, 3.3, 61), 61];
const rows: NDArray = mul(side, -1).reshape([size, 1]);
const places = stack([add(side, mul(rows, 0)), add(mul(side, 0), rows)], { axis: 2 }).reshape([-1, 2]);
const names = Array.from({ length: size }, () => "");
const odds = sigmoid(predict(trained, places.astype("float32"))).reshape([size, size]);
console.log(
  heatmap(array(odds.toArray()), {
    title: "Is it the second?",
    rowLabels: names,
    columnLabels: names,
    xLabel: "x from −3.3 to 3.3",
    ramp: "diverging",
    range: [0, 1],
    values: false,
  }),
);
