import { ShapeError, ValueError } from "../errors.js";
import { kindOf } from "./argument.js";

/** The subscripts of `einsum`, read against shapes. An index is a letter; `"0"`, `"1"`, … are what an ellipsis stands for. */
export interface Subscripts {
  /** The index of each axis, by operand. */
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
  /** How far each index runs. */
  readonly sizes: ReadonlyMap<string, number>;
}

type Shapes = readonly (readonly number[])[];

/**
 * Reads `"ij,jk->ik"`. Without `->` the output has, after an ellipsis, every index that stands once, in alphabetical order.
 *
 * @throws {ValueError} for subscripts that are none, that name another number of operands, or an output that is in none
 * @throws {ShapeError} when an operand has other axes, or the lengths of an index cannot meet
 */
export function readSubscripts(op: string, text: string, shapes: Shapes): Subscripts {
  const [left, right, ...more] = typeof text === "string" ? text.replaceAll(" ", "").split("->") : [];
  const terms = left?.split(",") ?? [];
  if (left === undefined || more.length > 0 || ![...terms, right ?? ""].every(isTerm)) {
    throw new ValueError(op, 'subscripts must be letters and "..." for each operand, as in "ij,jk->ik"', kindOf(text));
  }
  if (terms.length !== shapes.length) {
    throw new ValueError(op, `subscripts name ${terms.length} operands and ${shapes.length} are given`, `"${text}"`);
  }
  const inputs = terms.map((term, i) => indicesOf(op, term, i, shapes[i]));
  const sizes = sizesOf(op, inputs, shapes);
  const hidden = hiddenIn(inputs);
  const output = right === undefined ? implied(inputs, hidden) : given(op, right, sizes, hidden);
  return { inputs, output, sizes };
}

function isTerm(term: string): boolean {
  return /^[a-zA-Z]*(\.\.\.)?[a-zA-Z]*$/.test(term);
}

/** The index of each axis of operand `i`. */
function indicesOf(op: string, term: string, i: number, shape: readonly number[]): readonly string[] {
  const [head, tail] = term.split("...");
  const named = head.length + (tail?.length ?? 0);
  const width = shape.length - named;
  if (width < 0 || (tail === undefined && width > 0)) {
    const least = tail === undefined ? "" : "at least ";
    throw new ShapeError(op, `operand ${i} must have ${least}${named} axes`, { [`operand ${i}`]: shape });
  }
  return [...head, ...ellipsis(width), ...(tail ?? "")];
}

/** The indices of the axes under an ellipsis, counted from the last, as broadcasting counts them. */
function ellipsis(width: number): readonly string[] {
  return Array.from({ length: width }, (_, i) => String(width - 1 - i));
}

function sizesOf(op: string, inputs: Subscripts["inputs"], shapes: Shapes): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  const differ = (index: string, a: number, b: number): ShapeError => {
    const name = index < "A" ? `axis ${-1 - Number(index)} of the ellipsis` : `index ${index}`;
    return new ShapeError(
      op,
      `${name} has lengths ${a} and ${b}`,
      Object.fromEntries(shapes.map((s, i) => [`operand ${i}`, s])),
    );
  };
  inputs.forEach((indices, which) => {
    indices.forEach((index, axis) => {
      const [n, known] = [shapes[which][axis], sizes.get(index) ?? 1];
      const before = shapes[which][indices.indexOf(index)];
      if (n !== before) throw differ(index, before, n); // a diagonal is that of a square
      if (n !== known && n !== 1 && known !== 1) throw differ(index, known, n);
      sizes.set(index, known === 1 ? n : known);
    });
  });
  return sizes;
}

/** The indices of the longest ellipsis. */
function hiddenIn(inputs: Subscripts["inputs"]): readonly string[] {
  return ellipsis(Math.max(...inputs.map((indices) => indices.filter((index) => index < "A").length)));
}

function implied(inputs: Subscripts["inputs"], hidden: readonly string[]): readonly string[] {
  const all = inputs.flat();
  const once = all.filter((index) => index >= "A" && all.indexOf(index) === all.lastIndexOf(index));
  return [...hidden, ...once.toSorted()];
}

function given(
  op: string,
  term: string,
  sizes: ReadonlyMap<string, number>,
  hidden: readonly string[],
): readonly string[] {
  const [head, tail] = term.split("...");
  if (tail === undefined && hidden.length > 0) {
    throw new ValueError(op, 'the output must have "..." as the operands have', `"${term}"`);
  }
  const output = [...head, ...(tail === undefined ? [] : hidden), ...(tail ?? "")];
  const unknown = output.find((index) => !sizes.has(index));
  if (unknown !== undefined) throw new ValueError(op, `output index ${unknown} is in no operand`, `"${term}"`);
  const twice = output.find((index, i) => output.indexOf(index) !== i);
  if (twice !== undefined) throw new ValueError(op, `output index ${twice} stands twice`, `"${term}"`);
  return output;
}
