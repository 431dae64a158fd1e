import { type NDArray, eye, expandDims, mul, real, sum } from "@linnet/core";
import {
  type Aval,
  type Primitive,
  batchDims,
  bind,
  elements,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
} from "@linnet/core/extend";
import { realType } from "@linnet/kernels";
import { hypot } from "../blocked/vector/vector.js";
import type { FactorMethod, Factored } from "./factor-method.js";
import { solveTransposedFrom } from "./factored-solve.js";

/** Params: how the factors are to be read. */
interface DetParams {
  readonly op: string;
  readonly method: FactorMethod;
}

/** det A from its factors, one per matrix; real where A is Hermitian. */
export function detFrom(op: string, { method, a, factors }: Factored): NDArray {
  return bind(factoredDetP, [a, ...factors], { op, method });
}

/** log |det A| from its factors, one real number per matrix: −∞ where A is singular. */
export function logAbsDetFrom(op: string, { method, a, factors }: Factored): NDArray {
  return bind(factoredLogP, [a, ...factors], { op, method });
}

const factoredDetP: Primitive<DetParams> = /* @__PURE__ */ primitive<DetParams>("factoredDet", {
  batch: [2],
  abstract: ([a], { method }) => (method.hermitian ? realPerMatrix(a) : { ...a, layout: rowMajor(batchDims(a)) }),

  evaluate([a, ...factors], d, { method }) {
    const out = elements(d.storage, d.type);
    const width = d.type.kind === "complex" ? 2 : 1;
    eachPivots(method, a, factors, (pivots, sign, index) => {
      const [re, im] = product(pivots, a.type.kind === "complex", sign);
      out[width * (d.offset + index)] = re;
      if (width === 2) out[width * (d.offset + index) + 1] = im;
    });
  },

  derivative: {
    // d(det A) = det A·tr(A⁻¹·dA) (Jacobi)
    vjp: (ct, [a, ...factors], d, { op, method }) => [
      () => mul(perMatrix(mul(ct, d)), inverseTransposedFrom(op, { method, a, factors })),
      ...factors.map(() => null),
    ],
    jvp: ([da], [a, ...factors], d, { op, method }) => {
      const trace = sum(mul(inverseTransposedFrom(op, { method, a, factors }), da), { axis: [-2, -1] });
      return mul(d, method.hermitian ? real(trace) : trace);
    },
  },
});

const factoredLogP: Primitive<DetParams> = /* @__PURE__ */ primitive<DetParams>("factoredLogAbsDet", {
  batch: [2],
  abstract: ([a]) => realPerMatrix(a),

  evaluate([a, ...factors], out, { method }) {
    const data = elements(out.storage, out.type);
    const width = a.type.kind === "complex" ? 2 : 1;
    eachPivots(method, a, factors, (pivots, _sign, index) => {
      let log = 0;
      for (let i = 0; i < pivots.length; i += width) {
        log += Math.log(width === 1 ? Math.abs(pivots[i]) : hypot(pivots[i], pivots[i + 1]));
      }
      data[out.offset + index] = log;
    });
  },

  derivative: {
    // d log |det A| = Re tr(A⁻¹·dA)
    vjp: (ct, [a, ...factors], _out, { op, method }) => [
      () => mul(perMatrix(ct), inverseTransposedFrom(op, { method, a, factors })),
      ...factors.map(() => null),
    ],
    jvp: ([da], [a, ...factors], _out, { op, method }) =>
      real(sum(mul(inverseTransposedFrom(op, { method, a, factors }), da), { axis: [-2, -1] })),
  },
});

/** Reads the pivots of each matrix of a batch. */
export function eachPivots(
  method: FactorMethod,
  a: NDArray,
  factors: readonly NDArray[],
  read: (pivots: Float64Array, sign: number, index: number) => void,
): void {
  const [n] = matrixDims(a);
  const pivots = new Float64Array(a.type.kind === "complex" ? 2 * n : n);
  let index = 0;
  for (const views of matrices(factors)) {
    method.pivots(views, pivots);
    read(pivots, method.sign(views), index++);
  }
}

/** A⁻ᵀ. */
function inverseTransposedFrom(op: string, factored: Factored): NDArray {
  const [n] = matrixDims(factored.a);
  return solveTransposedFrom(op, factored, eye(n, { dtype: factored.a.dtype }));
}

/** sign·∏ᵢ pᵢ with its exponent apart, so that no product in between over- or underflows. */
function product(pivots: Float64Array, complex: boolean, sign: number): readonly [re: number, im: number] {
  const width = complex ? 2 : 1;
  let [re, im, exponent] = [sign, 0, 0];
  for (let i = 0; i < pivots.length; i += width) {
    const [c, d] = [pivots[i], complex ? pivots[i + 1] : 0];
    const size = Math.max(Math.abs(c), Math.abs(d));
    if (size === 0) return [0, 0];
    const e = Math.floor(Math.log2(size));
    const [x, y] = [timesPowerOfTwo(c, -e), timesPowerOfTwo(d, -e)];
    [re, im] = [re * x - im * y, re * y + im * x];
    exponent += e;
    const excess = Math.floor(Math.log2(Math.max(Math.abs(re), Math.abs(im))));
    if (Math.abs(excess) > 500) {
      [re, im] = [timesPowerOfTwo(re, -excess), timesPowerOfTwo(im, -excess)];
      exponent += excess;
    }
  }
  const bounded = Math.max(-2200, Math.min(2200, exponent));
  return [timesPowerOfTwo(re, bounded), timesPowerOfTwo(im, bounded)];
}

/** x·2ᵉ in steps that do not overflow on the way. */
function timesPowerOfTwo(x: number, e: number): number {
  for (; e > 1000; e -= 1000) x *= 2 ** 1000;
  for (; e < -1000; e += 1000) x *= 2 ** -1000;
  return x * 2 ** e;
}

/** One number per matrix, to multiply matrices with. */
function perMatrix(x: NDArray): NDArray {
  return expandDims(expandDims(x, -1), -1);
}

function realPerMatrix(a: Aval): Aval {
  const type = a.type.kind === "complex" ? realType(a.type) : a.type;
  return { type, layout: rowMajor(batchDims(a)) };
}
