import { elements } from "../../memory/storage.js";
import type { Strided } from "../../strided.js";
import { type Windows, threeOf } from "./windows.js";

/** Places of an image, an output and a weight that are multiplied with each other. */
type Meeting = (x: number, w: number, y: number) => void;

/** Calls `meet` for every product of a convolution, outputs in row-major order, and for each its terms in the order of the weights. */
function eachProduct(how: Windows, x: Strided, w: Strided, y: Strided, meet: Meeting): void {
  const [images, outputs] = y.layout.shape;
  const inputs = w.layout.shape[1];
  const [[D, H, W], size, places] = [x, w, y].map(({ layout }) => threeOf(layout.shape.slice(2), 1));
  const [stride, dilation, before] = [threeOf(how.stride, 1), threeOf(how.dilation, 1), threeOf(how.before, 0)];
  const [ofPlaces, ofWindow] = [indicesOf(places), indicesOf(size)];
  let k = y.offset;
  for (let output = 0; output < images * outputs; output++) {
    const image = Math.floor(output / outputs);
    const group = Math.floor((output % outputs) / (outputs / how.groups));
    for (const p of ofPlaces) {
      let j = w.offset + (output % outputs) * inputs * ofWindow.length;
      for (let c = 0; c < inputs; c++) {
        const channel = x.offset + ((image * how.groups + group) * inputs + c) * D * H * W;
        for (const r of ofWindow) {
          const [d, h, l] = [0, 1, 2].map((i) => p[i] * stride[i] + r[i] * dilation[i] - before[i]);
          if (d >= 0 && d < D && h >= 0 && h < H && l >= 0 && l < W) meet(channel + (d * H + h) * W + l, j, k);
          j++;
        }
      }
      k++;
    }
  }
}

/** All indices of three axes, in row-major order. */
function indicesOf([a, b, c]: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: a * b * c }, (_, i) => [Math.floor(i / (b * c)), Math.floor(i / c) % b, i % c]);
}

const numbers = (x: Strided): ReturnType<typeof elements> => elements(x.storage, x.type);
const clear = (x: Strided): void => void numbers(x).fill(0, x.offset, x.offset + x.layout.size);

/** As `convolve`, one product after the other. */
export function convolve(how: Windows, x: Strided, w: Strided, bias: Strided | null, out: Strided): void {
  clear(out);
  const [a, b, y] = [x, w, out].map(numbers);
  eachProduct(how, x, w, out, (i, j, k) => (y[k] += a[i] * b[j]));
  if (bias === null) return;
  const [images, outputs] = out.layout.shape;
  const each = out.layout.size / (images * outputs);
  const addends = numbers(bias);
  for (let i = 0; i < out.layout.size; i++)
    y[out.offset + i] += addends[bias.offset + (Math.floor(i / each) % outputs)];
}

/** As `convolveTransposed`. */
export function convolveTransposed(how: Windows, y: Strided, w: Strided, out: Strided): void {
  clear(out);
  const [a, b, x] = [y, w, out].map(numbers);
  eachProduct(how, out, w, y, (i, j, k) => (x[i] += a[k] * b[j]));
}

/** As `convolveWeights`. */
export function convolveWeights(how: Windows, x: Strided, y: Strided, out: Strided): void {
  clear(out);
  const [a, b, w] = [x, y, out].map(numbers);
  eachProduct(how, x, out, y, (i, j, k) => (w[j] += a[i] * b[k]));
}
