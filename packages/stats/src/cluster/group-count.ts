import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Rows } from "./rows.js";

/**
 * Into how many groups rows can be divided: an integer of at most as many as differ from one another and have a positive weight.
 *
 * @throws {ValueError} for any other number
 */
export function requireGroups(op: string, name: string, groups: unknown, rows: Rows, weights: Float64Array): number {
  const { count: n } = rows;
  if (!Number.isInteger(groups) || (groups as number) < 1 || (groups as number) > n) {
    throw new ValueError(op, `${name} must be an integer in [1, ${n}] for ${n} rows`, kindOf(groups));
  }
  const k = groups as number; // an integer, as asked above
  const distinct = countDistinct(rows, weights, k);
  if (distinct === k) return k;
  throw new ValueError(op, `x must have as many distinct rows as ${name}`, `${distinct} for ${k}`, `Ask for fewer.`);
}

/** How many rows of positive weight differ from one another, but at most `enough`. */
function countDistinct({ values, count, columns }: Rows, weights: Float64Array, enough: number): number {
  const found: number[] = [];
  for (let i = 0; i < count && found.length < enough; i++) {
    if (weights[i] === 0) continue;
    const isNew = found.every((other) => {
      let j = 0;
      while (j < columns && values[i * columns + j] === values[other * columns + j]) j++;
      return j < columns;
    });
    if (isNew) found.push(i);
  }
  return found.length;
}
