import * as autograd from "@linnet/autograd";
import { LinnetError, type NDArray, array, ones, square, sum, zeros } from "@linnet/core";
import { currentInterpreter } from "@linnet/core/extend";
import { describe, expect, it } from "vitest";

// As for core: whatever is given in place of an argument, of a function or of what a function returns, a derivative is answered or an
// error of the library's own thrown, and the interpreter is restored.

type Untyped = (...args: readonly unknown[]) => unknown;
type Arguments = readonly unknown[];

const derivatives = { ...autograd } as unknown as Readonly<Record<string, Untyped>>;
const made =
  (name: string): Untyped =>
  (f, options, x) =>
    (derivatives[name](f, options) as Untyped)(x);
const total =
  (f: unknown): Untyped =>
  (a) =>
    sum((f as Untyped)(a) as NDArray);
const scalar: Untyped = (a) => sum(square(a as NDArray));
const vector: Untyped = (a) => square(a as NDArray);
const x = (): NDArray => array([1, 2, 3]);

/** How each is called, and arguments that are right. */
const calls: Readonly<Record<string, readonly [call: Untyped, args: () => Arguments]>> = {
  checkGradients: [derivatives.checkGradients, () => [scalar, [x()], {}]],
  checkpoint: [(f, a) => made("grad")(total(derivatives.checkpoint(f)), {}, a), () => [vector, x()]],
  customVjp: [
    (f, pullback, a) => made("grad")(total(derivatives.customVjp(f, pullback)), {}, a),
    () => [(a: unknown) => [a, null], (ct: unknown) => [ct], x()],
  ],
  grad: [made("grad"), () => [scalar, {}, x()]],
  hessian: [made("hessian"), () => [scalar, {}, x()]],
  hvp: [derivatives.hvp, () => [scalar, [x()], [x()]]],
  jacobian: [made("jacobian"), () => [vector, {}, x()]],
  jvp: [derivatives.jvp, () => [vector, [x()], [x()]]],
  stopGradient: [derivatives.stopGradient, () => [x()]],
  valueAndGrad: [made("valueAndGrad"), () => [scalar, {}, x()]],
  vjp: [(f, a, ct) => (derivatives.vjp(f, a) as Untyped[])[1](ct), () => [vector, x(), x()]],
  vmap: [made("vmap"), () => [vector, {}, x()]],
};

const mistakes: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  NaN: () => Number.NaN,
  "−1": () => -1,
  "a fraction": () => 1.5,
  "a bigint": () => 1n,
  "a word": () => "word",
  "a symbol": () => Symbol("s"),
  "a function": () => () => 0,
  "an empty record": () => ({}),
  "an empty list": () => [],
  "a record of nonsense": () => ({
    argnums: "x",
    hasAux: 3,
    mode: 7,
    inAxes: "x",
    outAxes: 9,
    elements: "a",
    step: NaN,
  }),
  "positions that are none": () => ({ argnums: [null], inAxes: [0.5], outAxes: Number.NaN, mode: "sideways" }),
  "a tree that contains itself": () => {
    const tree: Record<string, unknown> = { x: x() };
    tree.tree = tree;
    return tree;
  },
  "a map": () => new Map([[1, 2]]),
  "a typed array": () => new Float32Array([1, 2]),
  "an array given back": () => {
    const gone = x();
    gone.dispose();
    return gone;
  },
  "a 0-d array": () => array(2),
  "an empty array": () => zeros([0, 3]),
  "an array of integers": () => array([1, 2], { dtype: "int32" }),
  "a complex array": () => zeros([3], { dtype: "complex64" }),
  "an array of five axes": () => ones([1, 1, 2, 1, 3]),
};

describe("a mistaken argument of a derivative", () => {
  const names = Object.keys(derivatives).filter((name) => !name.endsWith("Error"));

  it("is tried with every public function", () => {
    expect(Object.keys(calls).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)("%s answers, or says what it wants", (name) => {
    const [call, args] = calls[name];
    expect(() => call(...args())).not.toThrow();
    const wrong: string[] = [];
    const attempt = (what: string, given: Arguments): void => {
      try {
        call(...given);
      } catch (error) {
        if (!(error instanceof LinnetError && /^\w[\w.]*: ./.test(error.message)))
          wrong.push(`${what}: ${String(error)}`);
      }
      if (currentInterpreter() !== null) wrong.push(`${what}: leaves an interpreter behind`);
    };
    for (const [kind, make] of Object.entries(mistakes)) {
      args().forEach((right, place) => {
        attempt(`${kind} as argument ${place}`, args().with(place, make()));
        if (typeof right !== "function") return;
        attempt(`${kind} from argument ${place}`, args().with(place, make));
        attempt(
          `a list of ${kind} from argument ${place}`,
          args().with(place, () => [make()]),
        );
      });
    }
    expect(wrong).toEqual([]);
  });
});
