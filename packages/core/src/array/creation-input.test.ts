import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import { DTypeError, DisposedError, MemoryError, ShapeError, ValueError, LinnetError, type NDArray } from "../index.js";

type Untyped = (...args: readonly unknown[]) => unknown;
/** As JavaScript calls them: nothing is checked beforehand. */
const named = core as unknown as Readonly<Record<string, Untyped>>;

const x: NDArray = core.zeros([2, 3]);
const gone: NDArray = core.zeros([1]);
gone.dispose();
const one = (): number => 1;
const text = (): string => "a";

const dims = "dimensions must be integers in [0, 2147483647]";
const names = "dtype must be a name that Linnet knows";
const known = "Known: bool, int8, uint8, int16, uint16, int32, uint32, float32, float64, complex64, complex128.";
const options = "options must be an object";
const byName = "Give them by name: { name: value }.";
const ends = "start, stop and step must be finite and step not 0";
const elements = "elements must be numbers or booleans";
const fit = "an array must fit in 4294901760 bytes";
const batches = "Work in smaller batches.";
const live =
  "the array must be live; got one that was disposed or left its scope. Return it from the scope, or copy it first.";
const ragged = "nested lists must be equally long";
const make = "Make one with array(…).";

/** The function, its arguments, the class of the error, and its sentence. */
const rows: readonly (readonly [string, readonly unknown[], abstract new (...args: never[]) => LinnetError, string])[] =
  [
    ["zeros", [[NaN]], ValueError, `${dims}; got [NaN].`],
    ["zeros", [[Infinity]], ValueError, `${dims}; got [Infinity].`],
    ["zeros", [[2, -1]], ValueError, `${dims}; got [2, -1].`],
    ["zeros", [[2 ** 31]], ValueError, `${dims}; got [2147483648].`],
    ["zeros", [[1.5]], ValueError, `${dims}; got [1.5].`],
    ["zeros", [["2"]], ValueError, `${dims}; got ["2"].`],
    ["zeros", [[[2]]], ValueError, `${dims}; got [a list].`],
    ["zeros", [undefined], ValueError, "shape must be a list; got undefined."],
    ["zeros", [new Int32Array(2)], ValueError, "shape must be a list; got an object."],
    [
      "zeros",
      [[2 ** 31 - 1, 2 ** 31 - 1]],
      ValueError,
      "the shape must be of a countable size; got [2147483647, 2147483647].",
    ],
    [
      "zeros",
      [[2 ** 31 - 1, 2 ** 31 - 1, 0]],
      ValueError,
      "the shape must be of a countable size; got [2147483647, 2147483647, 0].",
    ],
    ["zeros", [[2 ** 20, 2 ** 14]], MemoryError, `${fit}; got 137438953472 bytes. ${batches}`],
    ["zeros", [[2], { dtype: "int64" }], DTypeError, `${names}; got dtype "int64". ${known}`],
    ["zeros", [[2], "int8"], ValueError, `${options}; got "int8". ${byName}`],
    ["ones", [[-1]], ValueError, `${dims}; got [-1].`],
    ["ones", [[2 ** 15, 2 ** 15], { dtype: "complex128" }], MemoryError, `${fit}; got 17179869184 bytes. ${batches}`],
    ["full", [[NaN], 1], ValueError, `${dims}; got [NaN].`],
    ["full", [[2], "1"], ValueError, 'value must be a number; got "1".'],
    ["full", [[2], undefined], ValueError, "value must be a number; got undefined."],
    ["full", [[2], 1.5, { dtype: "int8" }], DTypeError, "value must be an integer that int8 can hold; got value 1.5."],
    [
      "full",
      [[2], NaN, { dtype: "int32" }],
      DTypeError,
      "value must be an integer that int32 can hold; got value NaN.",
    ],
    [
      "full",
      [[2], 300, { dtype: "uint8" }],
      DTypeError,
      "value must be an integer that uint8 can hold; got value 300.",
    ],
    ["full", [[2 ** 31], 1], ValueError, `${dims}; got [2147483648].`],
    ["zerosLike", [1], ValueError, `x must be an NDArray; got 1. ${make}`],
    ["onesLike", [[1]], ValueError, `x must be an NDArray; got a list. ${make}`],
    ["fullLike", [x, "a"], ValueError, 'value must be a number; got "a".'],
    ["zerosLike", [gone], DisposedError, `${live}`],
    ["fullLike", [gone, 1], DisposedError, `${live}`],
    ["eye", [NaN], ValueError, `${dims}; got [NaN, NaN].`],
    ["eye", [-1], ValueError, `${dims}; got [-1, -1].`],
    ["eye", [2 ** 31], ValueError, `${dims}; got [2147483648, 2147483648].`],
    ["eye", [1.5], ValueError, `${dims}; got [1.5, 1.5].`],
    ["eye", ["2"], ValueError, `${dims}; got ["2", "2"].`],
    ["eye", [2, -1], ValueError, `${dims}; got [2, -1].`],
    ["eye", [2, "3"], ValueError, `${options}; got "3". ${byName}`],
    ["eye", [2 ** 16], MemoryError, `${fit}; got 34359738368 bytes. ${batches}`],
    ["arange", [NaN], ValueError, `${ends}; got 0, NaN, 1.`],
    ["arange", [Infinity], ValueError, `${ends}; got 0, Infinity, 1.`],
    ["arange", ["2"], ValueError, `${ends}; got 0, "2", 1.`],
    ["arange", [undefined], ValueError, `${ends}; got 0, undefined, 1.`],
    ["arange", [0, 1, 0], ValueError, `${ends}; got 0, 1, 0.`],
    ["arange", [0, 2, NaN], ValueError, `${ends}; got 0, 2, NaN.`],
    ["arange", [0, 2, "a"], ValueError, `${options}; got "a". ${byName}`],
    ["arange", [0, 1e12], ValueError, `${dims}; got [1000000000000].`],
    ["arange", [0, 1, 1e-300], ValueError, `${dims}; got [9.999999999999999e+299].`],
    ["arange", [300, { dtype: "int8" }], DTypeError, "value must be an integer that int8 can hold; got value 299."],
    [
      "arange",
      [-1, 3, 1, { dtype: "uint8" }],
      DTypeError,
      "value must be an integer that uint8 can hold; got value -1.",
    ],
    ["arange", [3, { dtype: "complex64" }], DTypeError, "dtype must be real; got dtype complex64."],
    ["linspace", [0, 1, -1], ValueError, `${dims}; got [-1].`],
    ["linspace", [0, 1, 1.5], ValueError, `${dims}; got [1.5].`],
    ["linspace", [0, 1, Infinity], ValueError, `${dims}; got [Infinity].`],
    ["linspace", [0, 1, 2 ** 31], ValueError, `${dims}; got [2147483648].`],
    ["linspace", ["0", 1, 3], ValueError, 'start and stop must be finite; got "0" and 1.'],
    ["linspace", [0, Infinity, 3], ValueError, "start and stop must be finite; got 0 and Infinity."],
    [
      "linspace",
      [0, 300, 3, { dtype: "uint8" }],
      DTypeError,
      "value must be an integer that uint8 can hold; got value 300.",
    ],
    ["linspace", [0, 1, 3, 4], ValueError, `${options}; got 4. ${byName}`],
    ["fromFunction", [[2], 3], ValueError, "f must be a function; got 3."],
    ["fromFunction", [[2], text], ValueError, 'f must return a number; got "a".'],
    ["fromFunction", [[-2], one], ValueError, `${dims}; got [-2].`],
    ["fromFunction", [3, one], ValueError, "shape must be a list; got 3. Write [3]."],
    ["fromFunction", [[2], one, { dtype: "complex64" }], DTypeError, "dtype must be real; got dtype complex64."],
    ["fromFunction", [[2 ** 31 - 1, 1024], one], MemoryError, `${fit}; got 17592186036224 bytes. ${batches}`],
    ["array", [undefined], DTypeError, `${elements}; got element undefined.`],
    ["array", [{}], DTypeError, `${elements}; got element an object.`],
    ["array", ["a"], DTypeError, `${elements}; got element "a".`],
    ["array", [[1, "a"]], DTypeError, `${elements}; got element "a" at [1].`],
    [
      "array",
      [[[1, 2], [3]]],
      ShapeError,
      `${ragged}: expected a list of 2 at [1], found a list of 1; got first [2, 2].`,
    ],
    ["array", [[[1], 2]], ShapeError, `${ragged}: expected a list of 1 at [1], found a number; got first [2, 1].`],
    ["array", [[1, [2]]], ShapeError, `${ragged}: expected a number at [1], found a list of 1; got first [2].`],
    [
      "array",
      [[1, true]],
      DTypeError,
      "elements must be all of one kind, number; got element boolean at [1]. Say which they are to be: { dtype }.",
    ],
    ["array", [[[1], [null]]], DTypeError, `${elements}; got element null at [1, 0].`],
    ["array", [[1n]], DTypeError, `${elements}; got element 1 at [0].`],
    ["array", [[x, x]], DTypeError, `${elements}; got element an array [2, 3] at [0]. Join arrays with stack.`],
    ["array", [new Float32Array(3), { shape: [2] }], ShapeError, "3 elements must fill the shape; got shape [2]."],
    ["array", [[1, 2], { shape: [-2] }], ValueError, `${dims}; got [-2].`],
    ["array", [[1, 2], { dtype: "int64" }], DTypeError, `${names}; got dtype "int64". ${known}`],
    ["array", [new ArrayBuffer(8)], DTypeError, `${elements}; got element an object.`],
    ["array", [new Set([1])], DTypeError, `${elements}; got element an object.`],
    ["asarray", [gone], DisposedError, `${live}`],
  ];

describe("creation functions refuse", () => {
  it.each(rows)("%s, case %#", (name, args, type, sentence) => {
    const refused = refusalOf(() => named[name](...args));
    expect(refused).toBeInstanceOf(type);
    expect((refused as LinnetError).message).toBe(`${name}: ${sentence}`);
  });
});

/** What a call throws; not what it answers, whose memory a failing test would print. */
function refusalOf(call: () => unknown): unknown {
  try {
    call();
    return null;
  } catch (error) {
    return error;
  }
}
