import { type NDArray, mapTree } from "@linnet/core";
import { type Primitive, alias, bind, primitive } from "@linnet/core/extend";

/**
 * The tree with a fresh alias of each leaf: same memory, another identity.
 *
 * Derivatives tell arrays apart by identity. Given aliases, a function that gets one array twice has two gradients, and an
 * array that it merely captures is a constant. An outer interpreter sees the alias being made, and follows it.
 *
 * @param aliases a list to which they are added, in the order of the leaves
 */
export function aliasLeaves<T>(tree: T, aliases: NDArray[] = []): T {
  return mapTree((x) => {
    const alias = aliasOf(x);
    aliases.push(alias);
    return alias;
  }, tree);
}

/** One alias, known to the current interpreter. */
export function aliasOf(x: NDArray): NDArray {
  return bind(aliasP, [x], undefined);
}

const aliasP: Primitive = /* @__PURE__ */ primitive("alias", {
  abstract: ([x]) => x,
  view: (x) => alias(x),
  derivative: {
    vjp: (ct) => [() => ct],
    jvp: ([dx]) => dx,
  },
});
