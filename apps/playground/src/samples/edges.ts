// A picture is an array: made from a formula, written as a PNG file, read again, and searched for edges.
import { array, fromFunction, hypot, matrixTranspose, mul, stack } from "@linnet/core";
import { decodeImage, encodePng } from "@linnet/data";
import { convolution } from "@linnet/nn";
import { imageGrid } from "@linnet/plot";

const size = 64;

// A ring in front of a slope of gray, as bytes from 0 to 255.
const drawn = fromFunction([size, size], (i, j) => {
  const distance = Math.hypot(i - 28, j - 34);
  return distance > 10 && distance < 20 ? 230 : 40 + 2 * j;
});
const file = encodePng(drawn.astype("uint8").reshape([size, size, 1]));
const picture = decodeImage(file, { channels: 1 }).reshape([size, size]);
console.log(
  `The file has ${file.length} bytes, and reading it gives back ${picture.shape.join(" × ")} ${picture.dtype} pixels.`,
);

// Sobel’s kernels: differences one way, smoothed the other way.
const across = mul(array([[1], [2], [1]]), array([[-1, 0, 1]]));
const images = picture.astype("float64").div(255).reshape([1, size, size]);
const slope = (kernel: typeof across) => convolution(images, kernel.reshape([1, 1, 3, 3]), null).at(0);
const [dx, dy] = [slope(across), slope(matrixTranspose(across))];
const edges = hypot(dx, dy);

console.log(imageGrid(stack([picture.slice("1:-1", "1:-1").astype("float64").div(255), edges.div(4)]), {
  title: "Sobel’s kernels", labels: ["the picture", "how steep it is"], columns: 2, range: [0, 1], width: 560,
})); // prettier-ignore

// On the slope of gray every step of a column is 2 of 255, and Sobel’s kernel has the weight 8.
const [right, down] = [dx.at(0, 0).item(), dy.at(0, 0).item()];
console.log(`In the corner the slope is ${right.toFixed(6)} across (16/255) and ${down.toFixed(6)} down.`);
