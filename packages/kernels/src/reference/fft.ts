import { partView } from "../complex/parts.js";
import type { Fft } from "../fft/fourier.js";
import { fuse, innerLength, innerStep, walk } from "../loops.js";
import { elements } from "../memory/storage.js";
import type { Strided } from "../strided.js";

/** Numbers of a line: real and imaginary parts. */
type Line = readonly [re: number[], im: number[]];

/**
 * out ← scale·Σⱼ e^(sign·2πi·jk/n)·xⱼ along an axis, as it is defined: n² products for a line.
 *
 * @see Higham, *Accuracy and stability of numerical algorithms*, 2002, chapter 24
 */
export const fft: Fft = (how, x, axis, out) => {
  if (out.layout.size === 0) return;
  const n = (how.half === "x" ? out : x).layout.shape[axis];
  const angles = Array.from({ length: n }, (_, k) => (how.sign * 2 * Math.PI * k) / n);
  const [cos, sin] = [angles.map(Math.cos), angles.map(Math.sin)];
  eachLine(x, axis, out, (read, write) => {
    const line = how.half === "x" ? whole(read(), n, how.weight) : read();
    for (let k = 0; k < out.layout.shape[axis]; k++) {
      let [re, im] = [0, 0];
      for (let j = 0; j < n; j++) {
        const [c, s] = [cos[(j * k) % n], sin[(j * k) % n]];
        re += c * line[0][j] - s * line[1][j];
        im += c * line[1][j] + s * line[0][j];
      }
      const isAlone = k === 0 || 2 * k === n;
      const factor = how.half === "out" && !isAlone ? how.scale * how.weight : how.scale;
      write(k, re * factor, im * factor);
    }
  });
};

/** The n elements of which the first half is given. */
function whole([re, im]: Line, n: number, weight: number): Line {
  const line: Line = [[re[0]], [0]];
  for (let k = 1; 2 * k <= n; k++) {
    const isAlone = 2 * k === n;
    line[0][k] = line[0][n - k] = isAlone ? re[k] : weight * re[k];
    line[1][n - k] = isAlone ? 0 : -weight * im[k];
    line[1][k] = isAlone ? 0 : weight * im[k];
  }
  return line;
}

function eachLine(
  x: Strided,
  axis: number,
  out: Strided,
  f: (read: () => Line, write: (k: number, re: number, im: number) => void) => void,
): void {
  const rest = (list: readonly number[]): number[] => list.filter((_, i) => i !== axis);
  const loops = fuse(rest(out.layout.shape), [rest(x.layout.strides), rest(out.layout.strides)]);
  walk(loops, 1, [0, 0], ([from, to]) => {
    for (let i = 0; i < innerLength(loops); i++) {
      const [first, last] = [from + i * innerStep(loops, 0), to + i * innerStep(loops, 1)];
      f(
        () => [0, 1].map((part) => readPart(x, axis, first, part)) as unknown as Line, // as many parts as a line has
        (k, re, im) => writeParts(out, last + k * out.layout.strides[axis], re, im),
      );
    }
  });
}

function readPart(x: Strided, axis: number, first: number, part: number): number[] {
  const isComplex = x.type.kind === "complex";
  if (part === 1 && !isComplex) return new Array<number>(x.layout.shape[axis]).fill(0);
  const numbers = isComplex ? partView(x, part === 1 ? 1 : 0) : x;
  const data = elements(numbers.storage, numbers.type);
  const places = isComplex ? 2 : 1;
  return Array.from(
    { length: x.layout.shape[axis] },
    (_, j) => data[numbers.offset + (first + j * x.layout.strides[axis]) * places],
  );
}

function writeParts(out: Strided, at: number, re: number, im: number): void {
  const data = elements(out.storage, out.type);
  if (out.type.kind !== "complex") data[out.offset + at] = re;
  else [data[2 * (out.offset + at)], data[2 * (out.offset + at) + 1]] = [re, im];
}
