import {
  ConvergenceError,
  type NDArray,
  type Random,
  concat,
  matmul,
  max,
  mul,
  scope,
  slice,
  sqrt,
  square,
  sub,
  sum,
} from "@linnet/core";
import { eigh, qr, svd } from "@linnet/linalg";

export interface LeadingOptions {
  /** Who asks, for errors. */
  readonly op: string;
  /** Of the first vectors. */
  readonly rng: Random;
  /** ‖Aᵀ·A·v − s²·v‖ / s₁² where it ends. Default 1e-10, of float32 1e-5. */
  readonly tolerance: number | undefined;
  readonly maxIterations: number;
  readonly signal: AbortSignal | undefined;
}

interface Subspace {
  /** Orthonormal, `[d, m]`. */
  readonly Q: NDArray;
  /** M·Q. */
  readonly MQ: NDArray;
}

/**
 * The k largest singular values of A and their right vectors, to the accuracy of an SVD, by products with few vectors.
 *
 *     M = Aᵀ·A or A·Aᵀ, the smaller;  Q ← [Q, orth(M·Q_last)],  Qᵀ·M·Q = W·Θ·Wᵀ,  Y = Q·W
 *
 * Block Lanczos with thick restarts: the subspace grows by blocks of vectors, each orthogonalized twice against all, is cut back to
 * its leading Ritz vectors when there are six blocks more than those, and the residuals M·Y − Y·Θ say when to end. The SVD of
 * A on the subspace that was found gives values and vectors, so that squaring costs no digits of them.
 *
 * @param a `[n, p]`
 * @returns `S` `[k]`, descending, and `Vh` `[k, p]`
 * @throws {ConvergenceError} after `maxIterations`
 * @remarks n·p·(k + 32) flops a step or less, and O(min(n, p)·k²). A Ritz value is off by at most ‖residual‖² / gap, a vector
 *   by ‖residual‖ / gap (Parlett, *The Symmetric Eigenvalue Problem*, §11.7); where singular values hardly decay, steps are many.
 * @see Golub & Underwood, *The block Lanczos method for computing eigenvalues*, 1977; Wu & Simon, *Thick-restart Lanczos*, 2000
 */
export function leadingSingular(
  a: NDArray,
  k: number,
  { op, rng, tolerance = a.dtype === "float32" ? 1e-5 : 1e-10, maxIterations, signal }: LeadingOptions,
): { readonly S: NDArray; readonly Vh: NDArray } {
  const [n, p]: readonly number[] = a.shape;
  const d = Math.min(n, p);
  const width = Math.min(d, Math.max(8, Math.ceil(k / 4)));
  const apply = (V: NDArray): NDArray =>
    p <= n ? matmul(a.T as NDArray, matmul(a, V)) : matmul(a, matmul(a.T as NDArray, V));
  let space = scope(() => {
    const Q: NDArray = qr(rng.normal([d, width], { dtype: a.dtype as "float64" })).Q;
    return { Q, MQ: apply(Q) };
  });
  for (let iteration = 0; ; iteration++) {
    signal?.throwIfAborted();
    const { Y, residual } = scope(() => ritz(space, k));
    if (residual <= tolerance || space.Q.shape[1] === d) return scope(() => onSubspace(a, Y, k));
    if (iteration >= maxIterations) {
      throw new ConvergenceError(
        op,
        `residuals must fall to ${tolerance} within ${maxIterations} iterations; got ${residual.toExponential(2)}. ` +
          'Allow more maxIterations, ask for fewer components, or use solver "full".',
      );
    }
    const before = space;
    space = scope(() => grown(before, k, width, apply));
    for (const part of [Y, before.Q, before.MQ]) part.dispose();
  }
}

/** Leading Ritz vectors, ascending, and the largest residual of the first k, relative to the largest value. */
function ritz({ Q, MQ }: Subspace, k: number): { readonly Y: NDArray; readonly residual: number } {
  const m: number = Q.shape[1];
  const from = Math.max(0, m - k);
  const { values, vectors }: { values: NDArray; vectors: NDArray } = eigh(matmul(Q.T as NDArray, MQ));
  const W = slice(vectors, ":", `${from}:`);
  const Y: NDArray = matmul(Q, W);
  if (m < k) return { Y, residual: Infinity };
  const R: NDArray = sub(matmul(MQ, W) as NDArray, mul(Y, slice(values, `${from}:`)));
  const longest = (max(sqrt(sum(square(R), { axis: 0 }) as NDArray)) as NDArray).item();
  const largest: number = values.at(m - 1).item();
  return { Y, residual: largest > 0 ? longest / largest : 0 };
}

/** The subspace with one block more; first cut back to the leading k + width Ritz vectors where it is large. */
function grown({ Q, MQ }: Subspace, k: number, width: number, apply: (V: NDArray) => NDArray): Subspace {
  const [d, m]: readonly number[] = Q.shape;
  const next = orthogonalTo(Q, slice(MQ, ":", `${m - Math.min(width, d - m)}:`));
  let kept: Subspace = { Q, MQ };
  if (m + width > k + 7 * width) {
    const { vectors }: { vectors: NDArray } = eigh(matmul(Q.T as NDArray, MQ));
    const W = slice(vectors, ":", `${m - k - width}:`);
    kept = { Q: matmul(Q, W), MQ: matmul(MQ, W) };
  }
  return { Q: concat([kept.Q, next], { axis: 1 }), MQ: concat([kept.MQ, apply(next)], { axis: 1 }) };
}

/** An orthonormal basis of what of R lies outside of the range of Q, projected twice ("twice is enough"). */
function orthogonalTo(Q: NDArray, R: NDArray): NDArray {
  let next: NDArray = R;
  for (let i = 0; i < 2; i++) next = qr(sub(next, matmul(Q, matmul(Q.T as NDArray, next))) as NDArray).Q;
  return next;
}

/** The SVD of A on the span of Y. */
function onSubspace(a: NDArray, Y: NDArray, k: number): { readonly S: NDArray; readonly Vh: NDArray } {
  const [n, p]: readonly number[] = a.shape;
  if (p <= n) {
    const { S, Vh }: { S: NDArray; Vh: NDArray } = svd(matmul(a, Y));
    return { S, Vh: matmul(Vh, Y.T as NDArray) };
  }
  const { U, S }: { U: NDArray; S: NDArray } = svd(matmul(a.T as NDArray, Y));
  return { S: slice(S, `:${k}`), Vh: U.T as NDArray };
}
