import { type NDArray, ValueError, add, concat, matmul, matrixTranspose, slice, zerosLike } from "@linnet/core";
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
import { release } from "@linnet/kernels";
import { intoBases, outOfBases } from "../blocked/functions/basis.js";
import { logTriangularFrechet } from "../blocked/functions/triangular-log.js";
import { maxAbs, workingCopy } from "../blocked/matrix/copy.js";
import { powerOfTwoScale } from "../blocked/matrix/scaling.js";
import { adjoint } from "../operand/adjoint.js";
import { type SchurFactors, inDouble } from "./schur-factors.js";

/**
 * L(A, E), the derivative of the principal logarithm at A along E, from the Schur form of A, which is a constant to differentiation.
 * Its own derivative by E is L again, and by A the second derivative.
 *
 * @param e of a's dtype
 */
export function logFrechet(a: NDArray, e: NDArray, [T, Z]: SchurFactors): NDArray {
  return bind(logFrechetP, [a, e, T, Z], undefined);
}

const logFrechetP: Primitive = /* @__PURE__ */ primitive("logFrechet", {
  batch: [2],
  abstract: ([a, e]) => {
    const batch = broadcastShapes("logm", batchDims(a), batchDims(e));
    return { type: a.type, layout: rowMajor([...batch, ...matrixDims(e)]) };
  },

  evaluate([, E, T, Z], out) {
    for (const [l, e, t, z] of matrices([out, E, T, Z])) {
      const factor = powerOfTwoScale(maxAbs(e));
      const rhs = workingCopy(e, factor);
      const inside = intoBases(z, rhs, z);
      const done = logTriangularFrechet(t, inside);
      outOfBases(z, inside, z, l, 1 / factor);
      release(rhs.storage);
      release(inside.storage);
      if (!done)
        throw new ValueError("logm", "the derivative must be finite", "one that overflows", "Scale the matrix.");
    }
  },

  derivative: {
    // ⟨C, L(A, E)⟩ = ⟨L(A, Cᵀ)ᵀ, E⟩, and likewise of the second derivative, which is symmetric in its directions
    vjp(ct, [a, e, T, Z]) {
      const turned = matrixTranspose(ct);
      return [
        () => sumTo(matrixTranspose(second(a, e, turned, [T, Z])), a.shape),
        () => sumTo(matrixTranspose(logFrechet(a, turned, [T, Z])), e.shape),
        null,
        null,
      ];
    },
    jvp: ([da, de], [a, e, T, Z]) => add(logFrechet(a, de, [T, Z]), second(a, e, da, [T, Z])),
  },
});

/**
 * The second derivative of the logarithm at A along E and F: the upper right block of L([A E; 0 A], [F 0; 0 F]). The Schur form of
 * that matrix is [T Zᴴ·E·Z; 0 T] with two copies of Z. E is scaled, which the result undoes, so that it does not decide how many roots
 * are taken.
 *
 * @see Higham & Relton 2014, *Higher order Fréchet derivatives of matrix functions*
 */
function second(a: NDArray, e: NDArray, f: NDArray, [T, Z]: SchurFactors): NDArray {
  const factor = powerOfTwoScale(largest(e)) / powerOfTwoScale(largest(T));
  const direction = e.mul(factor) as NDArray;
  const inside = matmul(matmul(adjoint(Z), inDouble(direction)), Z) as NDArray;
  const zero = zerosLike(a);
  const factors = [doubled(T, inside, zerosLike(T)), doubled(Z, zerosLike(Z), zerosLike(Z))] as const;
  const l = logFrechet(doubled(a, direction, zero), doubled(f, zerosLike(f), zerosLike(f)), factors);
  const [n] = matrixDims(a);
  return slice(l, "...", `:${n}`, `${n}:`).mul(1 / factor) as NDArray;
}

/** [X Y; O X]. */
function doubled(x: NDArray, y: NDArray, zero: NDArray): NDArray {
  return concat([concat([x, y], { axis: -1 }), concat([zero, x], { axis: -1 })], { axis: -2 }) as NDArray;
}

/** The largest magnitude of a part of an entry. */
function largest(x: NDArray): number {
  let size = 0;
  for (const [matrix] of matrices([withElements(x)])) size = Math.max(size, maxAbs(matrix));
  return size;
}
