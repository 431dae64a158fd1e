import { reshape, stack } from "@linnet/core";
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

/** Members as so many more images, the first axis of the first input, where all else is the same for them; else one after the other. */
export const asImages: BatchRule<any> = (p, inputs, isBatched, params, size) => {
  const [x, ...others] = inputs;
  if (isBatched.some((batched, i) => batched !== (i === 0))) return oneByOne(p, inputs, isBatched, params, size);
  const y = bind(p, [reshape(x, [size * x.shape[1], ...x.shape.slice(2)]), ...others], params);
  return reshape(y, [size, x.shape[1], ...y.shape.slice(1)]);
};
