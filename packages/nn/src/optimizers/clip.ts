import { type NDArray, ValueError, clip, mapTree, mul, treeLeaves } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { vectorNorm } from "@linnet/linalg";
import { complexOf, realParts } from "./leaves.js";
import { requirePositiveNumber } from "../require.js";
import type { Transform } from "./transform.js";

/** A transformation that remembers nothing. */
export type Stateless = Transform<null>;

/**
 * Gradients whose numbers stay within a bound; of complex ones real and imaginary parts.
 *
 *     g ← min(max(g, −bound), bound)
 *
 * @throws {ValueError} unless the bound is positive
 */
export function clipByValue(bound: number): Stateless {
  requirePositiveNumber("clipByValue", "bound", bound);
  const clipped = (g: NDArray): NDArray => {
    const parts = clip(realParts(g), -bound, bound);
    return g.type.kind === "complex" ? complexOf(parts) : parts;
  };
  return { init: () => null, update: (gradient) => ({ gradient: mapTree(clipped, gradient), state: null }) };
}

export interface ClipByNormOptions {
  /** p of the norm (Σ |gᵢ|ᵖ)^(1/p); Infinity is the largest. Default 2. */
  readonly ord?: number;
}

/**
 * Gradients that are shortened where all of them together are longer than a bound: their direction stays.
 *
 *     g ← g · min(1, bound / ‖g‖),  ‖g‖ over all parameters
 *
 * @throws {ValueError} unless the bound is positive and `ord` 1 or more
 * @remarks A gradient that is not finite becomes NaN, for the training to see.
 * @see Pascanu, Mikolov & Bengio, *On the difficulty of training recurrent neural networks*, 2013, algorithm 1
 */
export function clipByNorm(bound: number, options?: ClipByNormOptions): Stateless {
  const { ord = 2 } = requireOptions("clipByNorm", options);
  requirePositiveNumber("clipByNorm", "bound", bound);
  if (!(ord >= 1)) throw new ValueError("clipByNorm", "ord must be 1 or more", ord);
  return {
    init: () => null,
    update(gradient) {
      const norm = treeNorm(gradient, ord);
      if (norm <= bound) return { gradient, state: null };
      return { gradient: mapTree((g) => mul(g, bound / norm), gradient), state: null };
    },
  };
}

/** The norm of all leaves of a tree as one vector, without overflow in between. */
export function treeNorm(tree: unknown, ord = 2): number {
  const norms = treeLeaves(tree)
    .filter(({ leaf }) => leaf.size > 0)
    .map(({ leaf }) => vectorNorm(leaf, { ord }).item() as number); // norms are real
  const largest = norms.reduce((a, b) => (b <= a ? a : b), 0); // NaN wins
  if (!(largest > 0 && largest < Infinity) || ord === Infinity) return largest;
  return largest * norms.reduce((sum, norm) => sum + (norm / largest) ** ord, 0) ** (1 / ord);
}
