import { type NDArray, State, ValueError } from "@linnet/core";
import { allocate, elements, interpretWith, kindOf, rowMajor } from "@linnet/core/extend";
import { recordInto } from "@linnet/kernels";
import { type Fields, isNode, nodesOf, valueAt, withFields } from "../tree-nodes.js";

/** New values of a layer's state, with the keys that lead to the layer. */
export interface Update {
  readonly keys: readonly string[];
  readonly fields: Readonly<Record<string, State>>;
}

/**
 * Collects what the layers of one pass note of their state.
 *
 * What is noted is copied out of the pass: it has no derivative, and outlives the scopes in which layers run. A pass whose
 * parts are computed again on the way back (`checkpoint` of `@linnet/autograd`) notes the same again, after the end.
 */
export class Updates {
  private readonly noted = new Map<object, Record<string, State>>();
  private ended = false;

  /** @throws {ValueError} for what is no state */
  readonly note = (layer: object, fields: object): void => {
    if (this.ended) return;
    const own = this.noted.get(layer) ?? {};
    for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
      if (!(value instanceof State)) {
        const got = `${kindOf(value)} as ${name} of ${layer.constructor.name}`;
        throw new ValueError("run.update", "what a layer notes must be State", got, "Wrap the array: new State(mean).");
      }
      own[name] = new State(copied(value.value));
    }
    this.noted.set(layer, own);
  };

  /**
   * Ends the pass.
   *
   * @param model that the layers are parts of
   * @throws {ValueError} for a layer that is no part of it: there is no place to put its state
   */
  endIn(model: object): readonly Update[] {
    this.ended = true;
    if (this.noted.size === 0) return [];
    const nodes = nodesOf(model);
    return [...this.noted].map(([layer, fields]) => {
      const keys = nodes.get(layer);
      if (keys !== undefined) return { keys, fields };
      const hint = "Call run.update(this, …) from the layers of the model, not from copies of them.";
      throw new ValueError("run.update", "the layer must be a part of the model", layer.constructor.name, hint);
    });
  }
}

/** The model with new state in the layers at the ends of the keys, and wherever else one of these layers stands. */
export function withUpdates<M extends object>(model: M, updates: readonly Update[]): M {
  if (updates.length === 0) return model;
  const fieldsOf = new Map(updates.map(({ keys, fields }) => [valueAt(model, keys), fields]));
  const done = new Map<object, object>();
  const visit = (value: unknown): unknown => {
    if (!isNode(value)) return value;
    const known = done.get(value);
    if (known !== undefined) return known;
    const children = Object.entries(value).map(([key, child]: [string, unknown]) => [key, visit(child)] as const);
    const changed: Fields = { ...Object.fromEntries(children), ...fieldsOf.get(value) };
    const next = withFields(value, changed);
    done.set(value, next);
    return next;
  };
  return visit(model) as M; // nodes become nodes of their own kind
}

/** The same elements in memory of their own, which belongs to no scope. */
function copied(x: NDArray): NDArray {
  const recording = recordInto(null);
  try {
    const copy = allocate({ type: x.type, layout: rowMajor(x.shape) });
    elements(copy.storage, copy.type).set(interpretWith(null, () => x.toTypedArray())); // nobody records the reading
    return copy;
  } finally {
    recordInto(recording);
  }
}
