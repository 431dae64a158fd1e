import {
  type NDArray,
  ShapeError,
  State,
  ValueError,
  add,
  arange,
  array,
  concat,
  einsum,
  exp,
  matmul,
  mul,
  neg,
  scope,
  sin,
  softmax,
  sort,
  square,
  stack,
  sub,
  sum,
  take,
  tanh,
  where,
} from "@linnet/core";
import { bind, currentInterpreter, primitive } from "@linnet/core/extend";
import { toBeCloseToArray } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { checkpoint } from "./checkpoint.js";
import { customVjp } from "./custom-vjp.js";
import { BatchingError, NaNError } from "./errors.js";
import { grad, valueAndGrad } from "./grad.js";
import { hessian } from "./hessian.js";
import { jacobian } from "./jacobian.js";
import { jvp } from "./jvp.js";
import { type Each, batch, close, index, loop, matrices, w } from "./testing/batches.js";
import { vmap } from "./vmap.js";

expect.extend({ toBeCloseToArray });

describe("vmap", () => {
  it("is a loop over the first axis, of arrays in front of what is captured too", () => {
    const f: Each = (x, m) => tanh(add(matmul(matmul(x, m), w), sum(x)));
    expect(vmap(f)(batch, matrices)).toBeCloseToArray(loop(f, batch, matrices), close);
    const plus: Each = (x) => add(x, matrices); // [3] beside [4, 3, 3]
    expect(vmap(plus)(batch).toArray()).toEqual(loop(plus, batch).toArray());
  });

  it("takes the batch from any axis, from none, and puts it anywhere", () => {
    const f = (x: NDArray, y: NDArray): NDArray => concat([mul(x, 2), y]);
    const expected = loop((x) => f(x, w.at(0)), batch);
    expect(vmap(f, { inAxes: [1, null] })(batch.T, w.at(0)).toArray()).toEqual(expected.toArray());
    expect(vmap(f, { inAxes: [-1, null], outAxes: -1 })(batch.T, w.at(0)).toArray()).toEqual(expected.T.toArray());
    const product = vmap(
      vmap((a: NDArray, b: NDArray) => sum(mul(a, b)), { inAxes: [null, 0] }),
      { inAxes: [0, null] },
    );
    expect(product(batch, w)).toBeCloseToArray(matmul(batch, w.T) as NDArray, close);
  });

  it("takes and answers trees; arrays of integers and in State are batched too, and what is static is kept", () => {
    class Model {
      constructor(
        readonly weight: NDArray,
        readonly at: NDArray,
        readonly seen: State,
        readonly name: string,
      ) {}
    }
    const models = new Model(matrices, index, new State(batch), "four");
    const f = (m: Model, x: NDArray) => ({ y: matmul(x, m.weight), m, n: take(m.seen.value, m.at), k: 3, x: [x] });
    const all = vmap(f, { inAxes: [0, null] })(models as never, w.at(0));
    expect(all.y).toBeCloseToArray(
      loop((m) => matmul(w.at(0), m), matrices),
      close,
    );
    expect(all.m).toBeInstanceOf(Model);
    expect([all.m.name, all.k]).toEqual(["four", 3]);
    expect(all.n.toArray()).toEqual(loop((s, i) => take(s, i as never), batch, index).toArray());
    expect(all.x[0].toArray()).toEqual(stack([w.at(0), w.at(0), w.at(0), w.at(0)]).toArray());
  });

  it("answers arrays of its own, also where f answers its argument", () => {
    const { same, twice } = vmap((x: NDArray) => ({ same: x, twice: x }))(batch);
    expect(same).not.toBe(batch);
    expect([same.toArray(), twice.toArray()]).toEqual([batch.toArray(), batch.toArray()]);
  });

  it("answers constants for each member, and takes an empty batch", () => {
    expect(vmap((_x: NDArray) => w.at(0))(batch).toArray()).toEqual(loop(() => w.at(0), batch).toArray());
    expect(vmap((x: NDArray) => sum(exp(x)))(batch.slice("0:0")).toArray()).toEqual([]);
  });
});

describe("vmap and derivatives, in any order", () => {
  const loss = (a: NDArray, x: NDArray): NDArray => sum(square(tanh(matmul(x, a))));

  it("gives a gradient for each example, whose sum is the gradient of the sum", () => {
    const each = vmap(grad(loss), { inAxes: [null, 0] })(w, batch);
    expect(each.shape).toEqual([4, 3, 3]);
    expect(each).toBeCloseToArray(
      loop((x) => grad(loss)(w, x), batch),
      close,
    );
    const whole = grad((a: NDArray) => sum(vmap(loss, { inAxes: [null, 0] })(a, batch)))(w);
    expect(sum(each, { axis: 0 })).toBeCloseToArray(whole, close);
    const [values] = vmap(valueAndGrad(loss), { inAxes: [null, 0] })(w, batch);
    expect(values).toBeCloseToArray(
      loop((x) => loss(w, x), batch),
      close,
    );
  });

  it("of second derivatives, forward and backward", () => {
    const f = (x: NDArray): NDArray => loss(w, x);
    expect(vmap(hessian(f))(batch)).toBeCloseToArray(loop(hessian(f), batch), close);
    const pushed = (x: NDArray): NDArray => jvp(f, [x], [w.at(1)])[1];
    expect(vmap(pushed)(batch)).toBeCloseToArray(loop(pushed, batch), close);
    expect(jvp(vmap(f), [batch], [batch])[1]).toBeCloseToArray(
      loop((x) => jvp(f, [x], [x])[1], batch),
      close,
    );
    const norms = (x: NDArray): NDArray => sum(square(vmap(grad(f))(x)));
    const slope = grad(norms)(batch);
    expect(slope).toBeCloseToArray(
      loop((x) => grad((a: NDArray) => sum(square(grad(f)(a))))(x), batch),
      close,
    );
    expect(jacobian(vmap(f))(batch).shape).toEqual([4, 4, 3]);
  });

  it("keeps derivatives of one's own, and what checkpoints capture", () => {
    const clipped = customVjp(
      (x: NDArray, k: NDArray) => [mul(x, k), k] as const,
      (ct: NDArray, k: NDArray) => [mul(mul(ct, k), 100), null],
    );
    const f = (x: NDArray): NDArray => sum(clipped(x, w.at(0)));
    const expected = loop(() => mul(w.at(0), 100), batch);
    expect(vmap(grad(f))(batch)).toBeCloseToArray(expected, close);
    expect(grad((x: NDArray) => sum(vmap(f)(x)))(batch)).toBeCloseToArray(expected, close);
    const kept = (a: NDArray, x: NDArray): NDArray => sum(checkpoint((y: NDArray) => sin(matmul(y, a)))(x));
    const plain = (a: NDArray, x: NDArray): NDArray => sum(sin(matmul(x, a)));
    const over = { inAxes: [null, 0] } as const;
    const slopes = (g: typeof plain) => grad((a: NDArray) => sum(square(vmap(g, over)(a, batch))))(w);
    expect(slopes(kept)).toBeCloseToArray(slopes(plain), close);
    expect(vmap(grad(kept), over)(w, batch)).toBeCloseToArray(vmap(grad(plain), over)(w, batch), close);
    expect(vmap(kept, over)(w, batch)).toBeCloseToArray(vmap(plain, over)(w, batch), close);
  });

  it("finds NaN in a batch, by the operation and its place in the batch", () => {
    const f = grad((x: NDArray) => sum(x.pow(0.5).mul(x)), { checkNaN: true });
    const run = (): unknown => vmap(f)(array([[1], [-1]]));
    expect(run).toThrow(NaNError);
    expect(run).toThrow(expect.objectContaining({ operation: "pow", place: { shape: [2, 1], index: [1, 0] } }));
  });

  it("works in scopes, inside and outside", () => {
    const f = (x: NDArray): NDArray => scope(() => sum(softmax(sort(x)).mul(arange(3))));
    const inside = scope(() => vmap(grad(f))(batch));
    expect(inside).toBeCloseToArray(loop(grad(f), batch), close);
  });

  it("batches operations of others by the rule that they bring", () => {
    const twiceP = primitive("twice", {
      batch: [1],
      abstract: ([x]) => x,
      evaluate: ([x], out) => bindInto(mul(x, 2), out),
      derivative: false,
    });
    const scaledP = primitive<number>("scaled", {
      batch: (p, inputs, _isBatched, axis) => bind(p, inputs, axis + 1),
      abstract: ([x]) => x,
      evaluate: ([x], out, axis) => bindInto(softmax(x, { axis }), out),
      derivative: false,
    });
    expect(vmap((x: NDArray) => bind(twiceP, [x], undefined))(batch).toArray()).toEqual(mul(batch, 2).toArray());
    expect(vmap((x: NDArray) => bind(scaledP, [x], 0))(matrices).toArray()).toEqual(
      softmax(matrices, { axis: 1 }).toArray(),
    );
  });
});

/** Writes the elements of one array into another. */
function bindInto(x: NDArray, out: NDArray): void {
  out.storage.as(out.type).set(x.toTypedArray());
}

describe("what vmap refuses", () => {
  const expectError = (run: () => unknown, kind: new (...args: never[]) => Error, message: string): void => {
    expect(run).toThrow(kind);
    expect(run).toThrow(expect.objectContaining({ message }));
    expect(currentInterpreter()).toBeNull();
  };

  it("operations without a rule, by name, and never loops", () => {
    const rules: Parameters<typeof primitive>[1] = {
      abstract: ([x]) => x,
      evaluate: ([x], out) => bindInto(x, out),
      derivative: false,
    };
    const unknownP = primitive("mystery", rules);
    const message =
      "vmap: every operation on a batch must have a batching rule; got mystery. Loop over the batch and stack the results, " +
      "or give the primitive its rule in the field batch.";
    expectError(() => vmap((x: NDArray) => bind(unknownP, [x], undefined))(batch), BatchingError, message);
    expect(vmap((x: NDArray) => add(x, bind(unknownP, [w], undefined).at(0)))(batch).shape).toEqual([4, 3]); // a constant
    const wrongP = primitive("wrong", { ...rules, batch: (_p, [x]) => sum(x) });
    expectError(
      () => vmap((x: NDArray) => bind(wrongP, [x], undefined))(batch),
      BatchingError,
      message.replace("mystery", "wrong"),
    );
  });

  it("operations of another package under a name of core's, whose rule asks for other params", () => {
    for (const name of ["sum", "slice", "matmul", "permuteDims", "squeeze"]) {
      const foreignP = primitive<string>(name, {
        abstract: ([x]) => x,
        evaluate: ([x], out) => bindInto(x, out),
        derivative: false,
      });
      const run = (): unknown => vmap((x: NDArray) => bind(foreignP, [x], "params"))(batch);
      expect(run).toThrow(BatchingError);
      expect(run).toThrow(expect.objectContaining({ op: "vmap", operation: name, cause: expect.any(TypeError) }));
    }
  });

  it("reading elements", () => {
    const message =
      "vmap: f must not read elements, which differ over the batch; got item(), toArray() or an operation that needs their " +
      "values. Choose by where, which computes both sides, or loop over the batch.";
    expectError(() => vmap((x: NDArray) => (x.at(0).item() > 0 ? x : neg(x)))(batch), ValueError, message);
    expectError(() => vmap((x: NDArray) => mul(x, x.toArray().length))(batch), ValueError, message);
    expect(vmap((x: NDArray) => where(x.greater(0), x, neg(x)))(batch).toArray()).toEqual(
      where(batch.greater(0), batch, neg(batch)).toArray(),
    );
  });

  it("batches that differ, are not there, or have no axis", () => {
    const f = (x: NDArray, y: NDArray): NDArray => add(x, y);
    expectError(
      () => vmap(f)(batch, w),
      ShapeError,
      "vmap: batches must be of one length; 4 and 3 differ; got argument 0 [4, 3] and argument 1 [3, 3].",
    );
    expectError(
      () => vmap((t: { a: NDArray; b: NDArray }) => f(t.a, t.b))({ a: batch, b: array(1) }),
      ShapeError,
      "vmap: arrays must have the axis 0 for the batch; got argument 0.b []. " +
        "Where an argument is the same for all, its place in inAxes is null.",
    );
    expectError(
      () => vmap(f, { inAxes: null })(batch, batch),
      ValueError,
      "vmap: an argument must have a batch; got none with an array. inAxes names the axis of each argument that is the batch.",
    );
    expectError(
      () => vmap(f, { inAxes: [0] as never })(batch as never, batch as never),
      ValueError,
      "vmap: inAxes must be one axis, or one for each of the 2 arguments; got [0].",
    );
  });

  it("no function, a promise, and a function that throws half-way", () => {
    expectError(() => vmap(3 as never), ValueError, "vmap: f must be a function; got 3.");
    expectError(
      () => vmap(async (x: NDArray) => x)(batch),
      ValueError,
      "vmap: f must be synchronous; got a promise. Await what f needs before differentiating it.",
    );
    const failing = vmap((x: NDArray): NDArray => {
      throw new RangeError(`half-way ${sub(x, 1).ndim}`);
    });
    expectError(() => failing(batch), RangeError, "half-way 1");
  });
});

describe("einsum and others that are made of operations", () => {
  it("batch as those do", () => {
    const f: Each = (m) => einsum("ij,kj->ik", m, w) as NDArray;
    expect(vmap(f)(matrices)).toBeCloseToArray(loop(f, matrices), close);
  });
});
