import {
  type NDArray,
  ShapeError,
  abs,
  add,
  argmax,
  array,
  div,
  matmul,
  matrixTranspose,
  mean,
  mul,
  reshape,
  sign,
  slice,
  square,
  sub,
  sum,
  takeAlongAxis,
} from "@linnet/core";
import { svd } from "@linnet/linalg";
import { float64 } from "../arithmetic/float.js";
import { Explanation } from "../story/explanation.js";
import { type MatrixInput, readMatrix } from "../story/read.js";
import { Recorder } from "../story/recorder.js";
import { requireCount } from "../story/require.js";

/** Options of `pca`. */
export interface PcaOptions {
  /** How many components to keep. Default: as many as there are, min(n, p). */
  readonly components?: number;
  /** Significant digits shown. Default 6. */
  readonly precision?: number;
}

const OP = "explain.pca";
/** Points and columns that can still be drawn one by one. */
const MOST = 200;

/**
 * Principal components, told by centring the data and the singular value decomposition, in float64.
 *
 * @param x shape `[n, p]`, n ≥ 2, up to 200 × 200: a point a row
 * @returns results `X` (the data), `mean`, `components` (one a row), `S` (singular values), `variance`, `ratio`, `scores`
 *   and `rebuilt` (the data rebuilt)
 * @throws {ShapeError} for fewer than two points
 * @throws {ValueError} for more components than min(n, p)
 * @remarks In each component the entry of largest magnitude is positive, as in `PCA` of `@linnet/stats`.
 * @see Jolliffe, *Principal Component Analysis*, 2nd ed., 2002, §3.5
 * @example
 * pca([[1, 1], [2, 2], [3, 3]], { components: 1 }).result("ratio").toArray(); // [[1]]
 */
export function pca(x: MatrixInput, { components, precision = 6 }: PcaOptions = {}): Explanation {
  const cells = readMatrix(OP, "x", x, MOST);
  const [n, p] = [cells.length, cells[0].length];
  if (n < 2) throw new ShapeError(OP, "x must have at least two rows", { x: [n, p] });
  const k = requireCount(OP, "components", components ?? Math.min(n, p), 1, Math.min(n, p));
  requireCount(OP, "precision", precision, 1, 17);
  const arithmetic = float64(precision);
  const data: NDArray = array(cells.map((row) => row.map((cell) => arithmetic.read(cell))));
  const story = new Recorder(arithmetic);
  set(story, "X", data);
  const centred = centre(story, data);
  const { directions, S } = decompose(story, centred);
  weigh(story, S, n, k);
  rebuild(story, {
    centred,
    means: mean(data, { axis: 0 }),
    kept: slice(directions, `:${k}`),
    dropped: slice(S, `${k}:`),
  });
  return new Explanation("pca", "Principal component analysis", arithmetic.name, story.steps);
}

function centre(story: Recorder<number>, data: NDArray): NDArray {
  const means: NDArray = mean(data, { axis: 0, keepDims: true });
  const centred = sub(data, means);
  set(story, "mean", means);
  story.step({
    title: "Find the mean of each column",
    why: "Variance is measured from the middle of the points, so the middle is found first.",
    rule: "mⱼ = (∑ᵢ xᵢⱼ)/n",
    latex: "\\bar{\\mathbf{x}} = \\tfrac{1}{n} X^{\\mathsf T} \\mathbf{1}",
    shown: ["X", "mean"],
  });
  set(story, "Y", centred);
  story.step({
    title: "Move the middle to the origin",
    why: "What is left of each point is where it lies from the middle.",
    rule: "yᵢⱼ = xᵢⱼ − mⱼ",
    latex: "Y = X - \\mathbf{1} \\bar{\\mathbf{x}}^{\\mathsf T}",
    shown: ["X", "Y"],
  });
  return centred;
}

function decompose(story: Recorder<number>, centred: NDArray): { directions: NDArray; S: NDArray } {
  const { U, S, Vh }: { U: NDArray; S: NDArray; Vh: NDArray } = svd(centred);
  set(story, "U", U);
  set(story, "S", reshape(S, [1, S.size]));
  set(story, "components", Vh);
  story.step({
    title: "Decompose Y into singular vectors and values",
    why: "The rows of Vᵀ are the directions in which the points are spread, the widest first; the singular values say how widely. The covariance matrix is not formed: that would square the errors.",
    rule: "Y = U·S·Vᵀ",
    latex: "Y = U \\operatorname{diag}(S)\\, V^{\\mathsf T}",
    shown: ["Y", "U", "S", "components"],
  });
  const largest: NDArray = argmax(abs(Vh), { axis: 1, keepDims: true });
  const signs: NDArray = sign(takeAlongAxis(Vh, largest, { axis: 1 }));
  const directions = mul(Vh, add(signs, signs.equal(0).astype("float64")));
  const at = Array.from(largest.toTypedArray() as Int32Array, (column, row): [number, number] => [row, column]);
  story.step(
    {
      title: "Choose the signs",
      why: "A direction and its opposite serve as well. The one is taken whose largest entry is positive.",
      latex: "\\mathbf{v}_i \\leftarrow \\pm \\mathbf{v}_i",
      shown: ["components"],
      points: [{ matrix: "components", role: "pivot", at }],
    },
    () => set(story, "components", directions),
  );
  return { directions, S };
}

function weigh(story: Recorder<number>, S: NDArray, n: number, k: number): void {
  const variance = div(square(S), n - 1);
  const total: number = sum(variance).item();
  const ratio = total > 0 ? div(variance, total) : variance;
  set(story, "variance", reshape(slice(variance, `:${k}`), [1, k]));
  set(story, "ratio", reshape(slice(ratio, `:${k}`), [1, k]));
  const share = 100 * sum(slice(ratio, `:${k}`)).item();
  story.step({
    title: "Read off the variances",
    why: `Along component i the points vary by sᵢ²/(n − 1). ${k === 1 ? "The component that is kept holds" : `The ${k} components that are kept hold`} ${share.toPrecision(3)} % of the whole.`,
    rule: "λᵢ = sᵢ²/(n − 1)",
    latex: "\\lambda_i = s_i^2 / (n - 1)",
    shown: ["S", "variance", "ratio"],
  });
}

interface Kept {
  readonly centred: NDArray;
  readonly means: NDArray;
  /** The components that are kept, and the singular values of the others. */
  readonly kept: NDArray;
  readonly dropped: NDArray;
}

function rebuild(story: Recorder<number>, { centred, means, kept, dropped }: Kept): void {
  const scores = matmul(centred, matrixTranspose(kept));
  set(story, "components", kept);
  set(story, "scores", scores);
  story.step({
    title: "Project the points on the components",
    why: "The scores are the coordinates of the points along the components.",
    rule: "Z = Y·V",
    latex: "Z = Y V",
    shown: ["Y", "components", "scores"],
  });
  const back = matmul(scores, kept);
  const lost: number = sum(square(dropped)).item();
  const error: number = sum(square(sub(centred, back))).item();
  set(story, "rebuilt", add(back, means));
  story.step({
    title: "Rebuild the points from their scores",
    why: `The squared distances to the data add up to ${error.toPrecision(4)}; the squares of the singular values that were left out add up to ${lost.toPrecision(4)}. The two are always the same, and no other ${kept.shape[0] === 1 ? "direction comes" : `${kept.shape[0]} directions come`} closer (Eckart and Young).`,
    rule: "X ≈ Z·Vᵀ + 1·mᵀ",
    latex: "\\|X - \\hat X\\|_F^2 = \\sum_{i > k} s_i^2",
    shown: ["X", "mean", "components", "S", "variance", "ratio", "scores", "rebuilt"],
  });
}

function set(story: Recorder<number>, name: string, x: NDArray): void {
  story.set(name, x.toArray() as number[][]);
}
