// The chain rule through a small network, told as products of matrices; and automatic differentiation agrees.
import { type NDArray, add, array, matmul, max, mean, relu, square, sub, abs } from "@linnet/core";
import { grad } from "@linnet/autograd";
import * as explain from "@linnet/explain";

const x = array([
  [1, 2],
  [-1, 1],
]);
const target = array([[1], [0]]);
const layers = [
  { weight: array([[1, -1], [2, 1], [0, 1]]), bias: array([0, 1, -1]) },
  { weight: array([[1, -2, 3]]), bias: array([2]) },
]; // prettier-ignore

const story = explain.backward(x, target, layers, { activation: "relu", loss: "mse" });
console.log(story);

// The same by autograd, from the loss alone.
type Layers = readonly { readonly weight: NDArray; readonly bias: NDArray }[];
function loss(layers: Layers): NDArray {
  const out = layers.reduce((h: NDArray, { weight, bias }, l) => {
    const z: NDArray = add(matmul(h, weight.T), bias);
    return l < layers.length - 1 ? relu(z) : z;
  }, x);
  return mean(square(sub(out, target)));
}
const gradient = grad(loss)(layers);
gradient.forEach(({ weight }, l) => {
  const told = story.result(`dW${"₁₂"[l] ?? ""}`);
  console.log(`dW${l + 1} by autograd:`, weight);
  console.log(`it differs from the story by ${max(abs(sub(weight, told))).item()}`);
});
