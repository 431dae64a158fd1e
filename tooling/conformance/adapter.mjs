// The oracle's door: an operation's name, its inputs and parameters → what the built packages answer.
// The contract is that of FORMAT.md beside the reference: errors of the library are answers, and an error whose message
// begins with UNSUPPORTED says that the library does not have the operation.
import { Unsupported, fromArrays, requireReal, toArrays } from "./oracle/arrays.mjs";
import { call } from "./oracle/core.mjs";
import { gradients } from "./oracle/grad.mjs";
import { linalg } from "./oracle/linalg.mjs";
import { nn } from "./oracle/nn.mjs";
import { optim } from "./oracle/optim.mjs";
import { stats } from "./oracle/stats.mjs";
import { tensor } from "./oracle/tensor.mjs";

const operations = { ...tensor, ...linalg, ...gradients, ...nn, ...optim, ...stats };

/**
 * @param {string} op
 * @param {Record<string, { shape: number[], dtype: string, re: Float64Array, im?: Float64Array }>} inputs
 * @param {Record<string, any>} params
 */
export function run(op, inputs, params) {
  if (op.startsWith("core.")) return fromArrays(call(op.slice(5), toArrays(inputs, params), params));
  const operation = Object.hasOwn(operations, op) ? operations[op] : undefined;
  if (operation === undefined) throw new Unsupported(op);
  if (!/^(tensor|linalg)\./.test(op)) requireReal(inputs); // what stands on linalg is real so far
  return fromArrays(operation(toArrays(inputs, params), params));
}
