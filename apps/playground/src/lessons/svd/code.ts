import { type NDArray, array, arrayEqual, cos, linspace, matmul, mul, outer, sin, stack, sub } from "@linnet/core";
import * as explain from "@linnet/explain";
import { type SVD, matrixNorm, svd } from "@linnet/linalg";
import { singularValuePlot } from "@linnet/plot";

/** Grays in rows, from 0 (black) to 1 (white), with the name and size of the file that they came from. */
interface Picture {
  readonly name?: string;
  readonly height?: number;
  readonly width?: number;
  readonly rows: readonly (readonly number[])[];
}

export interface Inputs {
  readonly of: "plane" | "picture";
  /** A map of the plane, 2 × 2. */
  readonly A: readonly (readonly number[])[];
  /** Grays in rows, from 0 (black) to 1 (white). */
  readonly picture: Picture;
  /** How many layers of the picture are kept. */
  readonly rank: number;
}

/** Rotate, scale, rotate: of a map of the plane, or of a picture taken apart into layers. */
export function compute({ of, A, picture, rank }: Inputs) {
  return of === "plane" ? { plane: moves(A), layers: null } : { plane: null, layers: compress(picture.rows, rank) };
}

function moves(A: Inputs["A"]) {
  // [tell] The three factors, told step by step.
  const story = explain.svd(A, { precision: 4 });

  // [move] The unit circle, rotated by Vᵀ, scaled by Σ and rotated by U.
  const { U, S, Vh } = svd(array(A));
  const turn = linspace(0, 2 * Math.PI, 73);
  const circle = stack([cos(turn), sin(turn)]);
  const turned = matmul(Vh, circle);
  const scaled = mul(S.reshape([2, 1]), turned);
  const moved = matmul(U, scaled);
  const shapes = [circle, turned, scaled, moved].map((shape) => shape.toArray() as number[][]);
  return { story, values: S.toArray() as number[], shapes };
}

function compress(rows: Inputs["picture"]["rows"], rank: number) {
  // [matrix] A picture is a matrix of grays.
  const X = array(rows) as NDArray;
  const [height, width] = X.shape;

  // [apart] Take it apart: layers sᵢ·uᵢ·vᵢᵀ, the largest first.
  const { U, S, Vh, chart } = takeApart(X);
  const values = S.toArray() as number[];
  const count = Math.min(rank, S.size);

  // [layer] One of them alone.
  const layer = mul(S.slice(count - 1), outer(U.slice(":", count - 1), Vh.slice(count - 1)));

  // [sum] The first ones together.
  const some = `:${count}` as const;
  const sum = matmul(mul(U.slice(":", some), S.slice(some)), Vh.slice(some));

  // [rest] What they leave out. No other sum of as many layers leaves less.
  const rest = sub(X, sum);
  const error = values[0] === 0 ? 0 : matrixNorm(rest).item() / matrixNorm(X).item();

  // [rate] What is kept, in numbers.
  const numbers = count * (height + width + 1);
  const grays = { layer: layer.toArray(), sum: sum.toArray(), rest: rest.toArray() } as Record<string, number[][]>;
  return { height, width, count, values, grays, error, numbers, chart };
}

/** The picture that was taken apart last; moving the slider of layers, one looks at the same. */
let last: { readonly X: NDArray; readonly parts: Parts } | undefined;

type Parts = Pick<SVD, "U" | "S" | "Vh"> & { readonly chart: string | null };

function takeApart(X: NDArray): Parts {
  if (last === undefined || !arrayEqual(last.X, X)) {
    const { U, S, Vh } = svd(X);
    const look = { title: "Singular values", width: 300, height: 340 };
    const chart = S.at(0).item() === 0 ? null : singularValuePlot(S, look).svg;
    last = { X, parts: { U, S, Vh, chart } };
  }
  return last.parts;
}
