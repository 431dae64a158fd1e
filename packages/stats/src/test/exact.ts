import { ValueError } from "@linnet/core";

/** How a p-value is computed: by the distribution itself, or by what it tends to. */
export type Method = "auto" | "exact" | "asymptotic";

/**
 * Whether to compute exactly.
 *
 * @param tied whether there are ties, under which the exact distribution here does not hold
 * @param cheap whether `"auto"` would
 * @throws {ValueError} for an exact p-value of data with ties
 */
export function requireExact(op: string, method: Method, tied: boolean, cheap: boolean): boolean {
  if (method === "auto") return cheap && !tied;
  if (method === "exact" && tied) {
    throw new ValueError(op, "an exact p-value needs data without ties", "ties", 'Set method: "asymptotic".');
  }
  return method === "exact";
}
