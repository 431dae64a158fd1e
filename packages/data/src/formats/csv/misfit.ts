import type { FormatError } from "../../errors.js";
import { type Block, problem } from "./block.js";
import type { Cell } from "./cell.js";
import type { CsvType } from "./column-types.js";
import { holds } from "./infer.js";

/**
 * The error about a value that the type of its column does not hold: it names a type that does.
 *
 * @param found whether the type was found out, in the first table
 */
export function misfit(
  op: string,
  block: Block,
  k: number,
  cell: Cell,
  name: string,
  type: CsvType | undefined,
  found: boolean,
): FormatError {
  const column = `column ${JSON.stringify(name)}`;
  const why = found ? ", as the first table has it" : cell.missing ? ", which has no missing values" : "";
  const wider = cell.missing && type !== "bool" ? "float64" : holdsWider(type, cell) ? "float64" : "string";
  const hint = `Give { types: { ${JSON.stringify(name)}: "${wider}" } }${wider === "string" ? ", or name the text in { missing }" : ""}.`;
  return problem(
    op,
    block,
    block.starts[k],
    `${column} must be ${type}${why}`,
    JSON.stringify(shortened(cell.text)),
    hint,
  );
}

function holdsWider(type: CsvType | undefined, cell: Cell): boolean {
  return type !== "float64" && type !== "bool" && holds("float64", cell, true) !== undefined;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
