import { grad } from "@linnet/autograd";
import { type NDArray, abs, add, array, matmul, mean, mul, relu, square, sub, sum } from "@linnet/core";
import { backward } from "@linnet/explain";
import { distance, gamma, largest, valuesOf } from "./distance.js";
import type { ToldStory } from "./told-story.js";

/** A zero and a one. */
const DIGITS = [10, 1];
const TARGET = [
  [1, 0],
  [0, 1],
];
const FIRST = {
  weight: [
    [-1, "1/2"],
    ["-1/3", 1],
  ],
  bias: [1, 0],
};
const SECOND = {
  weight: [
    [1, "1/2"],
    [-1, 1],
  ],
  bias: [0, "1/3"],
};

interface Layer {
  readonly weight: NDArray;
  readonly bias: NDArray;
}

/** The gradients of two layers that read two pixels of two digits. */
export function backwardStory(images: NDArray): ToldStory {
  const x = DIGITS.map((digit) => [3, 4].map((column) => `${images.at(digit, 4, column).item()}/16`));
  const told = backward(x, TARGET, [FIRST, SECOND], { arithmetic: "exact" });
  const [first, second] = told.steps; // the layers on the way forward
  const input = valuesOf(first.after["X"]);
  const layers: readonly Layer[] = [
    { weight: valuesOf(first.after["W₁"]), bias: valuesOf(first.after["b₁"]) },
    { weight: valuesOf(second.after["W₂"]), bias: valuesOf(second.after["b₂"]) },
  ];
  const target: NDArray = array(TARGET);
  const loss = ([lower, upper]: readonly Layer[]): NDArray =>
    mean(square(sub(affine(relu(affine(input, lower)), upper), target)));
  const gradient = grad(loss)(layers);
  const apart = gradient.flatMap(({ weight, bias }, l) => [
    distance(told.result(`dW${"₁₂"[l]}`), weight),
    distance(told.result(`db${"₁₂"[l]}`), bias),
  ]);
  return { story: told.toJSON(), difference: Math.max(...apart), bound: roundings(input, layers, target) };
}

function affine(x: NDArray, { weight, bias }: Layer): NDArray {
  return add(matmul(x, weight.T), bias);
}

/**
 * What rounding can make of the gradients, which are sums of products of the inputs: γ₂₀ times the same sums of their sizes.
 *
 * @remarks 20 counts the roundings on the longest way, to dW₂. Y takes 9: x and W₁ as doubles, their product, sum and bias;
 *   W₂ as double, product, sum and bias. dY takes 3 more (t, twice, over n), H₁ 5, their product and sum 2; one rounds the
 *   fraction that is compared with. No input of relu is within that of zero, so that it passes the same ones.
 */
function roundings(x: NDArray, layers: readonly Layer[], target: NDArray): number {
  const [lower, upper] = layers.map(({ weight, bias }): Layer => ({ weight: abs(weight), bias: abs(bias) }));
  const [input, wanted]: NDArray[] = [abs(x), abs(target)];
  const H = affine(input, lower);
  const dY: NDArray = mul(add(affine(H, upper), wanted), 2 / target.size);
  const dZ: NDArray = matmul(dY, upper.weight);
  const gradients: NDArray[] = [matmul(dY.T, H), matmul(dZ.T, input), sum(dY, { axis: 0 }), sum(dZ, { axis: 0 })];
  return gamma(20) * Math.max(...gradients.map(largest));
}
