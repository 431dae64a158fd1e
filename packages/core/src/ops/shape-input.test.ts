import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import { DTypeError, IndexError, ShapeError, ValueError, LinnetError, type NDArray } from "../index.js";

type Untyped = (...args: readonly unknown[]) => unknown;
/** As JavaScript calls them: nothing is checked beforehand. */
const named = core as unknown as Readonly<Record<string, Untyped>>;

const x: NDArray = core.arange(6).reshape([2, 3]);
const [empty, unit, scalar]: NDArray[] = [core.zeros([0]), core.zeros([1, 1]), core.array(1)];
const long: NDArray = core.zeros([2 ** 31 - 1, 0]);

const dims = "dimensions must be integers in [0, 2147483647]";
const axis2 = "axis must be an integer in [-2, 1] for an array of 2 axes";
const place3 = "axis must be an integer in [-3, 2] for a result of 3 axes";
const names = "dtype must be a name that Linnet knows";
const known = "Known: bool, int8, uint8, int16, uint16, int32, uint32, float32, float64, complex64, complex128.";
const options = "options must be an object";
const byName = "Give them by name: { name: value }.";
const make = "Make one with array(…).";
const asMany = "the number of elements must stay the same";
const permutation = "axes must be a permutation of the 2 axes";
const toCut = "sections must be a positive integer, or positions to cut at";
const positions = "positions must be integers in [0, 2] that ascend";
const widths = "widths must be integers ≥ 0";
const pairs = "widths must have one pair [before, after] for each axis";
const noAxis = "there must be an axis to choose; got a 0-d array.";
const away = "Use slice to take elements away.";

/** The function, its arguments, the class of the error, and its sentence. */
const rows: readonly (readonly [string, readonly unknown[], abstract new (...args: never[]) => LinnetError, string])[] =
  [
    ["reshape", [x, [7]], ShapeError, `${asMany}; got x [2, 3] and shape [7].`],
    ["reshape", [x, [-1, -1]], ValueError, "only one length may be −1; got [-1, -1]."],
    ["reshape", [x, [-1, 4]], ShapeError, `${asMany}; got x [2, 3] and shape [-1, 4].`],
    ["reshape", [x, [-2, 3]], ValueError, `${dims}; got [-2, 3].`],
    ["reshape", [x, [NaN]], ValueError, `${dims}; got [NaN].`],
    ["reshape", [x, [2 ** 31]], ValueError, `${dims}; got [2147483648].`],
    ["reshape", [x, [1.5, 4]], ValueError, `${dims}; got [1.5, 4].`],
    ["reshape", [empty, [-1, 0]], ShapeError, `${asMany}; got x [0] and shape [-1, 0].`],
    ["reshape", [x, undefined], ValueError, "shape must be a list; got undefined."],
    ["reshape", [x, 6], ValueError, "shape must be a list; got 6. Write [6]."],
    ["permuteDims", [x, [0, 0]], ValueError, `${permutation}; got [0, 0].`],
    ["permuteDims", [x, [0, -2]], ValueError, `${permutation}; got [0, -2].`],
    ["permuteDims", [x, [0]], ValueError, `${permutation}; got [0].`],
    ["permuteDims", [x, [0, 2]], IndexError, `${axis2}; got 2.`],
    ["permuteDims", [x, [0, "1"]], IndexError, `${axis2}; got "1".`],
    ["permuteDims", [x, 1], ValueError, "axes must be a list; got 1. Write [1]."],
    ["broadcastTo", [x, [3]], ShapeError, "x must broadcast to the shape; got x [2, 3] and shape [3]."],
    ["broadcastTo", [x, [2, -1]], ValueError, `${dims}; got [2, -1].`],
    ["broadcastTo", [x, 3], ValueError, "shape must be a list; got 3. Write [3]."],
    ["broadcastTo", [x, [2 ** 31, 2, 3]], ValueError, `${dims}; got [2147483648, 2, 3].`],
    [
      "broadcastTo",
      [x, [2 ** 31 - 1, 2 ** 31 - 1, 2, 3]],
      ValueError,
      "the shape must be of a countable size; got [2147483647, 2147483647, 2, 3].",
    ],
    ["broadcastTo", [x, [2, 0]], ShapeError, "x must broadcast to the shape; got x [2, 3] and shape [2, 0]."],
    ["expandDims", [x, 3], IndexError, `${place3}; got 3.`],
    ["expandDims", [x, 0.5], IndexError, `${place3}; got 0.5.`],
    ["expandDims", [x], IndexError, `${place3}; got undefined.`],
    ["expandDims", [x, [0]], IndexError, `${place3}; got a list.`],
    ["squeeze", [x, 0], ShapeError, "axis 0 must have length 1; got x [2, 3]. Take a part with slice, or reduce it."],
    ["squeeze", [x, 5], IndexError, `${axis2}; got 5.`],
    ["squeeze", [unit, [0, -2]], IndexError, "axes must be distinct; got axis 0 twice."],
    ["squeeze", [x, "0"], IndexError, `${axis2}; got "0".`],
    ["squeeze", [x, { axis: 0 }], IndexError, `${axis2}; got an object.`],
    ["squeeze", [scalar, 0], IndexError, `${noAxis}`],
    ["concat", [[]], ValueError, "there must be at least one array; got an empty list."],
    ["concat", [[x, empty]], ShapeError, "arrays must have as many axes; got arrays[0] [2, 3] and arrays[1] [0]."],
    [
      "concat",
      [[x, unit], { axis: 1 }],
      ShapeError,
      "dimensions 2 and 1 differ; got arrays[0] [2, 3] and arrays[1] [1, 1].",
    ],
    ["concat", [[x, x], { axis: 2 }], IndexError, `${axis2}; got 2.`],
    ["concat", [[x, x], { axis: null }], IndexError, `${axis2}; got null.`],
    ["concat", [[scalar, scalar]], IndexError, `${noAxis}`],
    ["concat", [x], ValueError, "arrays must be a list; got an array [2, 3]."],
    ["concat", [[x, 1]], ValueError, `arrays[1] must be an NDArray; got 1. ${make}`],
    ["concat", [[x, x], 1], ValueError, `${options}; got 1. ${byName}`],
    ["concat", [[long, long]], ValueError, `${dims}; got [4294967294, 0].`],
    ["stack", [[]], ValueError, "there must be at least one array; got an empty list."],
    ["stack", [[x, empty]], ShapeError, "arrays must have as many axes; got arrays[0] [2, 3] and arrays[1] [0]."],
    ["stack", [[x, x], { axis: 3 }], IndexError, `${place3}; got 3.`],
    ["stack", [[x, x.T]], ShapeError, "dimensions 2 and 3 differ; got arrays[0] [2, 3] and arrays[1] [3, 2]."],
    [
      "split",
      [x, 4],
      ShapeError,
      "axis 0 must divide into 4 equal sections; got x [2, 3]. Give the positions to cut at instead.",
    ],
    ["split", [x, 0], ValueError, `${toCut}; got 0.`],
    ["split", [x, 1.5], ValueError, `${toCut}; got 1.5.`],
    ["split", [x, [2, 1]], ValueError, `${positions}; got [2, 1].`],
    ["split", [x, [9]], ValueError, `${positions}; got [9].`],
    ["split", [x, [-1]], ValueError, `${positions}; got [-1].`],
    ["split", [x, "2"], ValueError, `${toCut}; got "2".`],
    ["split", [x, 2, { axis: 5 }], IndexError, `${axis2}; got 5.`],
    ["split", [scalar, 1], IndexError, `${noAxis}`],
    ["flip", [x, { axis: 2 }], IndexError, `${axis2}; got 2.`],
    ["flip", [x, { axis: [0, -2] }], IndexError, "axes must be distinct; got axis 0 twice."],
    ["flip", [x, { axis: "0" }], IndexError, `${axis2}; got "0".`],
    ["flip", [x, 0], ValueError, `${options}; got 0. ${byName}`],
    ["roll", [x, 0.5], ValueError, "shift must be an integer; got 0.5."],
    ["roll", [x, Infinity], ValueError, "shift must be an integer; got Infinity."],
    ["roll", [x, 1, { axis: 3 }], IndexError, `${axis2}; got 3.`],
    ["roll", [x, [1, 2], { axis: [0] }], ValueError, "there must be one shift for each axis; got 2 and 1."],
    ["roll", [x], ValueError, "shift must be an integer; got undefined."],
    ["pad", [x, -1], ValueError, `${widths}; got -1. ${away}`],
    ["pad", [x, NaN], ValueError, `${widths}; got NaN. ${away}`],
    ["pad", [x, [[1, 1]]], ShapeError, `${pairs}; got x [2, 3] and widths [1].`],
    ["pad", [x, [[1, 1], [1]]], ShapeError, `${pairs}; got x [2, 3] and widths [2].`],
    ["pad", [x, 2 ** 31], ValueError, `${dims}; got [4294967298, 4294967299].`],
    ["pad", [x, 1, { value: "a" }], ValueError, 'value must be a number; got "a".'],
    [
      "pad",
      [x.astype("int8"), 1, { value: 0.5 }],
      DTypeError,
      "value must be an integer that int8 can hold; got value 0.5.",
    ],
    ["pad", [x], ValueError, `${widths}; got undefined. ${away}`],
    ["pad", [x, "1"], ValueError, `${widths}; got "1". ${away}`],
    ["pad", [x, 1, 2], ValueError, `${options}; got 2. ${byName}`],
    ["tril", [x, { k: 0.5 }], ValueError, "k must be an integer; got 0.5."],
    ["triu", [empty], ShapeError, "x must have at least two axes; got x [0]."],
    ["diag", [scalar], ShapeError, "x must have at least one axis; got x []."],
    ["diag", [empty, { offset: NaN }], ValueError, "offset must be an integer; got NaN."],
    ["diagonal", [empty], ShapeError, "x must have at least two axes; got x [0]."],
    ["trace", [x, { offset: "1" }], ValueError, 'offset must be an integer; got "1".'],
    ["take", [x, 1], ValueError, `indices must be an NDArray; got 1. ${make}`],
    ["take", [x, [0], { axis: 2 }], IndexError, `${axis2}; got 2.`],
    ["take", [x, ["a"]], ValueError, 'indices must be integers; got "a".'],
    ["take", [x, [9]], IndexError, "indices must lie in [-2, 1] for axis 0 of an array [2, 3]; got 9 at position [0]."],
    ["take", [x, [NaN]], ValueError, "indices must be integers; got NaN."],
    ["take", [x, [2 ** 31]], ValueError, "indices must be below 2³¹; got 2147483648."],
    [
      "take",
      [x, x],
      DTypeError,
      'indices must be int32; got indices float64. Convert them first: indices.astype("int32").',
    ],
    ["take", [scalar, [0]], IndexError, `${noAxis}`],
    ["takeAlongAxis", [x, [0]], ShapeError, "indices must have as many axes as x; got x [2, 3] and indices [1]."],
    [
      "takeAlongAxis",
      [x, x],
      DTypeError,
      'indices must be int32; got indices float64. Convert them first: indices.astype("int32").',
    ],
    ["takeAlongAxis", [x, x.astype("int32"), { axis: 4 }], IndexError, `${axis2}; got 4.`],
    ["scatterAdd", [x, [0], 1], ValueError, `values must be an NDArray; got 1. ${make}`],
    [
      "scatterAdd",
      [x, [0], x],
      ShapeError,
      "values must have the shape that take gives; got values [2, 3] and take [1, 3].",
    ],
    ["scatterAdd", [x, [0], x, { axis: 2 }], IndexError, `${axis2}; got 2.`],
    [
      "scatterAdd",
      [x.astype("int8"), [0, 1], x],
      DTypeError,
      'values must have a dtype that x\'s can hold; got x int8 and values float64. Convert x first: x.astype("float64").',
    ],
    [
      "scatterAdd",
      [x.astype("bool"), [0, 1], x],
      DTypeError,
      'x must be numbers; got x bool and values float64. Convert x first: x.astype("float64").',
    ],
    [
      "scatterAdd",
      [x, [2], x.slice(":1")],
      IndexError,
      "indices must lie in [-2, 1] for axis 0 of an array [2, 3]; got 2 at position [0].",
    ],
    ["oneHot", [[0], -1], ValueError, "n must be an integer in [0, 2³¹); got -1."],
    ["oneHot", [[3], 2], IndexError, "indices must lie in [0, 1]; got 3 at position [0]."],
    ["oneHot", [[0], NaN], ValueError, "n must be an integer in [0, 2³¹); got NaN."],
    ["oneHot", [[0], 2, { dtype: "x" }], DTypeError, `${names}; got dtype "x". ${known}`],
    ["oneHot", [0, 2], ValueError, `indices must be an NDArray; got 0. ${make}`],
    ["astype", [x], DTypeError, `${names}; got dtype undefined. ${known}`],
    ["astype", [x, "int64"], DTypeError, `${names}; got dtype "int64". ${known}`],
    [
      "slice",
      [x, "a"],
      ValueError,
      'an index must be an integer, "start:stop:step", "..." or null; got "a". Write for example "1:10:2" or "::-1".',
    ],
    [
      "slice",
      [x, 0, 0, 0],
      IndexError,
      "an array of 2 axes takes at most 2 indices; got 3. A new axis is written null.",
    ],
    ["slice", [x, NaN], IndexError, "axis 0 of an array [2, 3] takes an integer in [-2, 1]; got NaN."],
    ["slice", [x, 2 ** 31], IndexError, "axis 0 of an array [2, 3] takes an integer in [-2, 1]; got 2147483648."],
  ];

describe("shape and index functions refuse", () => {
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
