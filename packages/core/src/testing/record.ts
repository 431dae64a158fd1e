import type { NDArray } from "../array/ndarray.js";
import { alias } from "../array/construct.js";
import { zerosLike } from "../array/create.js";
import { add } from "../ops/arithmetic.js";
import { type Interpreter, bind, bindMany, interpretWith } from "../primitive/bind.js";
import type { Lazy, Primitive, PrimitiveMany } from "../primitive/primitive.js";

/** Several arrays from several arrays: what the rules of a primitive are checked on. */
export type ArrayFunction = (xs: readonly NDArray[]) => readonly NDArray[];

/**
 * The rules of primitives, chained as first-order differentiation needs them: to check the rules, no more.
 * `@linnet/autograd` has the tape for everything else; core cannot import it.
 */
export function pullback(f: ArrayFunction, xs: readonly NDArray[], cts: readonly NDArray[]): readonly NDArray[] {
  const steps: ((cotangents: Map<NDArray, NDArray>) => void)[] = [];
  const given = xs.map(alias); // one array passed twice is two inputs
  const active = new Set(given.filter(isInexact));
  const record = (
    inputs: readonly NDArray[],
    outputs: readonly NDArray[],
    pull: (cts: Cts) => readonly Lazy[],
  ): void => {
    if (!inputs.some((x) => active.has(x))) return;
    for (const output of outputs) if (isInexact(output)) active.add(output);
    steps.push((cotangents) => {
      const known = outputs.map((output) => cotangents.get(output) ?? null);
      if (known.every((ct) => ct === null)) return;
      const lazies = pull(known);
      inputs.forEach((input, i) => {
        const lazy = lazies[i];
        if (lazy !== null && active.has(input)) accumulate(cotangents, input, lazy());
      });
    });
  };

  const ys = interpretWith(recorder(record), () => f(given));
  const cotangents = new Map<NDArray, NDArray>();
  ys.forEach((y, i) => accumulate(cotangents, y, cts[i]));
  for (const step of steps.toReversed()) step(cotangents);
  return given.map((x) => cotangents.get(x) ?? zerosLike(x));
}

type Cts = readonly (NDArray | null)[];

function recorder(
  record: (inputs: readonly NDArray[], outputs: readonly NDArray[], pull: (cts: Cts) => readonly Lazy[]) => void,
): Interpreter {
  return {
    process<P>(p: Primitive<P>, inputs: readonly NDArray[], params: P): NDArray {
      const output = interpretWith(null, () => bind(p, inputs, params));
      const { derivative } = p;
      if (derivative !== false) {
        record(inputs, [output], ([ct]) => (ct === null ? [] : derivative.vjp(ct, inputs, output, params)));
      }
      return output;
    },
    processMany<P>(p: PrimitiveMany<P>, inputs: readonly NDArray[], params: P): NDArray[] {
      const outputs = interpretWith(null, () => bindMany(p, inputs, params));
      const { derivative } = p;
      if (derivative !== false) record(inputs, outputs, (cts) => derivative.vjp(cts, inputs, outputs, params));
      return outputs;
    },
  };
}

/** The tangents of the results along a direction, by the rules of the primitives in between. */
export function pushforward(f: ArrayFunction, xs: readonly NDArray[], dxs: readonly NDArray[]): readonly NDArray[] {
  const given = xs.map(alias);
  const tangents = new Map(given.flatMap((x, i) => (isInexact(x) ? [[x, dxs[i]] as const] : [])));
  const known = (inputs: readonly NDArray[]): NDArray[] | null =>
    inputs.some((x) => tangents.has(x))
      ? inputs.map((x) => tangents.get(x) ?? (isInexact(x) ? zerosLike(x) : x))
      : null;

  const forward: Interpreter = {
    process: (p, inputs, params) =>
      interpretWith(null, () => {
        const output = bind(p, inputs, params);
        const moved = known(inputs);
        if (p.derivative !== false && moved !== null && isInexact(output)) {
          tangents.set(output, p.derivative.jvp(moved, inputs, output, params));
        }
        return output;
      }),
    processMany: (p, inputs, params) =>
      interpretWith(null, () => {
        const outputs = bindMany(p, inputs, params);
        const moved = known(inputs);
        if (p.derivative !== false && moved !== null) {
          const found = p.derivative.jvp(moved, inputs, outputs, params);
          outputs.forEach((output, i) => tangents.set(output, found[i]));
        }
        return outputs;
      }),
  };
  return interpretWith(forward, () => f(given)).map((y) => tangents.get(y) ?? zerosLike(y));
}

function accumulate(cotangents: Map<NDArray, NDArray>, x: NDArray, part: NDArray): void {
  const sum = cotangents.get(x);
  cotangents.set(x, sum === undefined ? part : add(sum, part));
}

/** Whether an array can carry a derivative. */
export function isInexact(x: NDArray): boolean {
  return x.type.kind === "float" || x.type.kind === "complex";
}
