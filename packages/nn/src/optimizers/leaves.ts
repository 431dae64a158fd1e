import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  complex,
  imag,
  real,
  stack,
  treeLeaves,
  unflattenTree,
  zerosLike,
} from "@linnet/core";
import { sameShape } from "@linnet/core/extend";

/** Arrays beside the leaves of parameters, in the order of `treeLeaves`: what a rule remembers of each. */
export type Memory = readonly NDArray[];

/** Chooses leaves of parameters: by where they are (`layers.0.weight`), and by what they are. */
export type Where = (path: string, leaf: NDArray) => boolean;

/** A parameter and its gradient. */
export interface Pair {
  readonly path: string;
  readonly x: NDArray;
  readonly g: NDArray;
}

/**
 * The parameters with their gradients, tied ones once.
 *
 * @throws {ValueError} when the gradient has no array for a parameter, or one without a parameter
 * @throws {ShapeError} when a gradient has not its parameter's shape
 * @throws {DTypeError} when it has not its dtype
 */
export function pairLeaves(op: string, parameters: unknown, gradient: unknown): Pair[] {
  const [leaves, beside] = [treeLeaves(parameters), treeLeaves(gradient)];
  const pairs = leaves.map(({ path, leaf: x }, i) => {
    const g: NDArray | undefined = beside[i]?.leaf;
    if (g === undefined || beside[i].path !== path) refuseStructure(op, path, beside[i]?.path);
    if (!sameShape(g.shape, x.shape)) {
      const shapes = { parameter: x.shape, gradient: g.shape };
      throw new ShapeError(op, `the gradient${at(path)} must have its parameter's shape`, shapes);
    }
    if (g.type !== x.type) {
      const dtypes = { parameter: x.dtype, gradient: g.dtype };
      throw new DTypeError(op, `the gradient${at(path)} must have its parameter's dtype`, dtypes);
    }
    return { path, x, g };
  });
  if (beside.length > leaves.length) refuseStructure(op, undefined, beside[leaves.length].path);
  return pairs;
}

function refuseStructure(op: string, path: string | undefined, found: string | undefined): never {
  const name = (where: string | undefined): string => (where === undefined ? "nothing" : where || "a bare array");
  const got = `${name(found)} in place of ${name(path)}`;
  throw new ValueError(op, "the gradient must be a tree like the parameters", got);
}

function at(path: string): string {
  return path === "" ? "" : ` at ${path}`;
}

/** Memory of zeros. */
export function zerosBeside(parameters: unknown): Memory {
  return treeLeaves(parameters).map(({ leaf }) => zerosLike(realParts(leaf)));
}

/** A parameter after a step, and what its rule remembers of it by name. */
export type Moved<K extends string> = { readonly x: NDArray } & Readonly<Record<K, NDArray>>;

/** What a rule does with one real parameter. */
export type Move<K extends string> = (
  x: NDArray,
  g: NDArray,
  memory: Readonly<Record<K, NDArray>>,
  path: string,
) => Moved<K>;

/**
 * Moves each parameter by itself. Complex ones are seen as their real and imaginary parts, along an axis in front: the gradient is that of
 * both, and what counts the sizes of numbers counts each.
 *
 * @throws {ValueError} when gradient or memory are not those of the parameters; ShapeError and DTypeError as `pairLeaves`
 */
export function moveLeaves<T, K extends string>(
  op: string,
  parameters: T,
  gradient: T,
  memory: Readonly<Record<K, Memory>>,
  move: Move<K>,
): { parameters: T; memory: Record<K, Memory> } {
  const pairs = pairLeaves(op, parameters, gradient);
  const names = Object.keys(memory) as K[]; // the keys of a record
  for (const name of names) requireMemory(op, name, memory[name], pairs);
  const next = {} as Record<K, NDArray[]>;
  for (const name of names) next[name] = [];
  const moved = pairs.map(({ path, x, g }, i) => {
    const own = {} as Record<K, NDArray>; // each step is here: plain loops, which are some microseconds faster
    for (const name of names) own[name] = memory[name][i];
    const result = move(realParts(x), realParts(g), own, path);
    for (const name of names) next[name].push(result[name]);
    return x.type.kind === "complex" ? complexOf(result.x) : result.x;
  });
  return { parameters: unflattenTree(parameters, moved), memory: next };
}

/**
 * @param inParts whether complex parameters are remembered by their real and imaginary parts
 * @throws {ValueError} unless there is an array of the right shape for each parameter
 */
export function requireMemory(op: string, name: string, memory: Memory, pairs: readonly Pair[], inParts = true): void {
  const hint = "Make one with init(parameters).";
  if (!Array.isArray(memory) || memory.length !== pairs.length) {
    const got = `${Array.isArray(memory) ? memory.length : "no"} arrays of ${name} for ${pairs.length} parameters`;
    throw new ValueError(op, "the state must be that of these parameters", got, hint);
  }
  pairs.forEach(({ path, x }, i) => {
    const shape = inParts && x.type.kind === "complex" ? [2, ...x.shape] : x.shape;
    const kept = memory[i] as NDArray; // it is a list of arrays
    if (sameShape(kept.shape, shape)) return;
    const got = `${name} [${kept.shape.join(", ")}] for ${path || "a parameter"} [${x.shape.join(", ")}]`;
    throw new ValueError(op, "the state must be that of these parameters", got, hint);
  });
}

/** A real array as it is; of a complex one real and imaginary parts along an axis in front. */
export function realParts(x: NDArray): NDArray {
  return x.type.kind === "complex" ? stack([real(x), imag(x)]) : x;
}

/** What `realParts` took apart. */
export function complexOf(parts: NDArray): NDArray {
  return complex(parts.at(0), parts.at(1));
}
