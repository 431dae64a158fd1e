// A network by hand: two layers learn “either, but not both”, which no single layer can.
import {
  type NDArray,
  add,
  array,
  mapTree,
  matmul,
  mean,
  mul,
  random,
  sigmoid,
  square,
  sub,
  tanh,
  zeros,
} from "@linnet/core";
import { valueAndGrad } from "@linnet/autograd";
import { heatmap, lossCurve } from "@linnet/plot";

const x = array([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const y = array([[0], [1], [1], [0]]);

const rng = random(1);
let model = {
  W1: rng.normal([2, 6]) as NDArray,
  b1: zeros([6]) as NDArray,
  W2: rng.normal([6, 1]) as NDArray,
  b2: zeros([1]) as NDArray,
};
type Model = typeof model;

const forward = ({ W1, b1, W2, b2 }: Model, x: NDArray): NDArray =>
  sigmoid(add(matmul(tanh(add(matmul(x, W1), b1)), W2), b2));
const loss = (model: Model): NDArray => mean(square(sub(forward(model, x), y)));

// Down along the gradient, which is a tree like the model.
const slope = valueAndGrad(loss);
const losses: number[] = [];
for (let step = 0; step < 600; step++) {
  const [value, gradient] = slope(model);
  losses.push(value.item());
  model = mapTree((w: NDArray, g: NDArray) => sub(w, mul(g, 2)), model, gradient);
}

console.log(lossCurve({ loss: losses }, { scale: "log", title: "Loss", xLabel: "step" }));
console.log("what it answers to (0, 0), (0, 1), (1, 0), (1, 1):", forward(model, x).reshape([4]));

// What it says of all points between.
const side = Array.from({ length: 11 }, (_, i) => i / 10);
const points = array(side.toReversed().flatMap((b) => side.map((a) => [a, b])));
const answers = forward(model, points).reshape([11, 11]);
console.log(
  heatmap(answers, {
    title: "Its answers on the unit square",
    rowLabels: side.toReversed(),
    columnLabels: side,
    xLabel: "first",
    yLabel: "second",
    range: [0, 1],
    values: false,
  }),
);
