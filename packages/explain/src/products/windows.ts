import { type Draft, type Grid, blank, columnVector, dot, filled } from "../arithmetic/grid.js";
import type { Recorder } from "../story/recorder.js";

/** How the window moves. */
export interface Sliding {
  readonly stride: number;
  readonly padding: number;
}

/** The windows of an image in rows, and where they are. */
interface Windows<T> {
  readonly down: number;
  readonly across: number;
  readonly rows: Grid<T>;
  /** Places in the image that window k covers. */
  readonly placesOf: (k: number) => readonly (readonly [row: number, column: number])[];
}

/** Tells the convolution of an image, as networks have it, as one product with the matrix of its windows (im2col). */
export function tellWindows<T>(story: Recorder<T>, image: Grid<T>, W: Grid<T>, { stride, padding }: Sliding): void {
  const X = padding > 0 ? tellBorder(story, image, padding) : image;
  const windows = windowsOf(X, W, stride);
  const P: Draft<T> = blank(windows.rows.length, W.length * W[0].length);
  story.set("X", X);
  story.set("W", W);
  story.set("P", P);
  story.set("w", columnVector(W.flat()));
  story.step({
    title: "Write the kernel into a column",
    why: `Row after row, W becomes the column w. Each of the ${windows.rows.length} windows of X that W fits on will become a row in the same order.`,
    rule: "w = vec(W)",
    latex: "\\mathbf{w} = \\operatorname{vec}(W)",
    shown: ["X", "W", "w"],
  });
  windows.rows.forEach((_, k) => tellWindow(story, P, windows, k));
  tellProduct(story, windows, W.flat(), stride);
}

function windowsOf<T>(X: Grid<T>, W: Grid<T>, stride: number): Windows<T> {
  const [height, width] = [W.length, W[0].length];
  const down = Math.floor((X.length - height) / stride) + 1;
  const across = Math.floor((X[0].length - width) / stride) + 1;
  const placesOf = (k: number): readonly (readonly [number, number])[] => {
    const [top, left] = [Math.floor(k / across) * stride, (k % across) * stride];
    return Array.from({ length: height * width }, (_, r) => [top + Math.floor(r / width), left + (r % width)]);
  };
  const rows = Array.from({ length: down * across }, (_, k) => placesOf(k).map(([i, j]) => X[i][j]));
  return { down, across, rows, placesOf };
}

function tellWindow<T>(story: Recorder<T>, P: Draft<T>, { across, rows, placesOf }: Windows<T>, k: number): void {
  const at = placesOf(k);
  const [[top, left], [bottom, right]] = [at[0], at[at.length - 1]].map((place) => place.map((index) => index + 1));
  story.step(
    {
      title: `Window (${Math.floor(k / across) + 1}, ${(k % across) + 1}) becomes row ${k + 1} of P`,
      why: `It begins at entry (${top}, ${left}) of X. Entries that windows share are copied into each of their rows.`,
      rule: "pₖ = vec(X at window k)",
      latex: `\\mathbf{p}_{${k + 1}} = \\operatorname{vec}\\left(X_{${top}:${bottom},\\, ${left}:${right}}\\right)`,
      shown: ["X", "P"],
      points: [{ matrix: "X", role: "used", at }],
    },
    () => rows[k].forEach((entry, r) => (P[k][r] = entry)),
  );
}

function tellProduct<T>(story: Recorder<T>, { down, across, rows }: Windows<T>, w: readonly T[], stride: number): void {
  const y = rows.map((window) => dot(story.arithmetic, window, w));
  story.set("y", columnVector(y));
  story.step({
    title: "Multiply: all sums at once",
    why: "Row k of P times w adds up the products of window k with the kernel, which is not flipped, as is the custom in networks. More kernels would be more columns beside w: that is how convolutions become the products that processors are best at.",
    rule: "y = P·w",
    latex: "\\mathbf{y} = P \\mathbf{w}",
    shown: ["P", "w", "y"],
  });
  story.set(
    "Y",
    filled(down, across, (i, j) => y[i * across + j]),
  );
  const step = stride === 1 ? "" : `${stride}`;
  story.step({
    title: "Write the sums where their windows are",
    why: `The ${rows.length} sums are an image of ${down} × ${across} again.`,
    rule: "Y = P·w, row after row",
    latex: `y_{ij} = \\sum_{r,s} x_{${step}i + r,\\, ${step}j + s} \\, w_{rs}`,
    shown: ["P", "w", "y", "Y"],
  });
}

function tellBorder<T>(story: Recorder<T>, image: Grid<T>, padding: number): Grid<T> {
  const { read } = story.arithmetic;
  const [rows, columns] = [image.length + 2 * padding, image[0].length + 2 * padding];
  const X = filled(rows, columns, (i, j) => image[i - padding]?.[j - padding] ?? read(0));
  story.set("x", image);
  story.set("X", X);
  story.step({
    title: `Put ${padding === 1 ? "a border" : `${padding} borders`} of zeros about x`,
    why: "So windows can begin and end beyond its edges, and the output keeps more of its size.",
    latex: `X \\in \\mathbb{R}^{${rows} \\times ${columns}}`,
    shown: ["x", "X"],
  });
  return X;
}
