// A picture as a sum of layers, the most important first: the singular value decomposition.
import { matmul, mul, rearrange, stack, sub } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { matrixNorm, matrixRank, svd } from "@linnet/linalg";
import { imageGrid, singularValuePlot } from "@linnet/plot";

// 64 handwritten digits, laid out as one picture of 64 × 64 pixels.
const digits = loadDigits().images.slice("0:64").div(16);
const picture = rearrange(digits, "(down across) y x -> (down y) (across x)", { down: 8 });

const { U, S, Vh } = svd(picture);
const all = matrixRank(picture).item();
console.log(`${all} of 64 layers hold something.`);
console.log(singularValuePlot(S.slice(`:${all}`), { title: "How much each layer holds" }));

const ranks = [1, 4, 8, 16, 32];
const approximations = ranks.map((rank) => {
  const first = `:${rank}` as const;
  return matmul(mul(U.slice(":", first), S.slice(first)), Vh.slice(first));
});
const count = (rank: number) => (rank === 1 ? "1 layer" : `${rank} layers`);
const labels = [...ranks.map(count), "all of it"];
const title = "Its best approximations";
console.log(imageGrid(stack([...approximations, picture]), { title, columns: 3, labels, range: [0, 1], width: 620 }));

ranks.forEach((rank, i) => {
  const left = sub(picture, approximations[i] ?? picture);
  const error = matrixNorm(left).item() / matrixNorm(picture).item();
  const tail = matrixNorm(S.slice(`${rank}:`).reshape([-1, 1])).item() / matrixNorm(picture).item();
  // Eckart and Young (1936): no other picture of this rank is nearer, and the error is what the left-out layers hold
  const numbers = `${129 * rank} of 4096 numbers`;
  console.log(`${count(rank)}: ${numbers}, error ${error.toFixed(5)} (rest: ${tail.toFixed(5)})`);
});
