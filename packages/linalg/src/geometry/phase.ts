import { type NDArray, complex, equal, imag, less, logicalAnd, onesLike, real, where } from "@linnet/core";
import { components, vectorOf } from "./tail.js";
import { normalized } from "./unit-vectors.js";

/** z/|z|, the sign of a real number; 1 at 0. Of modulus 1 to a few ε for any z, however small. */
export function phase(z: NDArray): NDArray {
  if (z.type.kind !== "complex") return where(less(z, 0), -1, onesLike(z));
  const [re, im] = components(normalized(vectorOf([real(z), imag(z)] as NDArray[])));
  const isNone = logicalAnd(equal(re, 0), equal(im, 0));
  return complex(where(isNone, 1, re), im) as NDArray;
}
