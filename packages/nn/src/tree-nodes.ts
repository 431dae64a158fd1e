import { NDArray, State } from "@linnet/core";

/** The fields of a node by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value has places of its own in a tree: a list, a record, an instance; neither an array nor opaque. */
export function isNode(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof NDArray) &&
    !(value instanceof State) &&
    !(value instanceof Map) &&
    !(value instanceof Set) &&
    !ArrayBuffer.isView(value)
  );
}

/** All nodes of a tree, each once, with the keys that lead to it, outer ones first. */
export function nodesOf(tree: unknown): Map<object, readonly string[]> {
  const found = new Map<object, readonly string[]>();
  const visit = (value: unknown, keys: readonly string[]): void => {
    if (!isNode(value) || found.has(value)) return;
    found.set(value, keys);
    for (const [key, child] of Object.entries(value)) visit(child, [...keys, key]);
  };
  visit(tree, []);
  return found;
}

/** The value at the end of some keys; `undefined` where they lead nowhere. */
export function valueAt(tree: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => (isNode(at) ? (at as Fields)[key] : undefined), tree);
}

/** A node of the same prototype with other values of some fields. */
export function withFields<T extends object>(node: T, fields: Fields): T {
  const changed = Object.entries(fields).filter(([key, value]) => (node as Fields)[key] !== value);
  if (changed.length === 0) return node;
  if (Array.isArray(node)) return Object.assign(node.slice(), Object.fromEntries(changed)) as unknown as T; // a list again
  const copy = Object.create(
    Object.getPrototypeOf(node) as object | null,
    Object.getOwnPropertyDescriptors(node) as PropertyDescriptorMap,
  ) as T; // of the same prototype and fields
  for (const [key, value] of changed) {
    Object.defineProperty(copy, key, { value, enumerable: true, writable: true, configurable: true });
  }
  return copy;
}
