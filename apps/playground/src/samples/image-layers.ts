// A picture as a sum of layers, the most important first: the singular value decomposition.
import { matmul, mul, rearrange, stack, sub } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { matrixNorm, svd } from "@linnet/linalg";
import { imageGrid, singularValuePlot } from "@linnet/plot";

// 64 handwritten digits, laid out as one picture of 64 × 64 pixels.
const digits = loadDigits().images.slice("0:64").div(16);
const picture = rearrange(digits, "(down across) y x -> (down y) (across x)", { down: 8 });

const { U, S, Vh } = svd(picture);
console.log(singularValuePlot(S, { title: "How much each layer holds" }));

const ranks = [1, 4, 8, 16, 32];
const approximations = ranks.map((rank) => {
  const first = `:${rank}` as const;
  return matmul(mul(U.slice(":", first), S.slice(first)), Vh.slice(first));
});
const labels = [...ranks.map((rank) => `${rank} layers`), "all of it"];
console.log(imageGrid(stack([...approximations, picture]), { columns: 3, labels, range: [0, 1], width: 620 }));

ranks.forEach((rank, i) => {
  const left = sub(picture, approximations[i] ?? picture);
  const error = matrixNorm(left).item() / matrixNorm(picture).item();
  const tail = matrixNorm(S.slice(`${rank}:`).reshape([-1, 1])).item() / matrixNorm(picture).item();
  // Eckart and Young (1936): no other picture of this rank is nearer, and the error is what the left-out layers hold
  console.log(
    `${rank} layers: ${129 * rank} numbers for 4096, error ${error.toFixed(6)} (of the tail: ${tail.toFixed(6)})`,
  );
});
