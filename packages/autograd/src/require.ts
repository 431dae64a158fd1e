import { DTypeError, IndexError, NDArray, ShapeError, ValueError, mapTree, treeArrays, treeLeaves } from "@linnet/core";
import { kindOf, sameShape } from "@linnet/core/extend";
import type { Cotangents } from "./cotangents.js";
import { UnusedInputError } from "./errors.js";

/** The leaves of a tree, each once, without their paths. */
export function leavesOf(tree: unknown): NDArray[] {
  const leaves: NDArray[] = [];
  mapTree((x) => {
    leaves.push(x);
    return x;
  }, tree);
  return leaves;
}

/** Whether an array can carry a derivative: integer and bool results are constants. */
export function isInexact(x: NDArray): boolean {
  const { kind } = x.type;
  return kind === "float" || kind === "complex";
}

/** @throws {IndexError} for a position that is not an argument's @throws {ValueError} for one given twice, or none */
export function requirePositions(op: string, positions: readonly number[], count: number): void {
  if (positions.length === 0) throw new ValueError(op, "argnums must name at least one argument", "[]");
  for (const i of positions) {
    if (!Number.isInteger(i) || i < 0 || i >= count) {
      throw new IndexError(op, `argnums must be positions among the ${count} arguments, counted from 0`, i);
    }
  }
  if (new Set(positions).size !== positions.length) {
    throw new ValueError(op, "argnums must be distinct", `[${positions.join(", ")}]`);
  }
}

/** @throws {ValueError} unless `f` can be called */
export function requireFunction(op: string, f: unknown): void {
  if (typeof f !== "function") throw new ValueError(op, "f must be a function", kindOf(f));
}

/** @param leaves of the tree, or arrays in their place @throws {DTypeError} when there is none to differentiate by */
export function requireDifferentiable(
  op: string,
  name: string,
  tree: unknown,
  leaves: readonly NDArray[] = leavesOf(tree),
): void {
  if (leaves.length > 0) return;
  const arrays = treeArrays(tree);
  const got = Object.fromEntries(arrays.slice(0, 3).map(({ path, leaf }) => [path || "x", leaf.dtype as string]));
  const dtypes = arrays.length === 0 ? { x: kindOf(tree) } : got;
  const hint = arrays.length === 0 ? "Pass an array: array(x)." : 'Convert it first: x.astype("float64").';
  throw new DTypeError(op, `${name} must hold a float array to differentiate by`, dtypes, hint);
}

/** @throws {UnusedInputError} when a leaf of the arguments at `positions` has no cotangent */
export function requireUsed(
  op: string,
  positions: readonly number[],
  args: readonly unknown[],
  cotangents: Cotangents,
): void {
  const paths = positions.flatMap((position, i) =>
    treeLeaves(args[i])
      .filter(({ leaf }) => !cotangents.has(leaf))
      .map(({ path }) => `argument ${position}${path === "" ? "" : `.${path}`}`),
  );
  if (paths.length > 0) throw new UnusedInputError(op, paths);
}

/** @throws {ValueError} when a function returned a promise: its second half would run unrecorded */
export function requireSynchronous(op: string, returned: unknown): void {
  if (typeof returned !== "object" || returned === null || !("then" in returned)) return;
  if (returned instanceof Promise) returned.catch(() => undefined); // reported here; nobody else will look at it
  throw new ValueError(op, "f must be synchronous", "a promise", "Await what f needs before differentiating it.");
}

/** @throws {ShapeError} @throws {DTypeError} @throws {ValueError} unless `value` is a 0-d array of real floats */
export function requireScalar(op: string, value: unknown): asserts value is NDArray {
  requireArray(op, value);
  if (value.ndim !== 0) {
    const hint = "Reduce it with sum or mean, or take its jacobian or vjp.";
    throw new ShapeError(op, "f must return a scalar, a 0-d array", { output: value.shape }, hint);
  }
  if (value.type.kind !== "float") {
    const hint =
      value.type.kind === "complex"
        ? "Take its real part, or its abs."
        : "Derivatives of integer results do not exist.";
    throw new DTypeError(op, "f must return a real float", { output: value.dtype }, hint);
  }
}

/** @throws {ValueError} when a function returned something else than an array */
export function requireArray(op: string, value: unknown): asserts value is NDArray {
  if (value instanceof NDArray) return;
  const hint = "Keep results in arrays: item() and toArray() leave what can be differentiated.";
  throw new ValueError(op, "f must return an array", kindOf(value), hint);
}

/** @throws {ShapeError} @throws {DTypeError} unless `x` has the shape and dtype of `like` */
export function requireLike(op: string, what: string, x: NDArray, like: NDArray): void {
  const rule = `a ${what} must have the shape and dtype of what it belongs to`;
  if (!sameShape(x.shape, like.shape)) throw new ShapeError(op, rule, { [what]: x.shape, primal: like.shape });
  if (x.type === like.type) return;
  throw new DTypeError(op, rule, { [what]: x.dtype, primal: like.dtype }, `Convert it: x.astype("${like.dtype}").`);
}
