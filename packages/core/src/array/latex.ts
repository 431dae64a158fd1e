import { requireLive } from "@linnet/kernels";
import { requireArray } from "./argument.js";
import type { ElementFormat } from "./format-float.js";
import type { NDArray } from "./ndarray.js";
import { elementFormat, shownIndices } from "./print.js";

/**
 * `x` as LaTeX, with the digits that `format` shows: a matrix in brackets, a vector as one row, an array of more axes
 * as a column of matrices. A complex number is written as a + bi.
 *
 * @example
 * toLatex(array([[1, 2.5], [-3, 4]])); // "\\begin{bmatrix} 1 & 2.5 \\\\ -3 & 4 \\end{bmatrix}"
 */
export function toLatex(x: NDArray): string {
  requireLive(requireArray("toLatex", "x", x).storage, "toLatex");
  if (x.size === 0) return bracketed("");
  return sub(x, elementFormat(x), 0, x.offset);
}

function sub(x: NDArray, show: ElementFormat, axis: number, at: number): string {
  const { shape, strides } = x.layout;
  const axes = shape.length - axis;
  const along = (k: number, from: number, each: (at: number) => string, gap: string, dots: string): string =>
    shownIndices(shape[k], x.size)
      .map((i) => (i < 0 ? dots : each(from + i * strides[k])))
      .join(gap);
  if (axes === 0) return number(show(at));
  if (axes === 1) return bracketed(along(axis, at, (i) => number(show(i)), " & ", "\\cdots"));
  if (axes > 2) return bracketed(along(axis, at, (i) => sub(x, show, axis + 1, i), " \\\\ ", "\\vdots"));
  const row = (from: number): string => along(axis + 1, from, (i) => number(show(i)), " & ", "\\cdots");
  const dots = shownIndices(shape[axis + 1], x.size).map((i) => (i < 0 ? "\\ddots" : "\\vdots"));
  return bracketed(along(axis, at, row, " \\\\ ", dots.join(" & ")));
}

function bracketed(body: string): string {
  return `\\begin{bmatrix} ${body}${body && " "}\\end{bmatrix}`;
}

const words: Readonly<Record<string, string>> = {
  nan: "\\mathrm{NaN}",
  inf: "\\infty",
  "-inf": "-\\infty",
  True: "\\mathrm{true}",
  False: "\\mathrm{false}",
};

/** Real part, sign and size of the imaginary part: the last sign that no exponent has. */
const COMPLEX = /^(.*[^e])([+-])(.*)j$/;

/** One number as printed, without the blanks and the bare point, powers of ten written out. */
function number(printed: string): string {
  const text = printed.trim();
  const parts = COMPLEX.exec(text);
  if (parts !== null) return `${number(parts[1])} ${parts[2]} ${number(parts[3]).replace(/y$/, "y ")}i`; // \\infty i
  if (Object.hasOwn(words, text)) return words[text];
  const [mantissa, exponent] = text.split("e");
  const digits = mantissa.includes(".") ? mantissa.replace(/\.?0*$/, "") : mantissa;
  return exponent === undefined || Number(exponent) === 0 ? digits : `${digits} \\times 10^{${Number(exponent)}}`;
}
