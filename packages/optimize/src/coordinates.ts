import { DTypeError, type NDArray, type Shape, ShapeError, array, treeLeaves, unflattenTree } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/**
 * A tree of arrays as one vector, and back: minimizers compute with float64 vectors, whatever the tree looks like.
 *
 * Each leaf is counted once, so that tied weights stay one variable.
 */
export class Coordinates<T> {
  /** Number of variables. */
  readonly size: number;
  /** Relative precision of the coarsest leaf. */
  readonly epsilon: number;
  private readonly leaves: readonly NDArray[];

  /** @throws {DTypeError} when the tree holds no float array, or a complex one */
  constructor(
    private readonly op: string,
    private readonly template: T,
  ) {
    const leaves = treeLeaves(template);
    const complex = leaves.find(({ leaf }) => leaf.type.kind !== "float");
    if (complex !== undefined) {
      throw new DTypeError(op, "variables must be real", { [complex.path || "x"]: complex.leaf.dtype });
    }
    if (leaves.length === 0) {
      throw new DTypeError(
        op,
        "x must hold a float array",
        { x: kindOf(template) },
        "Pass an array, or a tree of arrays.",
      );
    }
    this.leaves = leaves.map(({ leaf }) => leaf);
    this.size = this.leaves.reduce((n, { size }) => n + size, 0);
    this.epsilon = this.leaves.some(({ dtype }) => dtype === "float32") ? 2 ** -23 : 2 ** -52;
  }

  /**
   * The elements of a tree of the same structure, leaf after leaf.
   *
   * @param name what the tree is, for the message
   * @throws {ShapeError} when a leaf has another shape
   */
  pack(tree: T, name: string): Float64Array {
    const vector = new Float64Array(this.size);
    const leaves = treeLeaves(tree);
    let at = 0;
    this.leaves.forEach((like, i) => {
      const leaf: NDArray | undefined = leaves[i]?.leaf;
      const path = leaves[i]?.path || name;
      if (leaf?.shape.join() !== like.shape.join()) {
        const shapes = { [path]: leaf?.shape ?? [], x: like.shape };
        throw new ShapeError(this.op, `the ${name} must be a tree like x`, shapes);
      }
      vector.set(leaf.toTypedArray(), at);
      at += like.size;
    });
    return vector;
  }

  /** A tree like the first, with these elements. */
  unpack(vector: Float64Array): T {
    let at = 0;
    const leaves = this.leaves.map(({ size, shape, dtype }) => {
      const part = vector.subarray(at, (at += size));
      return array(part, { shape: shape as Shape, dtype });
    });
    return unflattenTree(this.template, leaves);
  }

  /** The nearest point that the leaves' dtypes can hold, in place. */
  round(vector: Float64Array): Float64Array {
    let at = 0;
    for (const { size, dtype } of this.leaves) {
      if (dtype === "float32") for (let i = at; i < at + size; i++) vector[i] = Math.fround(vector[i]);
      at += size;
    }
    return vector;
  }
}
