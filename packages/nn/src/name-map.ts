import { type NDArray, ShapeError, ValueError, concat, permuteDims, split } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/**
 * One correspondence between tensors of a file and arrays of a model.
 *
 * In names `{i}` stands for one part between dots, `{...at}` for one or several; both sides have the same ones.
 */
export interface NameRule {
  /** The name in the file. */
  readonly theirs: string;
  /**
   * The path in the model. Several are parts of theirs, one after the other along `axis`, as long as the model's arrays are;
   * none (`[]`) leaves the tensor out.
   */
  readonly ours: string | readonly string[];
  /** Theirs has the last two axes of ours exchanged. Default false: weights are laid out as PyTorch has them. */
  readonly transpose?: boolean;
  /** Along which axis of ours several are joined. Default 0. */
  readonly axis?: number;
  /** Several are not parts, but each the whole: weights that a file has once. Default false. */
  readonly tied?: boolean;
}

/**
 * How the names of a file and the paths of a model correspond: rules, of which the first that fits counts; a record from theirs
 * to ours; or a function, from the file's name to the model's path (`null` leaves it out) for who loads, and from the path to
 * the name for who saves. A name without a rule stays as it is.
 */
export type NameMap = readonly NameRule[] | Readonly<Record<string, string>> | ((name: string) => string | null);

type Arrays = Readonly<Record<string, NDArray>>;

/** What a counter of batches is called, which PyTorch saves with running statistics and nobody needs. */
const COUNTER = /(^|\.)num_batches_tracked$/;

/**
 * The tensors of a file under the paths of a model.
 *
 * @param own the model's arrays: how long the parts of fused tensors are
 * @throws {ValueError} for a map that is none, and for two tensors with one place
 * @throws {ShapeError} for a fused tensor that is not as long as its parts
 */
export function fromTheirs(op: string, names: NameMap, tensors: Arrays, own: Arrays): Record<string, NDArray> {
  const found: Record<string, NDArray> = {};
  const put = (path: string, x: NDArray, name: string): void => {
    if (Object.hasOwn(found, path)) {
      throw new ValueError(op, "each place of the model must have one tensor", `${name} for ${path}, which has one`);
    }
    found[path] = x;
  };
  const rules = typeof names === "function" ? null : rulesOf(op, names);
  for (const [name, x] of Object.entries(tensors)) {
    const path = rules === null ? (names as (name: string) => string | null)(name) : name; // a function, without rules
    if (path === null) continue;
    const at = rules?.map((rule) => ({ rule, parts: rule.theirs.match(name) })).find(({ parts }) => parts !== null);
    if (at?.parts) for (const [place, part] of partsOf(op, at.rule, at.parts, name, x, own)) put(place, part, name);
    else put(path, x, name);
  }
  return found;
}

/** Leaves out counters that the model has no place for. */
export function withoutCounters(tensors: Arrays, own: Arrays): Arrays {
  const wanted = Object.entries(tensors).filter(([name]) => Object.hasOwn(own, name) || !COUNTER.test(name));
  return Object.fromEntries(wanted);
}

/**
 * A model's arrays under the names of a file.
 *
 * @throws {ValueError} for a map that is none, a fused tensor of which a part is missing, and two arrays with one name
 */
export function toTheirs(op: string, names: NameMap, own: Arrays): Record<string, NDArray> {
  const found: Record<string, NDArray> = {};
  const put = (name: string, x: NDArray): void => {
    if (Object.hasOwn(found, name))
      throw new ValueError(op, "each array must have a name of its own", `two of ${name}`);
    found[name] = x;
  };
  const rules = typeof names === "function" ? null : rulesOf(op, names);
  const done = new Set<string>();
  for (const [path, x] of Object.entries(own)) {
    if (done.has(path)) continue;
    const name = rules === null ? (names as (name: string) => string | null)(path) : path; // a function, without rules
    if (name === null) continue;
    const at = rules?.map((rule) => ({ rule, parts: matchAny(rule.ours, path) })).find(({ parts }) => parts !== null);
    if (!at?.parts) {
      put(name, x);
      continue;
    }
    const { rule, parts } = at;
    const places = rule.ours.map((pattern) => pattern.fill(parts));
    const arrays = places.filter((place) => Object.hasOwn(own, place)).map((place) => own[place]);
    for (const place of places) done.add(place);
    if (rule.tied || places.length === 1) put(rule.theirs.fill(parts), turned(rule, x));
    else if (arrays.length === places.length)
      put(rule.theirs.fill(parts), turned(rule, concat(arrays, { axis: rule.axis })));
    else {
      const missing = places.filter((place) => !Object.hasOwn(own, place)).join(", ");
      throw new ValueError(op, `${rule.theirs.fill(parts)} must have all of its parts`, `none at ${missing}`);
    }
  }
  return found;
}

interface Rule {
  readonly theirs: Pattern;
  readonly ours: readonly Pattern[];
  readonly transpose: boolean;
  readonly axis: number;
  readonly tied: boolean;
}

/** What placeholders stand for. */
type Parts = Readonly<Record<string, string>>;

function rulesOf(op: string, names: Exclude<NameMap, (name: string) => string | null>): readonly Rule[] {
  if (typeof names !== "object" || names === null) {
    throw new ValueError(op, "names must be rules, a record or a function", kindOf(names));
  }
  const list = Array.isArray(names) ? (names as readonly NameRule[]) : recordRules(names as Record<string, string>);
  return list.map((rule) => {
    const ours = typeof rule?.ours === "string" ? [rule.ours] : rule?.ours;
    if (typeof rule?.theirs !== "string" || !Array.isArray(ours)) {
      throw new ValueError(op, "a rule of names must have theirs and ours", JSON.stringify(rule) ?? kindOf(rule));
    }
    const theirs = new Pattern(rule.theirs);
    const patterns = (ours as readonly string[]).map((text) => new Pattern(text));
    const odd = patterns.find((pattern) => pattern.placeholders !== theirs.placeholders);
    if (odd !== undefined) {
      throw new ValueError(
        op,
        "both sides of a rule must have the same {placeholders}",
        `"${theirs.text}" and "${odd.text}"`,
      );
    }
    const { transpose = false, axis = 0, tied = false } = rule;
    return { theirs, ours: patterns, transpose, axis, tied };
  });
}

function recordRules(names: Readonly<Record<string, string>>): readonly NameRule[] {
  return Object.entries(names).map(([theirs, ours]) => ({ theirs, ours }));
}

/** A name with placeholders. */
class Pattern {
  /** Their names, in the order of the alphabet. */
  readonly placeholders: string;
  private readonly expression: RegExp;
  private readonly names: readonly string[];

  constructor(readonly text: string) {
    this.names = Array.from(text.matchAll(PLACEHOLDER), ([, , name]) => name);
    this.placeholders = this.names.toSorted().join(" ");
    const literal = text.split(PLACEHOLDER).map((part, i) => {
      if (i % 3 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      return i % 3 === 1 ? (part === "..." ? "(.+?)" : "([^.]+)") : "";
    });
    this.expression = new RegExp(`^${literal.join("")}$`);
  }

  match(name: string): Parts | null {
    const found = this.expression.exec(name);
    return found === null ? null : Object.fromEntries(this.names.map((placeholder, i) => [placeholder, found[i + 1]]));
  }

  fill(parts: Parts): string {
    return this.text.replaceAll(PLACEHOLDER, (_whole, _dots, name: string) => parts[name]);
  }
}

const PLACEHOLDER = /\{(\.\.\.)?(\w+)\}/g;

function matchAny(patterns: readonly Pattern[], name: string): Parts | null {
  for (const pattern of patterns) {
    const parts = pattern.match(name);
    if (parts !== null) return parts;
  }
  return null;
}

/** The parts of a tensor, each with its place. */
function partsOf(op: string, rule: Rule, parts: Parts, name: string, x: NDArray, own: Arrays): [string, NDArray][] {
  const whole = rule.ours.length === 0 ? x : turned(rule, x);
  const places = rule.ours.map((pattern) => pattern.fill(parts));
  if (places.length <= 1 || rule.tied) return places.map((place) => [place, whole]);
  const { axis } = rule;
  const lengths = places.map((place) => own[place]?.shape[axis] as number | undefined);
  const total = lengths.reduce<number>((sum, length) => sum + (length ?? NaN), 0);
  if (total !== whole.shape[axis]) {
    const shapes = Object.fromEntries(places.flatMap((place) => (place in own ? [[place, own[place].shape]] : [])));
    throw new ShapeError(op, `${name} must be as long along axis ${axis} as its parts`, {
      [name]: whole.shape,
      ...shapes,
    });
  }
  const starts: number[] = [];
  for (let i = 0, at = 0; i + 1 < lengths.length; i++) starts.push((at += lengths[i] ?? 0));
  return split(whole, starts, { axis }).map((part, i) => [places[i], part]);
}

/** With the last two axes exchanged, where the layouts differ. */
function turned({ transpose }: Rule, x: NDArray): NDArray {
  if (!transpose) return x;
  const axes = x.shape.map((_: number, i: number) => i);
  return permuteDims(x, [...axes.slice(0, -2), x.ndim - 1, x.ndim - 2]);
}
