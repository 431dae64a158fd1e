import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const beside = fileURLToPath(new URL("../../../../../shared", import.meta.url));

const folder = `${process.env.LINNET_REFERENCE ?? beside}/data/nist`;

/** Whether NIST's files are at hand; they are read where they lie. */
export const hasNist = existsSync(`${folder}/Misra1a.dat`);

/** @see https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml */
export function readNist(name) {
  const lines = readFileSync(`${folder}/${name}.dat`, "utf8").split(/\r?\n/);
  const parameters = numbersOf(block(lines, "Starting Values").map((line) => line.split("=")[1]));
  const rows = numbersOf(block(lines, "Data"));
  const after = (title) => Number(lines.find((line) => line.startsWith(title)).split(":")[1]);
  return {
    starts: [parameters.map(([first]) => first), parameters.map(([, second]) => second)],
    certified: parameters.map((row) => row[2]),
    standardErrors: parameters.map((row) => row[3]),
    residualStandardDeviation: after("Residual Standard Deviation"),
    sumOfSquares: after("Residual Sum of Squares"),
    y: rows.map(([y]) => (name === "Nelson" ? Math.log(y) : y)),
    x: rows[0].slice(1).map((_, k) => rows.map((row) => row[k + 1])),
  };
}

/** The lines that a title at the head of the file names. */
function block(lines, title) {
  const [, first, last] = new RegExp(`${title}\\s*\\(lines\\s+(\\d+)\\s+to\\s+(\\d+)\\)`).exec(
    lines.slice(0, 10).join("\n"),
  ) ?? ["", "1", "0"];
  return lines.slice(Number(first) - 1, Number(last));
}

function numbersOf(lines) {
  return lines.map((line) => line.trim().split(/\s+/).map(Number));
}
