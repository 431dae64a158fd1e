/** Something that a visitor may change: where it begins, and how it is written in a link. */
export interface Field<T> {
  readonly initial: T;
  write(value: T): string;
  /** @returns what the text says, or null where it says nothing that this field could hold */
  read(text: string): T | null;
  /** All that it can hold, where that is a handful. */
  readonly options?: readonly T[];
  /** Changes what is seen, not what is computed: it stands in the link, not in the program. */
  readonly viewOnly?: boolean;
  /** Stays in this tab: visitors' own data is in no link. */
  readonly local?: boolean;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The values of fields, by name. */
export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** Fields that must fit each other, such as a matrix and a vector that it is to be multiplied by. As they begin, they do. */
export interface Fit<V> {
  /** Their names. */
  readonly of: readonly string[];
  holds(values: V): boolean;
}

/** A plain value of a field, as programs and links carry them. */
export type Value = number | string | boolean | readonly Value[] | { readonly [name: string]: Value };

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** A number. Links keep four decimals, which is finer than a pointer can be, and four digits of what is less than one. */
export function number(initial: number, { least, most }: Range): Field<number> {
  return {
    initial,
    write: writeNumber,
    read: (text) => {
      const value = readNumber(text);
      return value !== null && value >= least && value <= most ? value : null;
    },
  };
}

/** A whole number. */
export function integer(initial: number, range: Range): Field<number> {
  const field = number(initial, range);
  return {
    ...field,
    read: (text) => {
      const value = field.read(text);
      return value !== null && Number.isInteger(value) ? value : null;
    },
  };
}

/** One word of a few. */
export function choice<W extends string>(initial: W, words: readonly W[]): Field<W> {
  return {
    initial,
    options: words,
    write: (word) => word,
    read: (text) => words.find((word) => word === text) ?? null,
  };
}

/** Yes or no. */
export function flag(initial: boolean): Field<boolean> {
  return {
    initial,
    options: [true, false],
    write: (value) => (value ? "yes" : "no"),
    read: (text) => (text === "yes" ? true : text === "no" ? false : null),
  };
}

/** Some words, as they were typed; halves of characters, which no link can carry, become the sign for that. */
export function text(initial: string, longest = 200): Field<string> {
  return {
    initial,
    write: (value) => value.replaceAll(/\p{Surrogate}/gu, "\ufffd"),
    read: (value) => (value.length <= longest ? value : null),
  };
}

/** A vector of `initial`'s length, or of as many entries as `lengths` allows. */
export function vector(initial: readonly number[], size: Range, lengths?: Range): Field<readonly number[]> {
  const { least, most } = lengths ?? { least: initial.length, most: initial.length };
  return {
    initial,
    write: (value) => value.map(writeNumber).join("_"),
    read: (text) => {
      const entries = split(text, "_").map(number(0, size).read);
      return entries.length >= least && entries.length <= most && isWhole(entries) ? entries : null;
    },
  };
}

/** A matrix, or points, one a row: rows of `initial`'s length, as many as `rows` allows. */
export function matrix(
  initial: readonly (readonly number[])[],
  size: Range,
  rows: Range = { least: initial.length, most: initial.length },
  columns: Range = { least: initial[0].length, most: initial[0].length },
): Field<readonly (readonly number[])[]> {
  const row = vector(initial[0], size, columns);
  return {
    initial,
    write: (value) => value.map(row.write).join("~"),
    read: (text) => {
      const read: readonly (readonly number[] | null)[] = split(text, "~").map(row.read);
      if (read.length < rows.least || read.length > rows.most || !isWhole(read)) return null;
      return read.every(({ length }) => length === read[0].length) ? read : null;
    },
  };
}

/** Visitors' own data: it stays in this tab, and no link has it. */
export function ownData<T>(none: T): Field<T> {
  return { initial: none, write: () => "", read: () => null, local: true };
}

/** One of a few, or a visitor's own. No link says "own", for it could not say what. */
export function choiceOrOwn<W extends string>(initial: W, words: readonly W[]): Field<W | "own"> {
  const linked = choice(initial, words);
  return { ...linked, write: (word) => (word === "own" ? initial : word) };
}

/** A field that changes only what is seen. */
export function ofView<T>(field: Field<T>): Field<T> {
  return { ...field, viewOnly: true };
}

function writeNumber(value: number): string {
  const kept = Math.abs(value) < 1 ? Number(value.toPrecision(4)) : Number(value.toFixed(4));
  return String(kept + 0); // −0 is 0
}

function readNumber(text: string): number | null {
  return /^-?\d{1,22}(\.\d{1,17})?(e[-+]?\d{1,3})?$/.test(text) ? Number(text) : null;
}

/** Parts of a text; of an empty one, none. */
function split(text: string, between: string): string[] {
  return text === "" ? [] : text.split(between);
}

function isWhole<T>(entries: readonly (T | null)[]): entries is readonly T[] {
  return !entries.includes(null);
}
