import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const beside = fileURLToPath(new URL("../../../../../shared", import.meta.url));
const folder = `${process.env.LINNET_REFERENCE ?? beside}/data/nist`;

/** Whether NIST's files are at hand; they are read where they lie. */
export const hasNist: boolean = existsSync(`${folder}/Misra1a.dat`);

/** A nonlinear regression set as published. */
export interface NistSet {
  /** Two starts, from afar and near. */
  readonly starts: readonly (readonly number[])[];
  readonly certified: readonly number[];
  readonly sumOfSquares: number;
  readonly y: readonly number[];
  /** One list for each predictor. */
  readonly x: readonly (readonly number[])[];
}

/** @see https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml */
export function readNist(name: string): NistSet {
  const lines = readFileSync(`${folder}/${name}.dat`, "utf8").split(/\r?\n/);
  const parameters = numbersOf(block(lines, "Starting Values").map((line) => line.split("=")[1]));
  const rows = numbersOf(block(lines, "Data"));
  const sum = lines.find((line) => line.startsWith("Residual Sum of Squares")) ?? "";
  return {
    starts: [parameters.map(([first]) => first), parameters.map(([, second]) => second)],
    certified: parameters.map((row) => row[2]),
    sumOfSquares: Number(sum.split(":")[1]),
    y: rows.map(([y]) => (name === "Nelson" ? Math.log(y) : y)),
    x: rows[0].slice(1).map((_, k) => rows.map((row) => row[k + 1])),
  };
}

/** The lines that a title at the head of the file names. */
function block(lines: readonly string[], title: string): readonly string[] {
  const [, first, last] = new RegExp(`${title}\\s*\\(lines\\s+(\\d+)\\s+to\\s+(\\d+)\\)`).exec(
    lines.slice(0, 10).join("\n"),
  ) ?? ["", "1", "0"];
  return lines.slice(Number(first) - 1, Number(last));
}

function numbersOf(lines: readonly string[]): readonly (readonly number[])[] {
  return lines.map((line) => line.trim().split(/\s+/).map(Number));
}
