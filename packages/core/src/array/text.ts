import { requireLive } from "@linnet/kernels";
import { requireArray } from "./argument.js";
import type { NDArray } from "./ndarray.js";
import { type PrintOptions, printingWith } from "./print-options.js";
import { format } from "./print.js";

/**
 * The elements of `x` as `x.toString()` shows them, in NumPy's layout, with options of its own.
 *
 * @param options `precision`, `threshold`, `edgeItems`, `lineWidth`, `suppress`: what is left out is as `configure({ print })` set it
 * @throws {ValueError} for an option that there is not, or a value that it cannot have
 * @example
 * toText(array([1 / 3, 2000]), { precision: 2 }); // "[3.33e-01 2.00e+03]"
 * toText(array([1e-10, 2]), { suppress: true }); // "[0. 2.]"
 */
export function toText(x: NDArray, options?: PrintOptions): string {
  requireLive(requireArray("toText", "x", x).storage, "toText");
  return printingWith("toText", options, () => format(x));
}
