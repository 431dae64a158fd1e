/** A layer like another but for some fields, rebuilt as trees are: without its constructor. */
export function withFields<L extends object>(layer: L, fields: Partial<Record<keyof L, unknown>>): L {
  return { __proto__: Object.getPrototypeOf(layer) as object | null, ...layer, ...fields } as L; // fields of the same kinds
}
