import { kindOf, requireList } from "./array/argument.js";
import { NDArray } from "./array/ndarray.js";
import { ValueError } from "./errors.js";

/**
 * Trees: arrays in lists, objects and class instances, as models and their parameters are.
 *
 * A **leaf** is an array of float or complex dtype. Integer and bool arrays, `State`, numbers, strings, functions and
 * whatever else has no leaf below it is static: kept as it is, identity included. Typed arrays, `Map` and `Set` are opaque.
 * A class instance is rebuilt from its prototype and own fields, without its constructor; it must have no `#private` ones.
 *
 * One object in two places is one thing: it is visited once, and what becomes of it stands in both places. So tied weights
 * are one leaf, and stay tied through every `mapTree`.
 */

/** An array that belongs to a tree but is not one of its leaves: running statistics, a fixed table. */
export class State<A extends NDArray = NDArray> {
  constructor(readonly value: A) {}
}

/** A leaf with the keys that lead to it: `layers.0.weight`; `""` where the tree is the leaf. */
export interface TreeLeaf {
  readonly path: string;
  readonly leaf: NDArray;
}

/**
 * The tree with each leaf replaced by `f(leaf, …the leaves in its place in the other trees)`.
 *
 * Static parts come from `tree`; nodes without a changed leaf are kept, so that `mapTree((x) => x, tree) === tree`.
 *
 * @throws {ValueError} when a tree contains itself, or another tree has no array where `tree` has a leaf
 * @example
 * const next = mapTree((w, g) => w.sub(g.mul(0.1)), model, gradient); // a model again, with its methods
 */
export function mapTree<T>(
  f: (leaf: NDArray, ...rest: NDArray[]) => NDArray,
  tree: T,
  ...rest: readonly NoInfer<T>[]
): T {
  requireFunction("mapTree", f);
  const visit: Visit = (leaf, others, walk) =>
    others.length === 0 ? f(leaf) : f(leaf, ...others.map((other) => requireArray(other, walk)));
  return new Walk("mapTree", visit, isLeaf).over(tree, rest);
}

/**
 * The leaves of a tree in the order of its fields, each once.
 *
 * @throws {ValueError} when the tree contains itself
 */
export function treeLeaves(tree: unknown): TreeLeaf[] {
  return collect("treeLeaves", tree, isLeaf);
}

/** All arrays of a tree, those in `State` and of integer or bool dtype too, each once, with the keys that lead to them. */
export function treeArrays(tree: unknown): TreeLeaf[] {
  return collect("treeArrays", tree, isArray);
}

/** As `mapTree`, over all arrays: `f` sees those in `State` and of integer or bool dtype too. */
export function mapTreeArrays<T>(f: (array: NDArray, path: string) => NDArray, tree: T): T {
  requireFunction("mapTreeArrays", f);
  return new Walk("mapTreeArrays", (array, _rest, walk) => f(array, walk.path()), isArray).over(tree, []);
}

/** All arrays of a tree, each once: what a scope has to keep of its result. */
export function arraysIn(tree: unknown): NDArray[] {
  if (tree instanceof NDArray) return [tree];
  const found: NDArray[] = [];
  const visit = (array: NDArray): NDArray => {
    found.push(array);
    return array;
  };
  new Walk("arraysIn", visit, isArray).over(tree, []);
  return found;
}

/**
 * The tree with other leaves, given in the order of `treeLeaves`.
 *
 * @throws {ValueError} when there are not as many as the tree has
 */
export function unflattenTree<T>(tree: T, leaves: readonly NDArray[]): T {
  requireList("unflattenTree", "leaves", leaves);
  let next = 0;
  const result = new Walk("unflattenTree", (leaf) => leaves[next++] ?? leaf, isLeaf).over(tree, []);
  if (next === leaves.length) return result;
  throw new ValueError("unflattenTree", `leaves must be as many as the tree has, ${next}`, leaves.length);
}

type Fields = Record<string, unknown>;

/** `walk` knows the path to the array, for who asks. */
type Visit = (array: NDArray, rest: readonly unknown[], walk: Walk) => NDArray;

/** A node together with the nodes that it meets in the other trees. */
interface Meeting {
  readonly rest: readonly unknown[];
  /** What became of it; `null` until it ends: a node that is met again before is in a cycle. */
  result: object | null;
  /** The node's meeting before this one. */
  readonly before: Meeting | undefined;
}

/** One pass over a tree and, in step with it, over others of the same structure. */
class Walk {
  private readonly keys: string[] = [];
  private readonly last = new Map<object, Meeting>();

  constructor(
    private readonly op: string,
    private readonly visit: Visit,
    private readonly wanted: (array: NDArray) => boolean,
    private readonly intoState = wanted === isArray,
  ) {}

  over<T>(tree: T, rest: readonly unknown[]): T {
    return this.node(tree, rest) as T; // nodes are replaced by nodes of their own kind
  }

  private node(node: unknown, rest: readonly unknown[]): unknown {
    if (typeof node !== "object" || node === null || ArrayBuffer.isView(node)) return node;
    if (node instanceof Map || node instanceof Set || (node instanceof State && !this.intoState)) return node;
    if (node instanceof NDArray && !this.wanted(node)) return node;

    const before = this.last.get(node);
    for (let met = before; met !== undefined; met = met.before) {
      if (met.result === null) this.refuseCycle();
      if (met.rest.every((other, i) => other === rest[i])) return met.result;
    }
    const meeting: Meeting = { rest, result: null, before };
    this.last.set(node, meeting);
    meeting.result = node instanceof NDArray ? this.visit(node, rest, this) : this.children(node, rest);
    return meeting.result;
  }

  private children(node: object, rest: readonly unknown[]): object {
    let copy: Fields | null = null;
    const inState = node instanceof State; // its one field is not part of the path
    const keys = Object.keys(node);
    for (const key of keys) {
      const child = (node as Fields)[key];
      if (typeof child !== "object" || child === null) continue;
      if (!inState) this.keys.push(key);
      const next = this.node(child, rest.length === 0 ? rest : rest.map((other) => childOf(other, key)));
      if (!inState) this.keys.pop();
      if (next !== child) (copy ??= copyOf(node, keys.length))[key] = next;
    }
    return copy ?? node;
  }

  private refuseCycle(): never {
    const hint = "Keep references back to parents out of trees.";
    throw new ValueError(this.op, "a tree must not contain itself", `a cycle at ${this.path()}`, hint);
  }

  path(): string {
    return this.keys.join(".");
  }
}

function collect(op: string, tree: unknown, wanted: (array: NDArray) => boolean): TreeLeaf[] {
  const found: TreeLeaf[] = [];
  const visit: Visit = (leaf, _rest, walk) => {
    found.push({ path: walk.path(), leaf });
    return leaf;
  };
  new Walk(op, visit, wanted).over(tree, []);
  return found;
}

function requireFunction(op: string, f: unknown): void {
  if (typeof f !== "function") throw new ValueError(op, "its first argument must be a function", kindOf(f));
}

function isLeaf({ type }: NDArray): boolean {
  return type.kind === "float" || type.kind === "complex";
}

function isArray(): boolean {
  return true;
}

function childOf(node: unknown, key: string): unknown {
  return typeof node === "object" && node !== null ? (node as Fields)[key] : undefined;
}

function requireArray(x: unknown, walk: Walk): NDArray {
  if (x instanceof NDArray) return x;
  const path = walk.path();
  const got = `${kindOf(x)} at ${path === "" ? "the root" : path}`;
  throw new ValueError("mapTree", "every tree must have an array wherever the first has a leaf", got);
}

/** A list or an object with the fields of `node`, of which `count` are enumerable, and its prototype. */
function copyOf(node: object, count: number): Fields {
  if (Array.isArray(node)) return node.slice() as unknown as Fields; // with indices for names
  // A literal takes a fraction of the time of `Object.create`, but takes what is enumerable alone.
  const copy = { __proto__: Object.getPrototypeOf(node) as object | null, ...node } as unknown as Fields;
  const all = Reflect.ownKeys(node);
  if (all.length === count) return copy;
  for (const key of all) {
    if (Object.hasOwn(copy, key)) continue;
    Object.defineProperty(copy, key, Object.getOwnPropertyDescriptor(node, key) as PropertyDescriptor); // it is there
  }
  return copy;
}
