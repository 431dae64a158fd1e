import { rowMajor, strided } from "../layout.js";
import { MatrixView } from "../matrix-view.js";
import { allocate, release } from "../memory/heap.js";
import type { Gemm } from "../signatures.js";
import { realType } from "./parts.js";
import { signParts } from "./sign-parts.js";

/**
 * C ← α·A·B + β·C for complex matrices and real α and β, by products of real ones. Rows of B and C are read as rows of twice
 * as many real numbers, so that the kernel reads and writes what is contiguous:
 *
 *     C = Re A · B + Im A · (iB)
 *
 * 8·m·n·k flops; every part of C is a sum of 2·k products, without the cancellation that three products would bring in:
 * |ΔC| ≤ γ₂ₖ₊₂·(|Re A|·|B| + |Im A|·|iB|) (Higham 2002, §3.6 and §23.2.4).
 */
export function complexGemm(
  real: Gemm,
  alpha: number,
  a: MatrixView,
  b: MatrixView,
  beta: number,
  c: MatrixView,
): void {
  const { cols: n } = c;
  if (n > 1 && c.colStride !== 1) {
    complexByParts(real, alpha, a, b, beta, c);
    return;
  }
  const out = doubled(c);
  const straight = n === 1 || b.colStride === 1 ? doubled(b) : signed(b, false, [1, 1]);
  real(alpha, part(a, 0), straight, beta, out);
  const turned = signed(b, true, [-1, 1]);
  real(alpha, part(a, 1), turned, 1, out);
  release(turned.storage);
  if (straight.storage !== b.storage) release(straight.storage);
}

/** The same for any strides: four products. */
function complexByParts(real: Gemm, alpha: number, a: MatrixView, b: MatrixView, beta: number, c: MatrixView): void {
  real(alpha, part(a, 0), part(b, 0), beta, part(c, 0));
  real(-alpha, part(a, 1), part(b, 1), 1, part(c, 0));
  real(alpha, part(a, 0), part(b, 1), beta, part(c, 1));
  real(alpha, part(a, 1), part(b, 0), 1, part(c, 1));
}

/** Real (0) or imaginary parts (1). */
function part({ type, storage, offset, rows, cols, rowStride, colStride }: MatrixView, which: 0 | 1): MatrixView {
  return new MatrixView(realType(type), storage, 2 * offset + which, rows, cols, 2 * rowStride, 2 * colStride);
}

/** A matrix with contiguous rows as a real one of twice the columns. */
function doubled({ type, storage, offset, rows, cols, rowStride }: MatrixView): MatrixView {
  return new MatrixView(realType(type), storage, 2 * offset, rows, 2 * cols, 2 * rowStride, 1);
}

/** A doubled copy, its parts times signs. */
function signed(
  { type, storage, offset, rows, cols, rowStride, colStride }: MatrixView,
  turned: boolean,
  signs: readonly [number, number],
): MatrixView {
  const copy = allocate((rows * cols) << type.shift);
  const layout = rowMajor([rows, cols]);
  const from = { type, storage, offset, layout: strided(layout.shape, [rowStride, colStride]) };
  signParts(from, turned, signs, { type, storage: copy, offset: 0, layout });
  return doubled(new MatrixView(type, copy, 0, rows, cols, cols, 1));
}
