import { ValueError } from "@linnet/core";

/** An option that must be one of some words. @throws {ValueError} */
export function requireOneOf<W extends string>(op: string, name: string, words: readonly W[], got: W): W {
  if (words.includes(got)) return got;
  throw new ValueError(op, `${name} must be ${words.map((word) => `"${word}"`).join(" or ")}`, String(got));
}

/** An option that must be a whole number between limits. @throws {ValueError} */
export function requireCount(op: string, name: string, got: number, least: number, most: number): number {
  if (Number.isInteger(got) && got >= least && got <= most) return got;
  throw new ValueError(op, `${name} must be an integer in [${least}, ${most}]`, got);
}
