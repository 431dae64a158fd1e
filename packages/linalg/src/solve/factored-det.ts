import { type NDArray, eye, mul, real, sum } from "@linnet/core";
import {
  type Aval,
  type MatrixView,
  type Primitive,
  batchDims,
  bind,
  elements,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
  withElements,
} from "@linnet/core/extend";
import { realType } from "@linnet/kernels";
import { hypot } from "../blocked/vector/vector.js";
import { cofactorsOf } from "../lu/cofactors.js";
import { timesPowerOfTwo } from "../lu/lu-diagonal.js";
import { requireLogarithm } from "../lu/slogdet.js";
import { mirrorLower } from "../operand/mirror.js";
import { perMatrix } from "../operand/per-matrix.js";
import { condFrom } from "./factored-cond.js";
import { type FactorMethod, type Factored, firstZero } from "./factor-method.js";
import { solveTransposedFrom } from "./factored-solve.js";

/** Params: how the factors are to be read. */
interface LogParams {
  readonly op: string;
  readonly method: FactorMethod;
}

interface DetParams extends LogParams {
  /** The determinant is real. */
  readonly hermitian: boolean;
}

/**
 * det A from its factors, one per matrix; real where A moves along Hermitian directions only.
 *
 * @param hermitian whether it does, so that only one triangle of it counts
 */
export function detFrom(op: string, { method, a, factors }: Factored, hermitian: boolean): NDArray {
  return bind(factoredDetP, [hermitian ? mirrorLower(a) : a, ...factors], { op, method, hermitian });
}

/** log |det A| from its factors, one real number per matrix: −∞ where A is singular. */
export function logAbsDetFrom(op: string, { method, a, factors }: Factored): NDArray {
  return bind(factoredLogP, [a, ...factors], { op, method });
}

const factoredDetP: Primitive<DetParams> = /* @__PURE__ */ primitive<DetParams>("factoredDet", {
  batch: [2],
  abstract: ([a], { hermitian }) => (hermitian ? realPerMatrix(a) : { ...a, layout: rowMajor(batchDims(a)) }),

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
    // d(det A) = Σᵢⱼ Cᵢⱼ·dAᵢⱼ with C the matrix of cofactors (Jacobi)
    vjp: (ct, [a, ...factors], d, { op, method }) => [
      () => mul(perMatrix(ct), gradient(op, { method, a, factors }, d)),
      ...factors.map(() => null),
    ],
    jvp: ([da], [a, ...factors], d, { op, method, hermitian }) => {
      const slope = sum(mul(gradient(op, { method, a, factors }, d), da), { axis: [-2, -1] });
      return hermitian ? real(slope) : slope;
    },
  },
});

function gradient(op: string, factored: Factored, d: NDArray): NDArray {
  return cofactorsOf({
    a: factored.a,
    d,
    condition: () => condFrom(factored),
    inverseTransposed: () => inverseTransposedFrom(op, factored),
  });
}

const factoredLogP: Primitive<LogParams> = /* @__PURE__ */ primitive<LogParams>("factoredLogAbsDet", {
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
      () => mul(perMatrix(ct), logGradient(op, { method, a, factors })),
      ...factors.map(() => null),
    ],
    jvp: ([da], [a, ...factors], _out, { op, method }) =>
      real(sum(mul(logGradient(op, { method, a, factors }), da), { axis: [-2, -1] })),
  },
});

/** @throws {DerivativeError} when A is singular */
function logGradient(op: string, factored: Factored): NDArray {
  const { method, a, factors } = factored;
  const zeroPivot = (views: readonly MatrixView[]): number =>
    firstZero(method, views, matrixDims(a)[0], a.type.kind === "complex");
  requireLogarithm(op, a, matrices(factors.map(withElements)), zeroPivot);
  return inverseTransposedFrom(op, factored);
}

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

function realPerMatrix(a: Aval): Aval {
  const type = a.type.kind === "complex" ? realType(a.type) : a.type;
  return { type, layout: rowMajor(batchDims(a)) };
}
