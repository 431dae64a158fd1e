import type { NDArray } from "@linnet/core";
import { type Primitive, bind, contiguousLike, elements, primitive, withElements } from "@linnet/core/extend";
import { DerivativeError } from "../errors.js";
import { epsilonOf } from "../operand/epsilon.js";

/** Descending angles in the last axis as they are, and a derivative only where they have one. */
export function smoothAngles(angles: NDArray): NDArray {
  return bind(smoothAnglesP, [angles], undefined);
}

const smoothAnglesP: Primitive = /* @__PURE__ */ primitive("smoothAngles", {
  batch: [1],
  abstract: ([angles]) => contiguousLike(angles),

  evaluate([angles], out) {
    elements(out.storage, out.type).set(angles.toTypedArray(), out.offset); // both in row-major order
  },

  derivative: {
    vjp(ct, [angles]) {
      requireSmooth(angles, withElements(ct).toTypedArray());
      return [() => ct];
    },
    jvp([dx], [angles]) {
      requireSmooth(angles, null);
      return dx;
    },
  },
});

/** Refuses angles that are 0, π/2 or repeated, where they are used. @throws {DerivativeError} */
function requireSmooth(angles: NDArray, cotangents: ArrayLike<number> | null): void {
  const k = angles.shape[angles.ndim - 1];
  const all: ArrayLike<number> = withElements(angles).toTypedArray();
  const tolerance = 8 * k * epsilonOf(angles.type);
  // of a batch either may have the axes in front alone
  for (let i = 0; i < Math.max(all.length, cotangents?.length ?? 0); i++) {
    const angle = all[i % all.length];
    const used = cotangents === null ? null : cotangents[i % cotangents.length];
    if (used !== 0 && angle <= tolerance) refuse("0", "the sine of the angle, or the projections, have one");
    if (used !== 0 && angle >= Math.PI / 2 - tolerance) refuse("π/2", "the cosine of the angle has one");
    if (i % k === k - 1 || angle - all[(i + 1) % all.length] > tolerance) continue;
    const next = cotangents === null ? null : cotangents[(i + 1) % cotangents.length];
    if (used === null || used !== next) refuse(`${angle} twice`, "functions that treat equal angles alike have one");
  }
}

function refuse(got: string, hint: string): never {
  const contract = "the derivative needs distinct angles in (0, π/2)";
  throw new DerivativeError("subspaceAngles", contract, got, `There ${hint}.`);
}
