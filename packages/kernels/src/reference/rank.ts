import { elements } from "../memory/storage.js";
import type { Argpartition, Argselect } from "../signatures.js";
import { compare, eachLane, orderOf } from "./sort.js";

/** out ← where along an axis the elements are, those before the one of a rank first, then its equals, each in their order. */
export const argpartition: Argpartition = (x, axis, kth, descending, out) => {
  const to = elements(out.storage, out.type);
  eachLane(x, axis, (keys, at, step) => {
    const pivot = keys[orderOf(keys, descending)[kth]];
    const places = keys.map((_, k) => k);
    const sides = [-1, 0, 1].flatMap((side) =>
      places.filter((k) => Math.sign(compare(keys[k], pivot, descending)) === side),
    );
    sides.forEach((k, i) => (to[out.offset + at + i * step] = k));
  });
};

/** out ← where in each row the elements of its ranks are. */
export const argselect: Argselect = (x, ranks, out) => {
  const [wanted, to] = [ranks, out].map(({ storage, type }) => elements(storage, type));
  const count = out.layout.shape[1];
  const n = x.layout.shape[1];
  eachLane(x, 1, (keys, at) => {
    const order = orderOf(keys, false);
    const row = (at / n) * count;
    for (let i = 0; i < count; i++) to[out.offset + row + i] = order[wanted[ranks.offset + row + i]];
  });
};
