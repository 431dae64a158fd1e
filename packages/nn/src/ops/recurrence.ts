import { jvp, vjp } from "@linnet/autograd";
import {
  type NDArray,
  astype,
  concat,
  expandDims,
  matmul,
  matrixTranspose,
  reshape,
  slice,
  sum,
  zerosLike,
} from "@linnet/core";
import { type Aval, type PrimitiveMany, bindMany, primitiveMany, promote, rowMajor } from "@linnet/core/extend";
import { eachMember, leadingShape } from "./each-member.js";
import { partsOf, runBackward, runForward } from "./recurrence-steps.js";
import { type Recurrence, argumentsOf, recurrenceLaw } from "./recurrence-law.js";

/**
 * A recurrence over all steps, in one primitive: a product and a fused kernel a step, and the same backwards.
 *
 * @param x shape `[B, T, gates·n]`: inputs, multiplied by their weights already; gates are 1 of a simple cell, 4 of an LSTM
 *   (i, f, g, o), 3 of a GRU (r, z, n)
 * @param weight shape `[gates·n, n]`
 * @param bias shape `[gates·n]`; of a GRU `[4·n]`, the last part for what r multiplies
 * @param states h before the first step `[B, n]`, and of an LSTM c
 * @returns h after every step `[B, T, n]`, and of an LSTM c; dtypes promote
 * @remarks The derivative runs backwards through time by a kernel too. Its own derivative is taken of `recurrenceLaw`, which
 *   records each step: right to any order, and slower by far.
 */
export function recurrence(
  x: NDArray,
  weight: NDArray,
  bias: NDArray,
  states: readonly NDArray[],
  how: Recurrence,
): { readonly y: NDArray; readonly c: NDArray | null } {
  const type = [weight, bias, ...states].reduce((own, { type: other }) => promote(own, other), x.type);
  const whole: NDArray[] = [
    x,
    expandDims(weight, 0),
    reshape(bias, [1, 1, -1]),
    ...states.map((h) => expandDims(h, 0)),
  ];
  const outputs = bindMany(
    recurrenceP,
    whole.map((a) => (a.type === type ? a : astype(a, type.name))),
    how,
  );
  return { y: outputs[0], c: how.cell === "lstm" ? outputs[1] : null };
}

/**
 * Inputs: x `[B, T, gates·n]`, weight `[1, gates·n, n]`, bias `[1, 1, parts·n]`, h0 `[1, B, n]`, of an LSTM c0: three axes each, so that
 * what is in front of them is a batch. Outputs: y, of an LSTM c, of cells with gates these, which only the derivative reads.
 */
const recurrenceP: PrimitiveMany<Recurrence> = /* @__PURE__ */ primitiveMany<Recurrence>("recurrence", {
  batch: [3],

  abstract(inputs, { cell }) {
    const [x, weight] = inputs;
    const [B, T] = x.layout.shape.slice(-3);
    const n = weight.layout.shape.at(-1) ?? 0;
    const leading = leadingShape(
      "recurrence",
      inputs.map(({ layout }) => layout.shape),
    );
    const of = (width: number): Aval => ({ type: x.type, layout: rowMajor([...leading, B, T, width]) });
    if (cell === "lstm") return [of(n), of(n), of(4 * n)];
    return cell === "gru" ? [of(n), of(4 * n)] : [of(n)];
  },

  evaluate(inputs, outputs, how) {
    eachMember("recurrence", [...inputs, ...outputs], (members) =>
      runForward(members.slice(0, inputs.length), members.slice(inputs.length), how),
    );
  },

  derivative: {
    vjp(cts, inputs, outputs, how) {
      const [x, weight, , h0] = inputs;
      const cotangents = cts.slice(0, inputs.length - 3).map((ct, i) => ct ?? zerosLike(outputs[i]));
      let results: NDArray[] | null = null;
      const back = (i: number): NDArray =>
        (results ??= bindMany(recurrenceBackP, [...cotangents, ...inputs, ...outputs], how))[i];
      return [
        () => slice(back(0), ":", ":", `:${x.shape[2]}`),
        () => reshape(weightCotangent(back(0), statesBefore(outputs[0], h0, how), weight.shape), weight.shape),
        () => sum(back(0), { axis: [0, 1], keepDims: true }),
        () => back(1),
        () => back(2),
      ].slice(0, inputs.length);
    },

    jvp(tangents, inputs, outputs, how) {
      const [, moved] = jvp((...args: NDArray[]) => forward(args, how), [...inputs], [...tangents]);
      return outputs.map((output, i) => moved[i] ?? zerosLike(output)); // of gates: the derivative's derivative does not read them
    },
  },
});

/**
 * Inputs: cotangents of y and of an LSTM of c, then inputs and outputs of the recurrence. Outputs: cotangents of the arguments of the
 * parts `[B, T, parts·n]`, of h0, and of an LSTM of c0. As outputs follow from inputs, the derivative is taken with
 * respect to cotangents and inputs, through the law.
 */
const recurrenceBackP: PrimitiveMany<Recurrence> = /* @__PURE__ */ primitiveMany<Recurrence>("recurrenceBack", {
  batch: [3],

  abstract(all, { cell }) {
    const [ct] = all;
    const [B, T, n] = ct.layout.shape.slice(-3);
    const leading = leadingShape(
      "recurrenceBack",
      all.map(({ layout }) => layout.shape),
    );
    const of = (...shape: readonly number[]): Aval => ({ type: ct.type, layout: rowMajor([...leading, ...shape]) });
    const [dArguments, state] = [of(B, T, partsOf(cell) * n), of(1, B, n)];
    return cell === "lstm" ? [dArguments, state, state] : [dArguments, state];
  },

  evaluate(all, outputs, how) {
    eachMember("recurrenceBack", [...all, ...outputs], (members) =>
      runBackward(members.slice(0, all.length), members.slice(all.length), how),
    );
  },

  derivative: {
    vjp(cts, all, outputs, how) {
      const given = all.slice(0, countOf(how));
      let results: readonly NDArray[] | null = null;
      const pulled = (): readonly NDArray[] => {
        const [, pull] = vjp((...args: NDArray[]) => backward(args, how), ...given);
        return pull(outputs.map((output, i) => cts[i] ?? zerosLike(output)));
      };
      return all.map((_, i) => (i < given.length ? () => (results ??= pulled())[i] : null));
    },

    jvp(tangents, all, _outputs, how) {
      const count = countOf(how);
      return jvp((...args: NDArray[]) => backward(args, how), all.slice(0, count), tangents.slice(0, count))[1];
    },
  },
});

/** Cotangents and inputs of a recurrence. */
function countOf({ cell }: Recurrence): number {
  return cell === "lstm" ? 7 : 5;
}

/** The law on x, weight, bias and states. */
function forward([x, weight, bias, ...states]: readonly NDArray[], how: Recurrence): NDArray[] {
  return recurrenceLaw(argumentsOf(x, bias, how.cell), matrixIn(weight), states.map(matrixIn), how);
}

/** The derivative of the law, on cotangents and x, weight, bias and states. */
function backward(given: readonly NDArray[], how: Recurrence): NDArray[] {
  const results = how.cell === "lstm" ? 2 : 1;
  const [x, weight, bias, ...states] = given.slice(results);
  const law = (z: NDArray, ...before: NDArray[]): NDArray[] =>
    recurrenceLaw(z, matrixIn(weight), before.map(matrixIn), how);
  const [, pull] = vjp(law, argumentsOf(x, bias, how.cell), ...states);
  return [...pull(given.slice(0, results))];
}

/** `[1, rows, cols]` as `[rows, cols]`. */
function matrixIn(x: NDArray): NDArray {
  return reshape(x, [x.shape[1], x.shape[2]]);
}

/** h before every step `[B, T, n]`. */
function statesBefore(y: NDArray, h0: NDArray, { reverse }: Recurrence): NDArray {
  const first = reshape(h0, [y.shape[0], 1, y.shape[2]]);
  if (y.shape[1] === 1) return first;
  const list: readonly NDArray[] = reverse ? [slice(y, ":", "1:"), first] : [first, slice(y, ":", ":-1")];
  return concat(list, { axis: 1 });
}

/** Σ of the products of all sequences and steps: what the weight's cotangent is. */
function weightCotangent(dArguments: NDArray, before: NDArray, [, rows, n]: readonly number[]): NDArray {
  const h = reshape(before, [-1, n]);
  const product = (columns: NDArray): NDArray => matmul(matrixTranspose(columns), h);
  const all = reshape(dArguments, [-1, dArguments.shape[2]]);
  if (all.shape[1] === rows) return product(all);
  const parts: readonly NDArray[] = [product(slice(all, ":", `:${2 * n}`)), product(slice(all, ":", `${3 * n}:`))];
  return concat(parts, { axis: 0 });
}
