import { NDArray, State, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { type Fields, isNode, nodesOf, withFields } from "../../tree-nodes.js";

/**
 * A tree as JSON and named arrays, from which it can be built again beside a tree of the same classes.
 *
 * JSON has no instances and no functions. Those come from a **pattern**: each instance names one of the same class there,
 * which has the functions that it has.
 */
export interface TreeJson {
  readonly json: unknown;
  readonly arrays: Readonly<Record<string, NDArray>>;
}

/** @param named arrays that have a name already; all others are named by their path */
export function toJson(op: string, tree: unknown, pattern: unknown, named: ReadonlyMap<NDArray, string>): TreeJson {
  const writer = new Writer(op, [...nodesOf(pattern)], new Map(named));
  return { json: writer.value(tree, []), arrays: writer.arrays };
}

/** @throws {ValueError} for what `toJson` does not write @param arrayAt what stands under the name of an array */
export function fromJson(op: string, json: unknown, pattern: unknown, arrayAt: (name: string) => NDArray): unknown {
  return new Reader(op, [...nodesOf(pattern)], arrayAt).value(json);
}

/** What stands for a value that JSON has not, or that is not its own: an object with one of these keys. */
type Marked =
  | { readonly number: string }
  | { readonly undefined: true }
  | { readonly array: string }
  | { readonly state: string }
  | { readonly same: number }
  | { readonly record: Readonly<Record<string, unknown>> }
  | { readonly like: readonly string[]; readonly fields: Readonly<Record<string, unknown>> };

type Pattern = readonly (readonly [object, readonly string[]])[];

class Writer {
  readonly arrays: Record<string, NDArray> = {};
  private readonly seen = new Map<object, number>();

  constructor(
    private readonly op: string,
    private readonly pattern: Pattern,
    private readonly names: Map<NDArray, string>,
  ) {}

  value(value: unknown, keys: readonly string[]): unknown {
    if (typeof value === "number") {
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { number: Object.is(value, -0) ? "-0" : `${value}` };
    }
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (value === undefined) return { undefined: true };
    if (value instanceof NDArray) return { array: this.name(value, keys) };
    if (value instanceof State) return { state: this.name(value.value, keys) };
    if (!isNode(value)) return this.refuse(value, keys);
    const before = this.seen.get(value);
    if (before !== undefined) return { same: before };
    this.seen.set(value, this.seen.size);
    if (Array.isArray(value)) return value.map((child, i) => this.value(child, [...keys, `${i}`]));
    if (isRecord(value)) return { record: this.fields(value, keys, false) };
    return { like: this.likeOf(value, keys)[1], fields: this.fields(value, keys, true) };
  }

  private fields(node: object, keys: readonly string[], hasPattern: boolean): Record<string, unknown> {
    const own = Object.entries(node).filter(([, value]) => !hasPattern || typeof value !== "function");
    return Object.fromEntries(own.map(([key, value]: [string, unknown]) => [key, this.value(value, [...keys, key])]));
  }

  /** An instance of the same class in the pattern: the one in the same place, or one with the same functions. */
  private likeOf(node: object, keys: readonly string[]): Pattern[number] {
    const path = keys.join(".");
    const same = this.pattern.filter(([other]) => Object.getPrototypeOf(other) === Object.getPrototypeOf(node));
    const fits = same.filter(([other]) =>
      Object.entries(node).every(([key, value]) => typeof value !== "function" || value === (other as Fields)[key]),
    );
    return fits.find(([, at]) => at.join(".") === path) ?? fits[0] ?? this.refuse(node, keys);
  }

  private name(x: NDArray, keys: readonly string[]): string {
    const known = this.names.get(x);
    if (known !== undefined) return known;
    let name = keys.join(".");
    while (Object.hasOwn(this.arrays, name)) name += "+"; // keys may have dots themselves
    this.names.set(x, name);
    this.arrays[name] = x;
    return name;
  }

  private refuse(value: unknown, keys: readonly string[]): never {
    const what =
      typeof value === "object" && value !== null ? `an instance of ${value.constructor?.name}` : kindOf(value);
    const hint = "Keep arrays, numbers, strings, lists and records there, and classes that the model has.";
    throw new ValueError(
      this.op,
      "an optimizer's state must be one that can be saved",
      `${what} at ${keys.join(".")}`,
      hint,
    );
  }
}

class Reader {
  private readonly nodes: object[] = [];
  private readonly arrays = new Map<string, NDArray>();

  constructor(
    private readonly op: string,
    private readonly pattern: Pattern,
    private readonly arrayAt: (name: string) => NDArray,
  ) {}

  value(json: unknown): unknown {
    if (typeof json !== "object" || json === null) return json;
    if (Array.isArray(json)) {
      const list: unknown[] = [];
      this.nodes.push(list);
      for (const child of json as readonly unknown[]) list.push(this.value(child));
      return list;
    }
    return this.marked(json as Marked);
  }

  private marked(json: Marked): unknown {
    if ("number" in json) return Number(json.number);
    if ("undefined" in json) return undefined;
    if ("array" in json) return this.array(json.array);
    if ("state" in json) return new State(this.array(json.state));
    if ("same" in json && this.nodes[json.same] !== undefined) return this.nodes[json.same];
    if ("record" in json) {
      const at = this.nodes.push({}) - 1;
      return (this.nodes[at] = this.fields(json.record));
    }
    if ("like" in json) {
      const at = this.nodes.push({}) - 1;
      return (this.nodes[at] = withFields(this.likeAt(json.like), this.fields(json.fields)));
    }
    throw new ValueError(this.op, "the optimizer's state must be what a checkpoint writes", JSON.stringify(json));
  }

  private fields(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(json).map(([key, child]) => [key, this.value(child)]));
  }

  private likeAt(keys: readonly string[]): object {
    const path = keys.join(".");
    const found = this.pattern.find(([, at]) => at.join(".") === path);
    if (found !== undefined) return found[0];
    throw new ValueError(this.op, "the optimizer must have the classes of the checkpoint", `none at ${path}`);
  }

  private array(name: string): NDArray {
    const known = this.arrays.get(name) ?? this.arrayAt(name);
    this.arrays.set(name, known);
    return known;
  }
}

function isRecord(node: object): boolean {
  const prototype = Object.getPrototypeOf(node) as object | null;
  return prototype === Object.prototype || prototype === null;
}
