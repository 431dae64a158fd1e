import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "../matrix/copy.js";
import { solveTriangularEquation, splitOf } from "../sylvester/triangular-equation.js";
import { sqrtOf } from "./complex-numbers.js";

/**
 * T ← T^½, the principal root of an upper triangular matrix, or of a real one with 2×2 blocks in standard form. The roots of two halves
 * of the diagonal are found first, and what lies right of the first solves the Sylvester equation R₁₁·X + X·R₂₂ = T₁₂.
 *
 * @param t n×n float64 or complex128, rows contiguous, no eigenvalue on the closed negative axis; overwritten
 * @returns whether all sums of roots are numbers other than zero: they may underflow
 * @remarks n³/3 flops, nearly all in products. ‖R̂² − T‖ ≤ n·u·‖R̂‖², as small as rounding R to the dtype makes it.
 * @see Björck & Hammarling 1983; Higham 1987 for real matrices; Deadman, Higham & Ralha 2013 for the recursion
 */
export function sqrtTriangular(t: MatrixView): boolean {
  const n = t.rows;
  if (n === 0) return true;
  const k = splitOf(t);
  if (n === 1 || k === 0) {
    sqrtBlock(t);
    return true;
  }
  const [a, b] = [t.block(0, 0, k, k), t.block(k, k, n - k, n - k)];
  if (!sqrtTriangular(a) || !sqrtTriangular(b)) return false;
  return solveTriangularEquation({ kind: "sylvester", a, b, floor: 0 }, t.block(0, k, k, n - k)) === null;
}

/** One number, or a 2×2 block [θ b; c θ] with eigenvalues θ ± i·√(−b·c): its root is α + (T − θ)/(2α), α = Re √(θ + i·√(−b·c)). */
function sqrtBlock({ type, data, offset, rows, rowStride }: MatrixView): void {
  if (type.kind === "complex") {
    [data[2 * offset], data[2 * offset + 1]] = sqrtOf([data[2 * offset], data[2 * offset + 1]]);
  } else if (rows === 1) {
    data[offset] = Math.sqrt(data[offset]);
  } else {
    const [b, c] = [offset + 1, offset + rowStride];
    const [alpha] = sqrtOf([data[offset], Math.sqrt(Math.abs(data[b])) * Math.sqrt(Math.abs(data[c]))]);
    data[b] /= 2 * alpha;
    data[c] /= 2 * alpha;
    data[offset] = data[c + 1] = alpha;
  }
}

/** Whether T has no entry other than zero off its diagonal, and real numbers on it. */
export function isRealDiagonal(t: MatrixView): boolean {
  const width = t.type.kind === "complex" ? 2 : 1;
  const data = float64Data(t);
  for (let i = 0; i < t.rows; i++) {
    for (let j = 0; j < t.cols; j++) {
      const at = width * (t.offset + i * t.rowStride + j * t.colStride);
      if ((i !== j && data[at] !== 0) || (width === 2 && data[at + 1] !== 0)) return false;
    }
  }
  return true;
}
