// core.*: operations of @linnet/core called by their own names; cases/core.json has what NumPy answers.
import * as linnet from "@linnet/core";
import { Unsupported } from "./arrays.mjs";

const functions = { ...linnet };

/** The answer as outputs by name: an array is y, a list y0, y1, …, a record its fields. */
function named(answer) {
  if (Array.isArray(answer)) return Object.fromEntries(answer.map((x, i) => [`y${i}`, x]));
  const isValue = answer instanceof linnet.NDArray || typeof answer !== "object";
  return isValue ? { y: answer } : { ...answer };
}

/** @param {string} name of the operation @param {Record<string, import("@linnet/core").NDArray>} inputs a0, a1, … */
export function call(name, inputs, { first, args, options, named: asOptions = {} }) {
  if (!Object.hasOwn(functions, name)) throw new Unsupported(name);
  const taken = Object.values(asOptions).flat();
  const operands = Object.keys(inputs)
    .map((_, i) => `a${i}`)
    .filter((input) => !taken.includes(input))
    .map((input) => inputs[input]);
  const arrays = Object.entries(asOptions).map(([option, of]) => [option, resolved(of, inputs)]);
  const all = taken.length === 0 ? options : { ...options, ...Object.fromEntries(arrays) };
  return named(functions[name](...first, ...operands, ...args, ...(all === undefined ? [] : [all])));
}

/** The input that a name stands for, or a list of them; numbers stand for themselves. */
function resolved(of, inputs) {
  if (Array.isArray(of)) return of.map((item) => resolved(item, inputs));
  return typeof of === "string" ? inputs[of] : of;
}
