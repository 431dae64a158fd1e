import { DTypeError, type NDArray, concat, reshape, slice, treeLeaves, unflattenTree } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** The numbers of a tree's leaves, leaf after leaf, as one float64 vector; differentiable. */
export function flatten(tree: unknown): NDArray {
  return concat(treeLeaves(tree).map(({ leaf }) => reshape(leaf, [-1]).astype("float64") as NDArray));
}

/** A tree like another with the numbers of a vector, each leaf in its dtype; differentiable. */
export function unflatten<T>(like: T, vector: NDArray): T {
  let from = 0;
  const leaves = treeLeaves(like).map(({ leaf: { shape, size, dtype } }) => {
    const part = slice(vector, `${from}:${from + size}`) as NDArray;
    from += size;
    return reshape(part, shape).astype(dtype) as NDArray;
  });
  return unflattenTree(like, leaves);
}

/** Relative precision of the coarsest leaf. */
export function precisionOf(tree: unknown): number {
  return treeLeaves(tree).some(({ leaf }) => leaf.dtype === "float32") ? 2 ** -23 : 2 ** -52;
}

/** @throws {DTypeError} unless the tree holds real parameters, and no others */
export function requireRealParameters(op: string, parameters: unknown): void {
  const leaves = treeLeaves(parameters);
  const complex = leaves.find(({ leaf }) => leaf.type.kind === "complex");
  if (complex !== undefined) {
    throw new DTypeError(op, "parameters must be real", { [complex.path || "it"]: complex.leaf.dtype });
  }
  if (leaves.length > 0) return;
  throw new DTypeError(op, "parameters must hold a float array", { parameters: kindOf(parameters) });
}
