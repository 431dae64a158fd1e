import { type NDArray, add, any, notEqual } from "@linnet/core";
import {
  type Primitive,
  batchDims,
  bind,
  broadcastShapes,
  matrices,
  matrixDims,
  primitive,
  rowMajor,
  sumTo,
  withElements,
} from "@linnet/core/extend";
import { type MatrixView, gemm, release, workspace } from "@linnet/kernels";
import { conjugate } from "../operand/adjoint.js";
import { withAdjoint } from "../blocked/matrix/adjoint.js";
import { columnOf } from "../operand/column-of.js";
import { hermitianPart } from "../operand/mirror.js";
import { type DividedDifferences, type ElementwiseFunction, dividedDifferences, rank } from "./divided-differences.js";

/**
 * The k-th derivative of f(A) along Hermitian directions E₁, …, Eₖ, and with Ẽ = VᴴEV
 *
 *     Dᵏf(A)[E₁, …, Eₖ] = V·(Σ_σ Σ f[λ_i₀, …, λ_iₖ]·Ẽσ₁(i₀, i₁)·…·Ẽσₖ(iₖ₋₁, iₖ))·Vᴴ
 *
 * over all orders σ of the directions and all i₁, …, iₖ₋₁; for k = 1 the formula of Daleckiĭ and Kreĭn.
 *
 * It is its own calculus: its derivative along dA is that of order k + 1, and because tr(H·Dᵏf(A)[E₁, …, Eₖ]) does not change
 * when H and an E change places, its transpose too.
 *
 * @param values,V eigenvalues and vectors of A as constants
 * @param functions f and its derivatives, up to f⁽ᵏ⁾
 * @throws {DerivativeError} when one is missing or infinite
 * @see Higham, *Functions of Matrices*, 2008, §3.2; Bhatia, *Matrix Analysis*, 1997, §V.3 and §X.4
 */
export function functionDerivative(
  a: NDArray,
  values: NDArray,
  V: NDArray,
  directions: readonly NDArray[],
  functions: readonly ElementwiseFunction[],
): NDArray {
  return bind(functionDerivativeP, [a, values, V, ...directions], functions);
}

/** Inputs: A, its eigenvalues and vectors, and the directions. Params: f and its derivatives. */
const functionDerivativeP: Primitive<readonly ElementwiseFunction[]> = /* @__PURE__ */ primitive<
  readonly ElementwiseFunction[]
>("funmhDerivative", {
  batch: [2, 1, 2, 2],

  abstract([a, , , ...directions]) {
    const batch = directions.reduce((dims, e) => broadcastShapes("funmh", dims, batchDims(e)), batchDims(a));
    return { type: a.type, layout: rowMajor([...batch, ...matrixDims(a)]) };
  },

  evaluate([, values, V, ...directions], out, functions) {
    const tables = new Map<number, DividedDifferences>(); // by where the eigenvalues stand: a batch of directions shares them
    for (const [x, v, result, ...es] of matrices([columnOf(values), V, out, ...directions])) {
      const table = tables.get(x.offset) ?? dividedDifferences(numbersOf(x), functions, es.length);
      tables.set(x.offset, table);
      alongDirections(table, v, es, result);
    }
  },

  derivative: {
    vjp(ct, [a, values, V, ...directions], _output, functions) {
      const h = hermitianPart(conjugate(ct)); // of ctᵀ
      const along = (es: readonly NDArray[], like: NDArray): NDArray =>
        sumTo(conjugate(functionDerivative(a, values, V, es, functions)), like.shape);
      const others = (i: number): readonly NDArray[] => directions.map((e, j) => (j === i ? h : e));
      return [() => along([...directions, h], a), null, null, ...directions.map((e, i) => () => along(others(i), e))];
    },
    jvp([da, , , ...tangents], [a, values, V, ...directions], _output, functions) {
      const terms = tangents.map((de, i) => {
        const es = directions.map((e, j) => (j === i ? hermitianPart(de) : e));
        return functionDerivative(a, values, V, es, functions);
      });
      if (any(withElements(notEqual(da, 0))).item() !== 0) {
        terms.push(functionDerivative(a, values, V, [...directions, hermitianPart(da)], functions));
      }
      return terms.reduce((x, y) => add(x, y));
    },
  },
});

function numbersOf({ data, offset, rows, rowStride }: MatrixView): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => data[offset + i * rowStride]);
}

function alongDirections(
  table: DividedDifferences,
  v: MatrixView,
  directions: readonly MatrixView[],
  out: MatrixView,
): void {
  const { rows: n } = v;
  const half = workspace(v.type, n, n);
  const inner = workspace(v.type, n, n);
  withAdjoint(v, (vh) => {
    const rotated = directions.map((e) => {
      gemm(1, vh, e, 0, half);
      gemm(1, half, v, 0, inner);
      return interleavedOf(inner);
    });
    const sum = chainedSum(table, rotated, n);
    const parts = v.type.kind === "complex" ? 2 : 1;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const at = parts * (inner.offset + i * inner.rowStride + j * inner.colStride);
        for (let part = 0; part < parts; part++) inner.data[at + part] = sum[2 * (i * n + j) + part];
      }
    }
    gemm(1, v, inner, 0, half);
    gemm(1, half, vh, 0, out);
  });
  release(half.storage);
  release(inner.storage);
}

/** Real and imaginary parts side by side, of real matrices too. */
function interleavedOf({ type, data, offset, rows, cols, rowStride, colStride }: MatrixView): Float64Array {
  const numbers = new Float64Array(2 * rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const [at, to] = [offset + i * rowStride + j * colStride, 2 * (i * cols + j)];
      numbers[to] = type.kind === "complex" ? data[2 * at] : data[at];
      if (type.kind === "complex") numbers[to + 1] = data[2 * at + 1];
    }
  }
  return numbers;
}

/** Σ_σ Σ f[x_i₀, …, x_iₖ]·Eσ₁(i₀, i₁)·…·Eσₖ(iₖ₋₁, iₖ), n×n, interleaved. */
function chainedSum(
  { order, values, choose }: DividedDifferences,
  es: readonly Float64Array[],
  n: number,
): Float64Array {
  const sum = new Float64Array(2 * n * n);
  const path = new Int32Array(order + 1);
  const sorted = new Int32Array(order + 1);
  const walk = (orderOf: readonly Float64Array[], depth: number, re: number, im: number): void => {
    const e = orderOf[depth];
    const row = path[depth] * n;
    for (let j = 0; j < n; j++) {
      const at = 2 * (row + j);
      const [x, y] = [re * e[at] - im * e[at + 1], re * e[at + 1] + im * e[at]];
      path[depth + 1] = j;
      if (depth + 1 < order) {
        if (x !== 0 || y !== 0) walk(orderOf, depth + 1, x, y);
        continue;
      }
      sorted.set(path);
      insertionSort(sorted);
      const difference = values[rank(choose, sorted, 0, order + 1)];
      const to = 2 * (path[0] * n + j);
      sum[to] += difference * x;
      sum[to + 1] += difference * y;
    }
  };
  for (const orderOf of permutations(es)) {
    for (let i = 0; i < n; i++) {
      path[0] = i;
      walk(orderOf, 0, 1, 0);
    }
  }
  return sum;
}

function insertionSort(x: Int32Array): void {
  for (let i = 1; i < x.length; i++) {
    const value = x[i];
    let j = i;
    for (; j > 0 && x[j - 1] > value; j--) x[j] = x[j - 1];
    x[j] = value;
  }
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first, i) => permutations(items.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}
