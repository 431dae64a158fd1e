import { type NDArray, conj, mapTree, zerosLike } from "@linnet/core";
import { aliasOf } from "./alias.js";
import type { Cotangents } from "./cotangents.js";

/**
 * The cotangents of a tree's leaves, in a tree of the same type; zeros where nothing depends on a leaf. Those of complex
 * leaves are conjugated on the way out, as on the way in: rules of primitives are transposes.
 *
 * A rule may hand one cotangent to several inputs (addition does). In a tree one array in two places is one leaf, so each
 * leaf gets an array of its own.
 *
 * @param foreign arrays that belong to the caller and must not be handed out
 */
export function cotangentTree<T>(tree: T, cotangents: Cotangents, foreign: Iterable<NDArray> = []): T {
  const taken = new Set(foreign);
  return mapTree((x) => {
    const ct = cotangents.get(x);
    if (ct === undefined) return zerosLike(x);
    const own = x.type.kind === "complex" ? conj(ct) : taken.has(ct) ? aliasOf(ct) : ct;
    taken.add(own);
    return own;
  }, tree);
}
