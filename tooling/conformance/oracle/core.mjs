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
export function call(name, inputs, { first, args, options }) {
  if (!Object.hasOwn(functions, name)) throw new Unsupported(name);
  const operands = Object.keys(inputs).map((_, i) => inputs[`a${i}`]);
  return named(functions[name](...first, ...operands, ...args, ...(options === undefined ? [] : [options])));
}
