import { type NDArray, broadcastTo, mapTreeArrays } from "@linnet/core";
import {
  type Aval,
  type BatchAxes,
  type BatchRule,
  type Interpreter,
  type Primitive,
  type PrimitiveMany,
  bind,
  bindMany,
  currentInterpreter,
  interpretWith,
  sameShape,
} from "@linnet/core/extend";
import { ones, withAxes } from "./batch-axes.js";
import { batchRules } from "./batch-rules.js";
import { type Around, type Call, type CallInterpreter, bindCall } from "./call.js";
import { BatchingError } from "./errors.js";
import { standIn } from "./stand-in.js";

/**
 * Evaluates a function of one member for all members of a batch at once. What `f` sees are stand-ins of a member's shape; the
 * arrays that they stand for have the batch as their first axis, and are computed under the interpreter outside, which
 * sees ordinary arrays and operations.
 */
export class Batch implements CallInterpreter {
  private readonly outer: Interpreter | null = currentInterpreter();

  constructor(
    /** Length of the batch. */
    private readonly size: number,
    /** What the stand-ins of this batch stand for. */
    private readonly wholes: WeakMap<NDArray, NDArray> = new WeakMap(),
  ) {}

  /** What stands for each member of an array whose first axis is the batch. */
  memberOf(whole: NDArray): NDArray {
    const shape = (whole.shape as readonly number[]).slice(1);
    const member = standIn({ type: whole.type, layout: { ...whole.layout, shape } }, whole);
    this.wholes.set(member, whole);
    return member;
  }

  /** The array with the batch as its first axis; what does not depend on the batch is repeated. */
  wholeOf(x: NDArray): NDArray {
    return this.wholes.get(x) ?? broadcastTo(x, [this.size, ...(x.shape as readonly number[])]);
  }

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    const isBatched = inputs.map((x) => this.wholes.has(x));
    return interpretWith(this.outer, () => {
      if (!isBatched.includes(true)) return bind(p, inputs, params);
      const whole = this.apply(p, this.given(inputs), isBatched, params);
      return this.resultOf(p.name, whole, p.abstract(inputs, params));
    });
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    const isBatched = inputs.map((x) => this.wholes.has(x));
    return interpretWith(this.outer, () => {
      if (!isBatched.includes(true)) return bindMany(p, inputs, params);
      if (p.batch === undefined) throw new BatchingError(p.name);
      const wholes = bindMany(p, inFront(this.given(inputs), isBatched, p.batch, this.size), params);
      const expected = p.abstract(inputs, params);
      return wholes.map((whole, i) => this.resultOf(p.name, whole, expected[i]));
    });
  }

  /** The call made of functions that are batched themselves: whoever is outside sees it whole, with its own derivative. */
  processCall(call: Call, args: readonly unknown[]): unknown {
    const batched: Around =
      (f) =>
      (...xs) => {
        const batch = new Batch(this.size, this.wholes); // under whichever interpreter runs the call
        const members = mapTreeArrays((x) => batch.memberOf(x), xs);
        const result = interpretWith(batch, () => f(...members));
        return mapTreeArrays((y) => batch.wholeOf(y), result);
      };
    const whole = interpretWith(this.outer, () =>
      bindCall(
        call.through(batched),
        mapTreeArrays((x) => this.wholeOf(x), args),
      ),
    );
    return mapTreeArrays((y) => this.memberOf(y), whole);
  }

  private given(inputs: readonly NDArray[]): readonly NDArray[] {
    return inputs.map((x) => this.wholes.get(x) ?? x);
  }

  private apply<P>(p: Primitive<P>, inputs: readonly NDArray[], isBatched: readonly boolean[], params: P): NDArray {
    const rule = p.batch ?? (batchRules[p.name] as BatchAxes | BatchRule<P> | undefined); // of core's names, and so of core's params
    if (rule === undefined) throw new BatchingError(p.name);
    if (typeof rule === "function") return rule(p, inputs, isBatched, params, this.size);
    return bind(p, inFront(inputs, isBatched, rule, this.size), params);
  }

  /** @throws {BatchingError} when a rule has not done what it should: its operation is another one of that name */
  private resultOf(name: string, whole: NDArray, { type, layout }: Aval): NDArray {
    if (whole.type === type && sameShape(whole.shape, [this.size, ...layout.shape])) return this.memberOf(whole);
    throw new BatchingError(name);
  }
}

/** Inputs whose batch is an axis in front of all that broadcasts. */
function inFront(inputs: readonly NDArray[], isBatched: readonly boolean[], axes: BatchAxes, size: number): NDArray[] {
  const own = (i: number): number => axes[Math.min(i, axes.length - 1)];
  const leading = inputs.map((x, i) => x.ndim - (isBatched[i] ? 1 : 0) - own(i));
  const most = Math.max(...leading);
  return inputs.map((x, i) => {
    if (isBatched[i]) return withAxes(x, most + own(i));
    return own(i) === 0 ? x : broadcastTo(x, [size, ...ones(most - leading[i]), ...(x.shape as readonly number[])]);
  });
}
