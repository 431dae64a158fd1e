import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  abs,
  concat,
  eye,
  matmul,
  max,
  mul,
  ones,
  random,
  square,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { KernelPCA } from "./kernel-pca.js";
import { PCA } from "./pca.js";

const EPSILON = Number.EPSILON;
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const x: NDArray = random(1).normal([30, 4]).add(1);
const kernels = ["linear", "polynomial", "rbf", "cosine"] as const;

/** All products φ(a)·φ(b) of (a·b + 1)² come of these images. */
function quadraticImages(a: NDArray): NDArray {
  const p: number = a.shape[1];
  const parts: NDArray[] = [ones([a.shape[0], 1]), mul(a, Math.SQRT2) as NDArray, square(a) as NDArray];
  for (let i = 0; i < p; i++) {
    for (let j = i + 1; j < p; j++) {
      parts.push(
        mul(a.slice(":", `${i}:${i + 1}`).mul(a.slice(":", `${j}:${j + 1}`)) as NDArray, Math.SQRT2) as NDArray,
      );
    }
  }
  return concat(parts, { axis: 1 });
}

describe("KernelPCA", () => {
  it("of the linear kernel is PCA, up to signs; eigenvalues are squared singular values", () => {
    const [linear, pca] = [
      KernelPCA.fit(x, { components: 3, kernel: "linear" }),
      PCA.fit(x, { components: 3, signs: "scores" }),
    ];
    const scale = linear.eigenvalues.at(0).item();
    expect(
      largest(sub(linear.eigenvalues as NDArray, square(pca.singularValues as NDArray) as NDArray)),
    ).toBeLessThanOrEqual(100 * EPSILON * scale);
    const next: NDArray = random(2).normal([7, 4]);
    const difference = sub(linear.transform(next) as NDArray, pca.transform(next) as NDArray);
    expect(largest(difference)).toBeLessThanOrEqual(1e4 * EPSILON * Math.sqrt(scale));
  });

  it("of the polynomial kernel is PCA of the polynomials", () => {
    const options = { kernel: "polynomial", degree: 2, gamma: 1, offset: 1 } as const;
    const model = KernelPCA.fit(x, { components: 3, ...options });
    const pca = PCA.fit(quadraticImages(x), { components: 3, signs: "scores" });
    const next: NDArray = random(2).normal([7, 4]);
    const expected: NDArray = pca.transform(quadraticImages(next));
    expect(largest(sub(model.transform(next) as NDArray, expected))).toBeLessThanOrEqual(
      1e5 * EPSILON * largest(expected),
    );
  });

  it.each(kernels)("%s: scores of the examples are uncorrelated, centred, of the eigenvalues", (kernel) => {
    const model = KernelPCA.fit(x, { components: 4, kernel });
    const scores: NDArray = model.transform(x);
    const gram = matmul(scores.T as NDArray, scores) as NDArray;
    const top = model.eigenvalues.at(0).item();
    expect(largest(sub(gram, mul(eye(4), model.eigenvalues as NDArray) as NDArray))).toBeLessThanOrEqual(
      1e5 * EPSILON * top,
    );
    expect(largest(sum(scores, { axis: 0 }) as NDArray)).toBeLessThanOrEqual(1e5 * EPSILON * Math.sqrt(30 * top));
  });

  it("a kernel of one's own is as good as the one by name", () => {
    const named = KernelPCA.fit(x, { components: 2, kernel: "linear" });
    const own = KernelPCA.fit(x, { components: 2, kernel: (a, b) => matmul(a, b.T as NDArray) });
    expect(own.transform(x).toArray()).toEqual(named.transform(x).toArray());
    expect(() => own.toJSON()).toThrow(
      "KernelPCA.toJSON: kernel must be one by name; got a function. Keep its code instead.",
    );
  });

  it("components without variance have scores of 0", () => {
    const model = KernelPCA.fit(ones([5, 2]), { components: 2 });
    expect(model.eigenvalues.toArray()).toEqual([0, 0]);
    expect(model.transform(random(0).normal([3, 2])).toArray()).toEqual(zeros([3, 2]).toArray());
    const flat = KernelPCA.fit(zeros([4, 2]), { components: 1, kernel: "cosine" });
    expect(flat.transform(zeros([1, 2])).toArray()).toEqual([[0]]);
  });

  it("finds its way back to the data, the nearer the weaker the ridge", () => {
    const errors = [1, 1e-3, 1e-6].map((inverseRidge) => {
      const model = KernelPCA.fit(x, { components: 30, gamma: 0.1, inverseRidge });
      return largest(sub(model.inverseTransform(model.transform(x)) as NDArray, x));
    });
    expect(errors[1]).toBeLessThan(errors[0]);
    expect(errors[2]).toBeLessThan(1e-3);
  });

  it("keeps float32, and the same bits through JSON", () => {
    const model = KernelPCA.fit(random(3).normal([9, 2], { dtype: "float32" }), { components: 2, inverseRidge: 0.1 });
    expect(model.dualComponents.dtype).toBe("float32");
    const back = KernelPCA.fromJSON(JSON.stringify(model));
    expect(JSON.stringify(back)).toBe(JSON.stringify(model));
    const plain = KernelPCA.fit(x, { components: 2 });
    expect(KernelPCA.fromJSON(plain.toJSON()).transform(x).toArray()).toEqual(plain.transform(x).toArray());
  });

  it("refuses what it cannot use", () => {
    const refused =
      (options: object): (() => unknown) =>
      () =>
        KernelPCA.fit(x, { components: 2, ...options });
    expect(refused({ components: 31 })).toThrow(
      "KernelPCA.fit: components must be an integer in [1, 30] for 30 rows; got 31.",
    );
    expect(refused({ kernel: "sigmoid" })).toThrow(
      'KernelPCA.fit: kernel must be "linear", "polynomial", "rbf", "cosine" or a function; got "sigmoid".',
    );
    expect(refused({ gamma: 0 })).toThrow("KernelPCA.fit: gamma must be a number above 0; got 0.");
    expect(refused({ degree: 1.5 })).toThrow("KernelPCA.fit: degree must be an integer of at least 1; got 1.5.");
    expect(refused({ offset: -1 })).toThrow("KernelPCA.fit: offset must be a number of at least 0; got -1.");
    expect(refused({ inverseRidge: 0 })).toThrow("KernelPCA.fit: inverseRidge must be a number above 0; got 0.");
    expect(refused({ kernel: () => zeros([2, 2]) })).toThrow(ShapeError);
    expect(refused({ kernel: () => zeros([2, 2]) })).toThrow(
      "KernelPCA.fit: kernel must answer products [30, 30]; got products [2, 2].",
    );
    expect(refused({ kernel: (a: NDArray, b: NDArray) => matmul(a, b.T as NDArray).mul(-1), components: 30 })).toThrow(
      /^KernelPCA\.fit: kernel must be positive semidefinite; got the eigenvalue -\S+\.$/u,
    );
    expect(() => KernelPCA.fit(x, { components: 2 }).inverseTransform(zeros([1, 2]) as NDArray)).toThrow(
      "KernelPCA.inverseTransform: the way back must be learned; got no pre-images. Fit with { inverseRidge: 1 }.",
    );
    expect(() => KernelPCA.fit(x, { components: 2 }).transform(zeros([1, 2]) as NDArray)).toThrow(
      "KernelPCA.transform: x must have the 4 columns that were fitted; got x [1, 2].",
    );
  });
});
