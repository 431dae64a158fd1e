import { rowMajor, select } from "@linnet/kernels";
import { isArray, requireArray } from "../array/argument.js";
import { viewOf } from "../array/construct.js";
import { type DType, type Promote, promote } from "../array/dtype.js";
import { broadcastLayout, broadcastShapes } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import type { Broadcast, Check, Result, Shape } from "../array/typed-shape.js";
import { DTypeError } from "../errors.js";
import { bind } from "../primitive/bind.js";
import { type Primitive, primitive } from "../primitive/primitive.js";
import { astype } from "./astype.js";
import { notOperands, weak } from "./elementwise.js";
import { sumTo } from "./sum-broadcast.js";

export function where<C extends Shape, D extends DType, A extends Shape>(
  condition: NDArray<"bool", C>,
  a: NDArray<D, A> & Check<Broadcast<C, A>, "where">,
  b: number,
): NDArray<D, Result<Broadcast<C, A>>>;
export function where<C extends Shape, D extends DType, B extends Shape>(
  condition: NDArray<"bool", C>,
  a: number,
  b: NDArray<D, B> & Check<Broadcast<C, B>, "where">,
): NDArray<D, Result<Broadcast<C, B>>>;
/**
 * Elements of `a` where `condition` holds, of `b` elsewhere; the three broadcast.
 *
 * @throws {DTypeError} when `condition` is not bool, or for a number that the other side's dtype cannot hold
 * @remarks Both sides are computed before they are chosen from: to differentiate around a point where one side has no
 *   finite derivative, make that side safe too (`where(ok, log(where(ok, x, 1)), 0)`).
 */
export function where<C extends Shape, D extends DType, E extends DType, A extends Shape, B extends Shape>(
  condition: NDArray<"bool", C>,
  a: NDArray<D, A> & Check<Broadcast<C, A>, "where">,
  b: NDArray<E, B> & Check<Broadcast<C, B>, "where">,
): NDArray<Promote<D, E>, Result<Broadcast<Result<Broadcast<C, A>>, B>>>;
export function where(condition: NDArray, a: NDArray | number, b: NDArray | number): NDArray {
  if (requireArray("where", "condition", condition).type.kind !== "bool") {
    throw new DTypeError(
      "where",
      "condition must be bool",
      { condition: condition.type.name },
      "Compare first: x.notEqual(0).",
    );
  }
  const [x, y] = sides(a, b);
  const type = promote(x.type, y.type);
  return bind(
    whereP,
    [condition, x.type === type ? x : astype(x, type.name), y.type === type ? y : astype(y, type.name)],
    undefined,
  );
}

const whereP: Primitive = /* @__PURE__ */ primitive("where", {
  abstract([c, a, b]) {
    const sides = broadcastShapes("where", a.layout.shape, b.layout.shape);
    return { type: a.type, layout: rowMajor(broadcastShapes("where", c.layout.shape, sides)) };
  },
  evaluate(inputs, out) {
    const [c, a, b] = inputs.map((x) => viewOf(x, broadcastLayout(x.layout, out.shape)));
    select(c, a, b, out);
  },
  derivative: {
    vjp: (ct, [c, a, b]) => [null, () => sumTo(where(c, ct, 0), a.shape), () => sumTo(where(c, 0, ct), b.shape)],
    jvp: ([, da, db], [c]) => where(c, da, db),
  },
});

/** Both as arrays; a number takes the dtype of the other, as in arithmetic. */
function sides(a: NDArray | number, b: NDArray | number): [NDArray, NDArray] {
  const x = typeof a === "number" ? weak("where", a, b, "numbers") : a;
  const y = typeof b === "number" ? weak("where", b, x, "numbers") : b;
  if (!isArray(x) || !isArray(y)) throw notOperands("where", a, b);
  if (x.type.kind !== "bool" || (typeof a !== "number" && typeof b !== "number")) return [x, y];
  const dtypes = { a: typeof a === "number" ? "number" : "bool", b: typeof b === "number" ? "number" : "bool" };
  throw new DTypeError("where", "a number must stand beside numbers", dtypes, "Use array(true) or array(false).");
}
