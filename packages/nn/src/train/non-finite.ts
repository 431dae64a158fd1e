import { type NDArray, type Random, all, isFinite, scope, treeLeaves } from "@linnet/core";
import { isNode } from "../tree-nodes.js";
import type { Layer } from "../layer.js";
import { forwardModel } from "../part.js";
import type { Observer } from "../run.js";
import type { Examples } from "./examples.js";

/**
 * Where the first NaN or infinity of a pass comes up: in the inputs, in the layer whose parameter or output is the first,
 * or in the loss. The pass of training is computed again, under an observer.
 */
export function firstNonFinite(model: Layer, { x }: Examples, rng: Random): string {
  if (!isAllFinite(x)) return "the inputs";
  const search = new Search();
  scope(() => forwardModel(model, x, { training: true, rng, update() {}, observer: search }));
  return search.found ?? "the loss";
}

/** The path of the last leaf that is not finite: a backward pass comes to it before the ones in front. */
export function lastNonFinite(tree: unknown): string | undefined {
  return treeLeaves(tree).findLast(({ leaf }) => !isAllFinite(leaf))?.path;
}

class Search implements Observer {
  found: string | null = null;
  private readonly segments: string[] = [];

  enter(segment: string, layer: object): void {
    this.segments.push(segment);
    if (this.found !== null) return;
    const own = Object.entries(layer).find(([, value]) => !isNode(value) && !isAllFinite(value));
    if (own !== undefined) this.found = `${this.place(layer)}, in its ${own[0]}`;
  }

  leave(layer: object, output: unknown): void {
    if (this.found === null && !treeLeaves(output).every(({ leaf }) => isAllFinite(leaf))) {
      this.found = this.place(layer);
    }
    this.segments.pop();
  }

  private place(layer: object): string {
    return `${this.segments.join(".")} (${layer.constructor.name})`;
  }
}

function isAllFinite(value: unknown): boolean {
  return treeLeaves(value).every(({ leaf }: { readonly leaf: NDArray }) =>
    scope(() => all(isFinite(leaf)).item() === 1),
  );
}
