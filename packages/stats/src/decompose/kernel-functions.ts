import {
  type NDArray,
  ShapeError,
  ValueError,
  add,
  clip,
  div,
  exp,
  matmul,
  mean,
  mul,
  pow,
  sqrt,
  square,
  sub,
  sum,
} from "@linnet/core";
import { kindOf, requireFinite } from "@linnet/core/extend";

/** A kernel of one's own: of rows a `[n, p]` and b `[m, p]`, the products `[n, m]` of their images. Symmetric and semidefinite. */
export type KernelFunction = (a: NDArray, b: NDArray) => NDArray;

/** Kernels by name; `"polynomial"` takes degree, gamma and offset, `"rbf"` gamma. */
export type KernelName = "linear" | "polynomial" | "rbf" | "cosine";

/** A kernel with its parameters. */
export interface Kernel {
  readonly kernel: KernelName | KernelFunction;
  readonly gamma: number;
  readonly degree: number;
  readonly offset: number;
}

/** @throws {ValueError} for another kernel, or a parameter that it cannot have */
export function requireKernel(op: string, kernel: Kernel): Kernel {
  const { kernel: name, gamma, degree, offset } = kernel;
  if (typeof name !== "function" && !["linear", "polynomial", "rbf", "cosine"].includes(name)) {
    throw new ValueError(op, 'kernel must be "linear", "polynomial", "rbf", "cosine" or a function', kindOf(name));
  }
  if (!(gamma > 0 && gamma < Infinity)) throw new ValueError(op, "gamma must be a number above 0", kindOf(gamma));
  if (!Number.isInteger(degree) || degree < 1) {
    throw new ValueError(op, "degree must be an integer of at least 1", kindOf(degree));
  }
  if (!(offset >= 0 && offset < Infinity)) {
    throw new ValueError(op, "offset must be a number of at least 0", kindOf(offset));
  }
  return kernel;
}

/**
 * Products of the images of rows:
 *
 *     linear: a·b    polynomial: (γ·a·b + c)^d    rbf: e^(−γ·‖a − b‖²)    cosine: a·b / (‖a‖·‖b‖), 0 beside a row of zeros
 *
 * @param a `[n, p]`
 * @param b `[m, p]`
 * @returns `[n, m]`
 * @throws {ShapeError} for a function of one's own that answers another shape
 * @throws {ValueError} when it answers NaN or infinities
 */
export function kernelMatrix(op: string, { kernel, gamma, degree, offset }: Kernel, a: NDArray, b: NDArray): NDArray {
  if (typeof kernel === "function") return ownProducts(op, kernel, a, b);
  if (kernel === "rbf") return exp(mul(squaredDistances(a, b), -gamma));
  if (kernel === "cosine") return matmul(unitRows(a), unitRows(b).T as NDArray);
  const products: NDArray = matmul(a, b.T as NDArray);
  return kernel === "linear" ? products : pow(add(mul(products, gamma) as NDArray, offset) as NDArray, degree);
}

function ownProducts(op: string, kernel: KernelFunction, a: NDArray, b: NDArray): NDArray {
  const products = kernel(a, b);
  const [n, m]: readonly number[] = [a.shape[0], b.shape[0]];
  if (products.ndim !== 2 || products.shape[0] !== n || products.shape[1] !== m) {
    throw new ShapeError(op, `kernel must answer products [${n}, ${m}]`, { products: products.shape });
  }
  requireFinite(op, "products of the kernel", products);
  return products;
}

/** ‖a‖² + ‖b‖² − 2·a·b of rows shifted by the mean of b, so that what is far from the origin does not cancel. */
function squaredDistances(a: NDArray, b: NDArray): NDArray {
  const centre: NDArray = mean(b, { axis: 0 });
  const [x, y]: readonly NDArray[] = [sub(a, centre), sub(b, centre)];
  const lengths: NDArray = add(
    sum(square(x), { axis: 1, keepDims: true }) as NDArray,
    sum(square(y), { axis: 1 }) as NDArray,
  );
  return clip(sub(lengths, mul(matmul(x, y.T as NDArray), 2) as NDArray) as NDArray, 0, Infinity);
}

function unitRows(x: NDArray): NDArray {
  const lengths: NDArray = sqrt(sum(square(x), { axis: 1, keepDims: true }) as NDArray);
  return div(x, add(lengths, lengths.equal(0).astype(lengths.dtype)));
}
