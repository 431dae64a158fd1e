import { grad } from "@linnet/autograd";
import { type NDArray, array, oneHot, onesLike, relu, sigmoid, sign, softmax, sub, tanh } from "@linnet/core";
import * as explain from "@linnet/explain";
import { crossEntropy, mse } from "@linnet/nn";

type Matrix = readonly (readonly number[])[];

export interface Inputs {
  /** Examples, one a row, and the class of each: 0 or 1. */
  readonly X: Matrix;
  readonly classes: readonly number[];
  readonly W1: Matrix;
  readonly b1: readonly number[];
  readonly W2: Matrix;
  readonly b2: readonly number[];
  readonly activation: "relu" | "tanh" | "sigmoid" | "identity";
  readonly loss: "mse" | "crossEntropy";
  /** How far a step goes against the gradient. */
  readonly rate: number;
}

/** The bend between the layers, and its slope where it came to h. */
const ACTIVATIONS = {
  relu: { bend: (z: NDArray) => relu(z), slope: (h: NDArray) => sign(h) },
  tanh: { bend: (z: NDArray) => tanh(z), slope: (h: NDArray) => sub(1, h.mul(h)) },
  sigmoid: { bend: (z: NDArray) => sigmoid(z), slope: (h: NDArray) => h.mul(sub(1, h)) },
  identity: { bend: (z: NDArray) => z, slope: (h: NDArray) => onesLike(h) },
};

type Parameters = readonly [W1: NDArray, b1: NDArray, W2: NDArray, b2: NDArray];

/** Examples through two layers and back: what the loss is, and how each number moves it. */
export function compute({ X, classes, W1, b1, W2, b2, activation, loss, rate }: Inputs) {
  const { bend, slope } = ACTIVATIONS[activation];
  const parameters: Parameters = [array(W1), array(b1), array(W2), array(b2)];
  const x: NDArray = array(X);
  const labels: NDArray = array(classes, { dtype: "int32" });
  const T: NDArray = oneHot(labels, 2, { dtype: "float64" });
  const lossOf = (Y: NDArray): NDArray => (loss === "mse" ? mse(Y, T) : crossEntropy(Y, labels));

  // [forward] Two matrix products with a bend between them; each row is an example.
  const forward = ([W1, b1, W2, b2]: Parameters) => {
    const H = bend(x.matmul(W1.T).add(b1));
    return { H, Y: H.matmul(W2.T).add(b2) };
  };
  const { H, Y } = forward(parameters);

  // [loss] How far the output is from the target, and the slope of that by each output.
  const value: number = lossOf(Y).item();
  const dY = loss === "mse" ? Y.sub(T).mul(2 / Y.size) : softmax(Y).sub(T).div(X.length);

  // [last] A weight of the last layer moves the loss by what came in times the slope at what went out.
  const [dW2, db2] = [dY.T.matmul(H), dY.sum({ axis: 0 })];

  // [back] The slope goes back along the same weights, and through the bend.
  const dZ = dY.matmul(parameters[2]).mul(slope(H));

  // [first] The same for the first layer.
  const [dW1, db1] = [dZ.T.matmul(x), dZ.sum({ axis: 0 })];

  // [step] A short step against the gradients lowers the loss.
  const gradients = [dW1, db1, dW2, db2];
  const next = parameters.map((p, i) => p.sub(gradients[i].mul(rate))) as unknown as Parameters;
  const after: number = lossOf(forward(next).Y).item();

  // [check] `grad` finds the same from the loss alone.
  const found = grad((p: Parameters) => lossOf(forward(p).Y))(parameters);
  const differences = found.map((g, i) => g.sub(gradients[i]).toTypedArray());

  // [tell] All of it, step by step.
  const layers = [
    { weight: W1, bias: b1 },
    { weight: W2, bias: b2 },
  ];
  const target = loss === "mse" ? (T.toArray() as number[][]) : classes;
  const story = explain.backward(X, target, layers, { activation, loss, precision: 4 });
  return {
    story,
    loss: value,
    after,
    H: H.toArray() as number[][],
    Y: Y.toArray() as number[][],
    dY: dY.toArray() as number[][],
    dZ: dZ.toArray() as number[][],
    dW1: dW1.toArray() as number[][],
    db1: db1.toArray() as number[],
    dW2: dW2.toArray() as number[][],
    db2: db2.toArray() as number[],
    next: next.map((p) => p.toArray() as number[] | number[][]),
    difference: Math.max(...differences.flatMap((all) => Array.from(all, Math.abs))),
  };
}
