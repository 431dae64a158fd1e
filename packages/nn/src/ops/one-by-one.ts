import { stack } from "@linnet/core";
import { type BatchRule, bind } from "@linnet/core/extend";

/** Applies an operation to the members of a batch one after the other: for those of which each member is much work. */
export const oneByOne: BatchRule<any> = (p, inputs, isBatched, params, size) =>
  stack(
    Array.from({ length: size }, (_, i) =>
      bind(
        p,
        inputs.map((x, k) => (isBatched[k] ? x.at(i) : x)),
        params,
      ),
    ),
  );
