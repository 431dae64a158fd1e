import { inspect as nodes } from "node:util";
import { array } from "@linnet/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspect } from "./inspect.js";

/** Lists of more than six are laid out by Node in columns of its own choice; ours are asserted apart. */
const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 6 });
const leaf = fc.oneof(
  fc.constantFrom(null, undefined, true, -0, Number.NaN, 1n, Symbol("s"), new Date(0), /a'b/g),
  fc.double(),
  fc.string(),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    tie("list"),
    tie("object"),
    tie("map"),
    tie("set"),
  ),
  list: list(tie("value")),
  object: fc.dictionary(fc.oneof(fc.constantFrom("a", "b_1", "c-d", "7", "it's"), fc.string()), tie("value"), {
    maxKeys: 4,
  }),
  map: list(fc.tuple(tie("value"), tie("value"))).map((entries) => new Map(entries)),
  set: list(tie("value")).map((items) => new Set(items)),
}));

describe("inspect", () => {
  it("writes what Node writes", () => {
    fc.assert(
      fc.property(value, (value) => {
        expect(inspect(value)).toBe(nodes(value));
      }),
    );
  });

  it("writes functions, classes, errors, numbers and holes as Node does", () => {
    class Point {
      x = 1;
      get length() {
        return this.x;
      }
    }
    class Far extends Point {}
    const circle: Record<string, unknown> = { name: "circle" };
    circle["self"] = circle;
    circle["deep"] = { circle };
    const error = new RangeError("too far");
    for (const value of [
      [() => 1, function named() {}, async () => {}, Point, Far],
      [new Point(), new Far(), Object.create(null), Object.assign(Object.create(null), { a: 1 })],
      [Float64Array.of(1.5, -0), new Uint8Array(2), new Map([[{ a: 1 }, [1]]])],
      // oxlint-disable-next-line no-sparse-arrays -- Node tells holes
      [1, , 3, , ,],
      Object.assign([1, 2], { extra: true }),
      {
        get a() {
          return 1;
        },
        set a(_) {},
        get b() {
          return 1;
        },
        set c(_: number) {},
        [Symbol("key")]: 1,
      },
      circle,
      error,
      { a: { b: { c: { d: 1 }, e: [[[1]]] } } },
      Array.from({ length: 6 }, (_, i) => `a rather long sentence, number ${i}`),
    ]) {
      expect(inspect(value)).toBe(nodes(value));
    }
  });

  it("puts short items of long lists under each other, and says how many more there are", () => {
    const text = inspect({ squares: Array.from({ length: 120 }, (_, i) => i * i) });
    expect(text).toMatch(/^\{\n {2}squares: \[\n {5} {2}0, {4}1, {4}4, /);
    expect(text.split("\n").every((line) => line.length <= 80)).toBe(true);
    expect(text).toContain(" 9801,\n    ... 20 more items\n  ]\n}");
  });

  it("lets things say for themselves what they are", () => {
    expect(inspect({ a: array([1, 2]) })).toBe(nodes({ a: array([1, 2]) }));
    const disposed = array([1, 2]);
    disposed.dispose();
    expect(inspect(disposed)).toBe(nodes(disposed));
    const broken = { [Symbol.for("nodejs.util.inspect.custom")]: () => JSON.parse("{") };
    expect(() => inspect(broken)).not.toThrow();
  });
});
