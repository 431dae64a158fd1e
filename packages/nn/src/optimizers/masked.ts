import { type NDArray, ValueError, treeLeaves, unflattenTree } from "@linnet/core";
import { type Where, pairLeaves } from "./leaves.js";
import type { Optimizer, StepContext } from "./optimizer.js";
import { requireFunction } from "../require.js";
import { rateOf, requireOptimizer } from "./transform.js";

/** The states of the rules for the leaves that are chosen, and for the others: `null` where these stay as they are. */
export interface MaskedState<S = unknown, O = unknown> {
  readonly chosen: S;
  readonly others: O | null;
}

/**
 * Moves the parameters that `where` chooses; the others stay as they are, or follow another rule.
 *
 * Rules see their parameters as a record by path (`{ "layers.0.weight": … }`), and remember nothing of the others.
 *
 * @param where is asked in every step, and must answer the same each time
 * @throws {ValueError} when `where` chooses nothing, and when two parameters have the same path
 * @example
 * masked(sgd({ learningRate: 0.01 }), (path) => path.startsWith("layers.4."), adam()); // a rate for the head
 */
export function masked<S, O = never>(
  optimizer: Optimizer<S>,
  where: Where,
  otherwise?: Optimizer<O>,
): Optimizer<MaskedState<S, O>> {
  return divided("masked", optimizer, where, otherwise, true);
}

/**
 * Parameters that `where` chooses stay as they are: an optimizer for the others.
 *
 * @throws {ValueError} when that leaves nothing to move
 * @example
 * freeze(adam(), (path) => path.startsWith("encoder.")); // a new head on a trained network
 */
export function freeze<S>(optimizer: Optimizer<S>, where: Where): Optimizer<MaskedState<S, never>> {
  requireFunction("freeze", "where", where);
  return divided("freeze", optimizer, (path, leaf) => !where(path, leaf), undefined, true);
}

/** `masked` under the name of whoever divides the parameters; one of the parts may be empty unless `strict`. */
export function divided<S, O>(
  op: string,
  optimizer: Optimizer<S>,
  where: Where,
  otherwise: Optimizer<O> | undefined,
  strict: boolean,
): Optimizer<MaskedState<S, O>> {
  requireOptimizer(op, optimizer);
  requireFunction(op, "where", where);
  if (otherwise !== undefined) requireOptimizer(op, otherwise);
  return {
    init(parameters) {
      const [chosen, others] = split(op, parameters, where);
      if (strict && Object.keys(chosen).length === 0) {
        const got = Object.keys(others).join(", ") || "no parameters";
        throw new ValueError(op, "where must leave something to move", `nothing of ${got}`);
      }
      return { chosen: optimizer.init(chosen), others: otherwise?.init(others) ?? null };
    },
    ...rateOf(optimizer, ({ chosen }: MaskedState<S, O>) => chosen),
    update<T>(parameters: T, gradient: T, state: MaskedState<S, O>, context?: StepContext<T>) {
      pairLeaves(op, parameters, gradient); // they fit, in each part too
      const [chosen, others] = split(op, parameters, where);
      const gradients = treeLeaves(gradient);
      const beside = (part: Leaves): Leaves =>
        Object.fromEntries(
          gradients.filter(({ path }) => Object.hasOwn(part, path)).map(({ path, leaf }) => [path, leaf]),
        );
      const moved = optimizer.update(chosen, beside(chosen), state.chosen, partOf(context, parameters, chosen));
      if (otherwise === undefined || state.others === null) {
        return { parameters: merged(parameters, moved.parameters), state: { chosen: moved.state, others: null } };
      }
      const rest = otherwise.update(others, beside(others), state.others, partOf(context, parameters, others));
      const all = { ...moved.parameters, ...rest.parameters };
      return { parameters: merged(parameters, all), state: { chosen: moved.state, others: rest.state } };
    },
  };
}

/** Parameters by path. */
type Leaves = Record<string, NDArray>;

function split(op: string, parameters: unknown, where: Where): [chosen: Leaves, others: Leaves] {
  const parts: [Leaves, Leaves] = [{}, {}];
  for (const { path, leaf } of treeLeaves(parameters)) {
    if (parts.some((part) => Object.hasOwn(part, path))) {
      throw new ValueError(op, "each parameter must have a path of its own", `${path} twice`);
    }
    parts[where(path, leaf) ? 0 : 1][path] = leaf;
  }
  return parts;
}

/** The tree with other leaves at some paths. */
function merged<T>(tree: T, part: Leaves): T {
  return unflattenTree(
    tree,
    treeLeaves(tree).map(({ path, leaf }) => part[path] ?? leaf),
  );
}

/** The step as a rule sees it that moves a part: the others stay where they are. */
function partOf<T>(context: StepContext<T> | undefined, parameters: T, part: Leaves): StepContext<Leaves> | undefined {
  if (context === undefined) return undefined;
  const objective = (moved: Leaves): { value: number; gradient: Leaves } => {
    const { value, gradient } = context.objective(merged(parameters, moved));
    const leaves = treeLeaves(gradient).filter(({ path }) => Object.hasOwn(part, path));
    return { value, gradient: Object.fromEntries(leaves.map(({ path, leaf }) => [path, leaf])) };
  };
  return { loss: context.loss, objective };
}
