import { type Columns, NDArray } from "@linnet/core";

/** Rows at the beginning and at the end of a longer table. */
const EDGE = 5;
/** The most rows that are shown without leaving any out. */
const MOST = 20;
/** Characters of a line, and of a cell. */
const [LINE, CELL] = [120, 32];
/** Significant digits of a number. */
const DIGITS = 6;

interface PrintedTable {
  readonly names: readonly string[];
  readonly columns: Columns;
  readonly length: number;
}

/** The table as text: names, rows, and below how many there are of both. */
export function printed({ names, columns, length }: PrintedTable): string {
  const shown = rowsShown(length);
  const blocks = names.map((name) => blockOf(name, columns[name], shown));
  const fits = howManyFit(blocks);
  const lines = [0, ...shown.map((_, i) => i + 1)].map((i) => lineOf(blocks, fits, i));
  return [...lines, `[${count(length, "row")}, ${count(names.length, "column")}]`].join("\n");
}

/** Positions of the rows that are shown; −1 stands for those left out. */
function rowsShown(n: number): readonly number[] {
  const all = Array.from({ length: Math.min(n, MOST) }, (_, i) => i);
  return n <= MOST ? all : [...all.slice(0, EDGE), -1, ...all.slice(0, EDGE).map((i) => n - EDGE + i)];
}

/** A column as words of one width: its name, then its cells. */
function blockOf(name: string, column: NDArray | readonly string[], shown: readonly number[]): readonly string[] {
  const isText = !(column instanceof NDArray);
  const there = shown.filter((i) => i >= 0);
  const cells = isText ? there.map((i) => shortened(column[i])) : numbersShown(column, there);
  const gap = shown.indexOf(-1);
  const words = [shortened(name), ...(gap < 0 ? cells : cells.toSpliced(gap, 0, "…"))];
  const width = Math.max(...words.map((word) => Array.from(word).length));
  return words.map((word) => {
    const blanks = " ".repeat(width - Array.from(word).length);
    return isText ? word + blanks : blanks + word;
  });
}

/** Numbers of one column with as many decimals as the one that needs most; a missing one is –. */
function numbersShown(column: NDArray, rows: readonly number[]): readonly string[] {
  const values = rows.map((i): number => column.at(i).item());
  if (column.dtype === "bool") return values.map((v) => String(v === 1));
  const short = values.map((v) => String(Number(v.toPrecision(column.dtype.startsWith("float") ? DIGITS : 21))));
  const decimals = short.map((word) => (word.split(".")[1] ?? "").length);
  const isPlain = short.every((word) => !word.includes("e"));
  return values.map((v, i) => {
    if (Number.isNaN(v)) return "–";
    return isPlain && Number.isFinite(v) ? Number(short[i]).toFixed(Math.max(...decimals)) : short[i];
  });
}

/** One line, and no more than a cell takes. */
function shortened(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
  const characters = Array.from(line);
  return characters.length > CELL ? `${characters.slice(0, CELL - 1).join("")}…` : line;
}

/** How many columns a line has room for, with a mark for those left out; at least one. */
function howManyFit(blocks: readonly (readonly string[])[]): number {
  let end = -2;
  const ends = blocks.map(([name]) => (end += Array.from(name).length + 2));
  return end <= LINE ? blocks.length : Math.max(1, ends.filter((e) => e + 3 <= LINE).length);
}

function lineOf(blocks: readonly (readonly string[])[], fits: number, i: number): string {
  const words = blocks.slice(0, fits).map((block) => block[i]);
  return [...words, ...(fits < blocks.length ? ["…"] : [])].join("  ").trimEnd();
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}
