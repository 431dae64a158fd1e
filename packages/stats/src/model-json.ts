import { type DType, type NDArray, ValueError, array } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** What JSON holds. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A fitted model as JSON: its class, the version of this form, and its fields. */
export interface ModelJson {
  readonly model: string;
  readonly version: 1;
  readonly [field: string]: JsonValue;
}

interface ArrayJson {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}

/** What `toJSON` of a model answers: arrays as `{ dtype, shape, data }`, exact to the last bit. */
export function writeModel(
  model: string,
  fields: Readonly<Record<string, JsonValue | NDArray | undefined>>,
): ModelJson {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    model,
    version: 1,
    ...Object.fromEntries(entries.map(([name, value]) => [name, isArray(value) ? writeArray(value) : value])),
  } as ModelJson; // what is undefined was dropped
}

function isArray(value: JsonValue | NDArray | undefined): value is NDArray {
  return typeof (value as NDArray | null)?.toTypedArray === "function";
}

/** JSON has neither infinities nor NaN, and `JSON.stringify` drops the sign of −0: these are words. */
function writeArray(x: NDArray): JsonValue {
  const data = Array.from(x.toTypedArray(), (v) => (Number.isFinite(v) && !Object.is(v, -0) ? v : wordFor(v)));
  return { dtype: x.dtype, shape: [...x.shape], data };
}

function wordFor(v: number): string {
  return Object.is(v, -0) ? "-0" : String(v);
}

const words: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity, "-0": -0 };
const dtypes = ["float32", "float64", "int8", "int16", "int32", "uint8", "uint16", "uint32", "bool"];

/**
 * Reads the fields of a model back, each checked: whoever builds a model from JSON gets one that fits together, or an error
 * that names the field. Sizes are given names when first met (`"p"`), and must be the same wherever the name is met again.
 */
export class ModelReader {
  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly sizes = new Map<string, number>();

  /**
   * @param model whose JSON it must be
   * @param json text, or what `JSON.parse` answered
   * @throws {ValueError} for anything but the JSON of this model
   */
  constructor(
    private readonly model: string,
    json: unknown,
  ) {
    const value: unknown = typeof json === "string" ? this.parsed(json) : json;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new ValueError(this.op, "json must be an object", kindOf(value));
    }
    this.fields = value as Record<string, unknown>; // an object, as asked above
    const { model: name, version } = this.fields;
    if (name !== model) throw new ValueError(this.op, `json must be of a ${model}`, `model ${kindOf(name)}`);
    if (version !== 1) throw new ValueError(this.op, "version must be 1", kindOf(version));
  }

  /** @param sizes of each axis: a number, or a name for what is known only now */
  array(field: string, ...sizes: (number | string)[]): NDArray {
    const value = this.fields[field] as Partial<ArrayJson> | null | undefined; // every part is looked at below
    const { dtype, shape, data } = value ?? {};
    if (!dtypes.includes(dtype as string) || !Array.isArray(shape) || !Array.isArray(data)) {
      throw this.wrong(field, "an array { dtype, shape, data }");
    }
    const fits = shape.length === sizes.length && shape.every((size, axis) => this.agrees(sizes[axis], size));
    if (!fits || shape.reduce((a, b) => a * b, 1) !== data.length) {
      throw new ValueError(
        this.op,
        `${field} must be [${sizes.map((size) => this.sizes.get(size as string) ?? size).join(", ")}]`,
        `shape [${shape.join(", ")}] with ${data.length} numbers`,
      );
    }
    const numbers = data.map((v: unknown) => (typeof v === "string" ? words[v] : v));
    const bad = numbers.findIndex((v) => typeof v !== "number");
    if (bad >= 0) throw new ValueError(this.op, `${field} must hold numbers`, `${kindOf(data[bad])} at ${bad}`);
    return array(numbers as number[], { dtype: dtype as DType, shape });
  }

  /** Whether the field is there: parts of a model that are only sometimes. */
  has(field: string): boolean {
    return this.fields[field] !== undefined;
  }

  number(field: string): number {
    const value = this.fields[field];
    if (typeof value !== "number") throw this.wrong(field, "a number");
    return value;
  }

  boolean(field: string): boolean {
    const value = this.fields[field];
    if (typeof value !== "boolean") throw this.wrong(field, "true or false");
    return value;
  }

  /** One of the words, or any where none are given. */
  string<W extends string = string>(field: string, ...allowed: readonly W[]): W {
    const value = this.fields[field];
    if (typeof value === "string" && (allowed.length === 0 || allowed.includes(value as W))) return value as W; // one of them
    throw this.wrong(field, allowed.length === 0 ? "a string" : allowed.map((word) => `"${word}"`).join(" or "));
  }

  /** A list of strings: names of columns. */
  strings(field: string): readonly string[] {
    const value = this.fields[field];
    if (Array.isArray(value) && value.every((word) => typeof word === "string")) return value;
    throw this.wrong(field, "a list of strings");
  }

  /** As it stands: the JSON of a part that reads itself. */
  value(field: string): unknown {
    return this.fields[field];
  }

  private agrees(wanted: number | string, size: unknown): boolean {
    if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return false;
    if (typeof wanted === "number") return size === wanted;
    const known = this.sizes.get(wanted);
    if (known === undefined) this.sizes.set(wanted, size);
    return known === undefined || known === size;
  }

  private parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new ValueError(this.op, "json must be well formed", (error as Error).message); // what JSON.parse throws
    }
  }

  private wrong(field: string, expected: string): ValueError {
    return new ValueError(this.op, `${field} must be ${expected}`, kindOf(this.fields[field]));
  }

  private get op(): string {
    return `${this.model}.fromJSON`;
  }
}
