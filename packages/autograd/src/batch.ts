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
  bindUnder,
  currentInterpreter,
  interpretWith,
} from "@linnet/core/extend";
import { inFront } from "./batch-axes.js";
import { batchRules } from "./batch-rules.js";
import { type Around, type Call, type CallInterpreter, bindCall } from "./call.js";
import { constant } from "./constant.js";
import { BatchingError } from "./errors.js";
import { standIn, stoodFor } from "./stand-in.js";

/**
 * Evaluates a function of one member for all members of a batch at once. What `f` sees are stand-ins of a member's shape; the
 * arrays that they stand for have the batch as their first axis, and are computed under the interpreter outside, which
 * sees ordinary arrays and operations.
 */
export class Batch implements CallInterpreter {
  readonly constant: typeof constant = constant;
  private readonly outer: Interpreter | null = currentInterpreter();

  constructor(
    /** Length of the batch. */
    private readonly size: number,
    /** What the stand-ins of this batch are known by. */
    private readonly mark: object = {},
  ) {}

  /** What stands for each member of an array whose first axis is the batch. */
  memberOf(whole: NDArray): NDArray {
    const shape = whole.layout.shape.slice(1);
    return standIn(whole.type, shape, whole, this.mark);
  }

  /** The array with the batch as its first axis; what does not depend on the batch is repeated. */
  wholeOf(x: NDArray): NDArray {
    return stoodFor(x, this.mark) ?? broadcastTo(x, [this.size, ...x.layout.shape]);
  }

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    const given = this.given(inputs);
    if (given === null) return bindUnder(this.outer, p, inputs, params);
    const { wholes, isBatched } = given;
    return interpretWith(this.outer, () => {
      const whole = this.apply(p, wholes, isBatched, params);
      return this.resultOf(p.name, whole, p.abstract(inputs, params));
    });
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    const given = this.given(inputs);
    return interpretWith(this.outer, () => {
      if (given === null) return bindMany(p, inputs, params);
      if (p.batch === undefined) throw new BatchingError(p.name);
      const wholes = bindMany(p, inFront(given.wholes, given.isBatched, p.batch, this.size), params);
      const expected = p.abstract(inputs, params);
      return wholes.map((whole, i) => this.resultOf(p.name, whole, expected[i]));
    });
  }

  /** The call made of functions that are batched themselves: whoever is outside sees it whole, with its own derivative. */
  processCall(call: Call, args: readonly unknown[]): unknown {
    const batched: Around =
      (f) =>
      (...xs) => {
        const batch = new Batch(this.size, this.mark); // under whichever interpreter runs the call
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

  /** The inputs with the whole of each that stands for members; `null` where none does. */
  private given(inputs: readonly NDArray[]): Given | null {
    const isBatched: boolean[] = [];
    let wholes: NDArray[] | null = null;
    for (let i = 0; i < inputs.length; i++) {
      const whole = stoodFor(inputs[i], this.mark);
      isBatched.push(whole !== null);
      if (whole !== null) (wholes ??= inputs.slice())[i] = whole;
    }
    return wholes === null ? null : { wholes, isBatched };
  }

  private apply<P>(p: Primitive<P>, inputs: readonly NDArray[], isBatched: readonly boolean[], params: P): NDArray {
    if (p.batch !== undefined) return this.applyRule(p.batch, p, inputs, isBatched, params);
    const rule = batchRules[p.name] as BatchAxes | BatchRule<P> | undefined; // of core's names, and so of core's params
    if (rule === undefined) throw new BatchingError(p.name);
    try {
      return this.applyRule(rule, p, inputs, isBatched, params);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new BatchingError(p.name, error); // params that the rule cannot read: another operation of that name
    }
  }

  private applyRule<P>(
    rule: BatchAxes | BatchRule<P>,
    p: Primitive<P>,
    inputs: readonly NDArray[],
    isBatched: readonly boolean[],
    params: P,
  ): NDArray {
    if (typeof rule === "function") return rule(p, inputs, isBatched, params, this.size);
    return bind(p, inFront(inputs, isBatched, rule, this.size), params);
  }

  /** @throws {BatchingError} when a rule has not done what it should: its operation is another one of that name */
  private resultOf(name: string, whole: NDArray, { type, layout }: Aval): NDArray {
    if (whole.type !== type || !isBatchOf(layout.shape, whole.layout.shape, this.size)) throw new BatchingError(name);
    return standIn(type, layout.shape, whole, this.mark);
  }
}

interface Given {
  readonly wholes: readonly NDArray[];
  readonly isBatched: readonly boolean[];
}

function isBatchOf(member: readonly number[], whole: readonly number[], size: number): boolean {
  if (whole.length !== member.length + 1 || whole[0] !== size) return false;
  for (let i = 0; i < member.length; i++) if (whole[i + 1] !== member[i]) return false;
  return true;
}
