// NIST's Statistical Reference Datasets, read where the reference folder has them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const beside = fileURLToPath(new URL("../../../../../shared", import.meta.url));

/** The folder that holds oracle/ and data/. */
export const reference = process.env.LINNET_REFERENCE ?? beside;

/** Lines of a set, in whatever folder it lies. */
export function linesOf(set) {
  return readFileSync(join(reference, "data/nist", `${set}.dat`), "utf8").split(/\r?\n/);
}

/** The rows of numbers that the head of the file announces under a title. */
export function block(lines, title) {
  const found = new RegExp(`${title}\\s*\\(lines\\s+(\\d+)\\s+to\\s+(\\d+)\\)`).exec(lines.slice(0, 12).join("\n"));
  if (found === null) throw new Error(`no lines of ${title}`);
  return lines.slice(Number(found[1]) - 1, Number(found[2]));
}

export function numbersOf(line) {
  return line
    .trim()
    .split(/\s+/)
    .map((word) => (word === "Infinity" ? Infinity : Number(word)));
}

/**
 * Correct digits, −log₁₀ of the relative error (of the absolute one where the certified value is 0, of the inverse where it is infinite),
 * no more than `most`: as many as certified values have. What rounds to the certified value is right to all of them. Of several numbers:
 * of the worst.
 */
export function digits(found, certified, most = 15) {
  const [values, truths] = [[found].flat(), [certified].flat()];
  return Math.min(...truths.map((truth, i) => digitsOf(values[i], truth, most)));
}

function digitsOf(value, truth, most) {
  if (value === truth || Number(value.toPrecision(most)) === truth) return most;
  if (truth === Infinity) return digitsOf(1 / value, 0, most);
  const error = truth === 0 ? Math.abs(value) : Math.abs(value - truth) / Math.abs(truth);
  const correct = -Math.log10(error);
  return Number.isNaN(correct) ? 0 : Math.max(0, Math.min(most, correct));
}
