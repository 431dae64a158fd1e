// A picture out of focus: undoing the blur multiplies the noise, unless small singular values are held back.
import {
  type NDArray,
  add,
  array,
  div,
  fromFunction,
  matmul,
  mul,
  random,
  rearrange,
  square,
  stack,
  sub,
  sum,
} from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { cond, matrixNorm, svd } from "@linnet/linalg";
import { imageGrid, lineChart } from "@linnet/plot";

const digits = loadDigits().images.slice("10:26").div(16);
const sharp = rearrange(digits, "(down across) y x -> (down y) (across x)", { down: 4 });
const n = 32;

// Blurred along columns and rows by a bell of one pixel: Y = B·X·Bᵀ, and noise of one percent.
const bell = fromFunction([n, n], (i, j) => Math.exp(-((i - j) ** 2) / 2));
const B = div(bell, sum(bell, { axis: 1, keepDims: true }));
const blurred = matmul(matmul(B, sharp), B.T).add(random(1).normal([n, n], { std: 0.01 }));
const condition = cond(B).item();
console.log(`The blur has the condition ${condition.toFixed(0)} one way, ${(condition ** 2).toFixed(0)} both ways.`);

// In the bases of B = U·S·Vᵀ each number is multiplied by sᵢ·sⱼ = s. Tikhonov’s filter s/(s² + λ) undoes it, but
// not where s is less than √λ, where there is nothing but noise.
const { U, S, Vh } = svd(B);
const s = mul(S.reshape([n, 1]), S);
const seen = matmul(matmul(U.T, blurred), U);
const restore = (lambda: number): NDArray => matmul(matmul(Vh.T, mul(seen, div(s, add(square(s), lambda)))), Vh);
const error = (picture: NDArray): number => matrixNorm(sub(picture, sharp)).item() / matrixNorm(sharp).item();

const strengths = Array.from({ length: 31 }, (_, i) => 10 ** (-6 + i / 5));
const errors = strengths.map((lambda) => error(restore(lambda)));
const best = strengths[errors.indexOf(Math.min(...errors))] ?? 0;
console.log(`blurred: error ${error(blurred).toFixed(3)}; undone without a filter: ${error(restore(0)).toFixed(1)}`);
console.log(`undone with the best filter, λ = ${best.toFixed(4)}: error ${error(restore(best)).toFixed(3)}`);

const pictures = stack([sharp, blurred, restore(0), restore(best)]);
const labels = ["the truth", "blurred, with noise", "undone", "undone with a filter"];
const title = "Sixteen digits, out of focus";
console.log(imageGrid(pictures, { title, labels, columns: 2, range: [0, 1], width: 560 }));
const x = array(strengths.map((lambda) => Math.log10(lambda)));
console.log(
  lineChart({ error: errors }, { x, xLabel: "log λ", yLabel: "error", title: "Too little filter, and too much" }),
);
