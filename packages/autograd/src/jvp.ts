import { type NDArray, ValueError, mapTree, zerosLike } from "@linnet/core";
import {
  type Derivative,
  type Interpreter,
  type Lazy,
  type Primitive,
  type PrimitiveMany,
  bindMany,
  bindUnder,
  currentInterpreter,
  interpretWith,
  requireList,
  sameShape,
} from "@linnet/core/extend";
import { aliasOf } from "./alias.js";
import { type Call, type CallInterpreter, Captures, refuseCaptured } from "./call.js";
import {
  isInexact,
  leavesOf,
  requireDifferentiable,
  requireFunction,
  requireLike,
  requireSynchronous,
} from "./require.js";
import { Zeros, isZero, zeroOf } from "./zeros.js";
import { constant } from "./constant.js";

/**
 * The value of `f` and its derivative along a direction, in one pass forward.
 *
 *     y = f(x),   dy = ∂f/∂x · dx
 *
 * @param f takes and returns trees of arrays; must be synchronous
 * @param args the point, one tree for each argument
 * @param tangents the direction: trees of the same types, whose static parts are not looked at
 * @returns `[output, tangent]`, both of the output's type
 * @throws {DTypeError} when no argument holds a float array
 * @throws {ShapeError} when a tangent has not the shape of its argument
 * @throws {ValueError} when `f` returns a promise
 * @remarks About 2 times the flops of `f`; keeps nothing of what `f` computed. Nests with `grad` in either order:
 *   `jvp(grad(f), [x], [v])[1]` is the product of the Hessian with v.
 * @example
 * const [y, dy] = jvp((x: NDArray) => square(x), [array([1, 2, 3])], [array([1, 0, 0])]);
 * dy.toArray(); // [2, 0, 0]
 */
export function jvp<A extends readonly unknown[], R>(
  f: (...args: A) => R,
  args: readonly [...A],
  tangents: readonly [...NoInfer<A>],
): readonly [output: R, tangent: R] {
  return pushForward("jvp", f, args, tangents);
}

/** The work of `jvp` and `hvp`, under the name of the one that was called. */
export function pushForward<A extends readonly unknown[], R>(
  op: string,
  f: (...args: A) => R,
  args: readonly [...A],
  tangents: readonly unknown[],
): readonly [output: R, tangent: R] {
  requireFunction(op, f);
  requireList(op, "args", args);
  requireList(op, "tangents", tangents);
  requireDifferentiable(op, "one of the arguments", args);
  const forward = new Forward();
  const given = args.map((arg, i) => withTangents(op, forward, arg, tangents[i])) as unknown as A; // types of the originals
  const output = interpretWith(forward, () => f(...given));
  requireSynchronous(op, output);
  const taken = new Set(tangents.flatMap(leavesOf)); // those of the caller, which are not handed out
  const tangent = mapTree((y) => {
    const dy = forward.tangentOf(y) ?? zerosLike(y);
    const own = taken.has(dy) ? aliasOf(dy) : dy; // a rule may hand one tangent to several results (addition of a constant does)
    taken.add(own);
    return own;
  }, output);
  return [output, tangent];
}

/** Forward mode: beside each result that depends on an argument its tangent is computed, under the interpreter outside. */
class Forward implements CallInterpreter {
  readonly constant: typeof constant = constant;
  private readonly outer: Interpreter | null = currentInterpreter();
  private readonly zeros = new Zeros(this.outer);
  /** Weak: an array that `f` has dropped takes its tangent along. */
  private readonly tangents = new WeakMap<NDArray, NDArray>();

  tangentOf(x: NDArray): NDArray | undefined {
    return this.tangents.get(x);
  }

  setTangent(x: NDArray, tangent: NDArray): void {
    this.tangents.set(x, tangent);
  }

  process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
    const output = bindUnder(this.outer, p, inputs, params);
    const { derivative } = p;
    if (derivative === false || !isInexact(output) || !this.dependsOn(inputs)) return output;
    const lazy = this.alone(p, derivative, inputs, output, params);
    if (lazy !== undefined) {
      if (lazy !== null) this.move(output, interpretWith(this.outer, lazy));
      return output;
    }
    const tangents = this.tangentsOf(inputs);
    const rules = this.interpreterOf(tangents);
    this.move(
      output,
      interpretWith(rules, () => derivative.jvp(tangents, inputs, output, params)),
    );
    return output;
  }

  processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
    const outputs = interpretWith(this.outer, () => bindMany(p, inputs, params));
    const { derivative } = p;
    if (derivative === false || !this.dependsOn(inputs)) return outputs;
    const tangents = this.tangentsOf(inputs);
    const rules = this.interpreterOf(tangents);
    const moved = interpretWith(rules, () => derivative.jvp(tangents, inputs, outputs, params));
    outputs.forEach((output, i) => {
      if (isInexact(output)) this.move(output, moved[i]);
    });
    return outputs;
  }

  /** There is nothing to keep on the way forward, so the operations inside a call say how it moves. */
  processCall(call: Call, args: readonly unknown[]): unknown {
    const moves = (x: NDArray): boolean => this.tangents.has(x);
    if (!leavesOf(args).some(moves)) {
      const captures = new Captures(this.outer, moves);
      const output = captures.processCall(call, args);
      if (captures.found.size === 0) return output;
      refuseCaptured(call);
    }
    const { output } = call.run(args);
    if (call.follows || !leavesOf(output).some(moves)) return output;
    const hint = 'Take grad or vjp of it, or jacobian with mode: "reverse".';
    throw new ValueError(call.name, "a derivative that is given backwards has none forwards", "jvp of it", hint);
  }

  /**
   * How an elementwise operation moves with one of several inputs. Its derivative by that one is diagonal, its own transpose: the
   * rule backwards is the rule forwards, and computes nothing for the others (a power's logarithm for its exponent).
   *
   * @returns undefined for operations and inputs of which that is not so
   */
  private alone<P>(
    p: Primitive<P>,
    { vjp }: Derivative<P>,
    inputs: readonly NDArray[],
    output: NDArray,
    params: P,
  ): Lazy | undefined {
    if (inputs.length < 2 || typeof p.batch !== "object" || p.batch.some((axes) => axes > 0)) return undefined;
    const i = inputs.findIndex((x) => this.tangents.has(x));
    const tangent = this.tangents.get(inputs[i]);
    if (tangent === undefined || inputs.some((x, k) => k !== i && this.tangents.has(x))) return undefined;
    if (output.type.kind !== "float" || !sameShape(tangent.layout.shape, output.layout.shape)) return undefined;
    return interpretWith(this.outer, () => vjp(tangent, inputs, output, params)[i]);
  }

  private dependsOn(inputs: readonly NDArray[]): boolean {
    for (let i = 0; i < inputs.length; i++) if (this.tangents.has(inputs[i])) return true;
    return false;
  }

  /** Constants move by zero; tangents of integers are never read, so these stand for themselves. */
  private tangentsOf(inputs: readonly NDArray[]): NDArray[] {
    return inputs.map((x) => this.tangents.get(x) ?? (isInexact(x) ? zeroOf(x) : x));
  }

  /** Who evaluates a rule: where nothing is known to be zero, whoever is outside. */
  private interpreterOf(tangents: readonly NDArray[]): Interpreter | null {
    return tangents.some(isZero) ? this.zeros : this.outer;
  }

  /** What is known to move by zero does not depend on the arguments. */
  private move(output: NDArray, tangent: NDArray): void {
    if (!isZero(tangent)) this.tangents.set(output, tangent);
  }
}

/** The argument with a fresh alias of each leaf, to which `forward` knows the tangent. */
function withTangents<T>(op: string, forward: Forward, arg: T, tangent: unknown): T {
  return mapTree(
    (x, dx) => {
      requireLike(op, "tangent", dx, x);
      const given = aliasOf(x);
      forward.setTangent(given, dx);
      return given;
    },
    arg,
    tangent as never, // NoInfer
  );
}
