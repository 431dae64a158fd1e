import { elements, requireLive } from "@linnet/kernels";
import { type ElementFormat, floatFormat, scalarFormat } from "./format-float.js";
import type { NDArray } from "./ndarray.js";
import { printing } from "./printing.js";

/**
 * The elements of `x` in the layout of NumPy's `str`: columns aligned, up to 8 digits after the point, scientific
 * notation where magnitudes are far apart, `...` in arrays of more than 1000 elements, lines of up to 75 characters;
 * `configure({ print })` sets others.
 *
 * @example
 * format(array([[1, 2.5], [-3, 4]])); // "[[ 1.   2.5]\n [-3.   4. ]]"
 */
export function format(x: NDArray): string {
  requireLive(x.storage, "toString");
  if (x.size === 0) return "[]";
  const show = elementFormat(x);
  return x.ndim === 0 ? show(x.offset) : block(x, show, 0, x.offset, " ", printing.lineWidth);
}

/** The indices along an axis of length `n` that are shown; −1 stands for those left out. */
export function shownIndices(n: number, size: number): readonly number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  const { threshold, edgeItems } = printing;
  return size <= threshold || n <= 2 * edgeItems ? all : [...all.slice(0, edgeItems), -1, ...all.slice(n - edgeItems)];
}

/** Shows the element at a position of the storage as it appears among all that are shown of `x`. */
export function elementFormat(x: NDArray): ElementFormat {
  const data = elements(x.storage, x.type);
  const single = x.type.name === "float32" || x.type.name === "complex64";
  const positions = shownPositions(x);
  switch (x.type.kind) {
    case "bool": {
      const yes = x.ndim === 0 ? "True" : " True";
      return (at) => (data[at] === 0 ? "False" : yes);
    }
    case "int":
    case "uint": {
      const width = positions.reduce((n, at) => Math.max(n, String(data[at]).length), 0);
      return (at) => String(data[at]).padStart(width);
    }
    case "float": {
      const show =
        x.ndim === 0
          ? scalarFormat(single)
          : floatFormat(
              positions.map((at) => data[at]),
              { single, signed: false },
            );
      return (at) => show(data[at]);
    }
    case "complex": {
      const real = floatFormat(
        positions.map((at) => data[2 * at]),
        { single, signed: false },
      );
      const imaginary = floatFormat(
        positions.map((at) => data[2 * at + 1]),
        { single, signed: true },
      );
      return (at) => real(data[2 * at]) + imaginary(data[2 * at + 1]).replace(/ *$/, (blanks) => `j${blanks}`);
    }
  }
}

function shownPositions(x: NDArray): readonly number[] {
  const { shape, strides } = x.layout;
  return shape.reduce<readonly number[]>(
    (starts, n, axis) => {
      const indices = shownIndices(n, x.size).filter((i) => i >= 0);
      return starts.flatMap((at) => indices.map((i) => at + i * strides[axis]));
    },
    [x.offset],
  );
}

/** The sub-array along `axis` from position `at`, in brackets; its first line is `indent` to the right. */
function block(x: NDArray, show: ElementFormat, axis: number, at: number, indent: string, width: number): string {
  const { shape, strides } = x.layout;
  const indices = shownIndices(shape[axis], x.size);
  if (axis === shape.length - 1) {
    const words = indices.map((i) => (i < 0 ? "..." : show(at + i * strides[axis])));
    return `[${wrapped(words, indent, width - 1).slice(indent.length)}]`;
  }
  const parts = indices.map((i) =>
    i < 0 ? `${indent}...` : indent + block(x, show, axis + 1, at + i * strides[axis], `${indent} `, width - 1),
  );
  return `[${parts.join("\n".repeat(shape.length - 1 - axis)).slice(indent.length)}]`;
}

/** Words in lines of up to `width` characters, each line after `indent`. */
function wrapped(words: readonly string[], indent: string, width: number): string {
  let text = "";
  let line = indent;
  words.forEach((word, i) => {
    if (line.length + word.length > width && line.length > indent.length) {
      text += `${line.trimEnd()}\n`;
      line = indent;
    }
    line += i < words.length - 1 ? `${word} ` : word;
  });
  return text + line;
}
