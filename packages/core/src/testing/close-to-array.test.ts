import { describe, expect, it } from "vitest";
import { array } from "../array/from-data.js";
import { toBeCloseToArray } from "./close-to-array.js";

expect.extend({ toBeCloseToArray });

describe("toBeCloseToArray", () => {
  it("demands equal elements unless told otherwise", () => {
    expect(array([1, 2])).toBeCloseToArray([1, 2]);
    expect(array([1, 2])).not.toBeCloseToArray([1, 2 + 2 * Number.EPSILON]);
    expect(array([1, 2])).toBeCloseToArray(array([1, 2.1]), { atol: 0.1 + 1e-15 });
    expect(array([-100])).toBeCloseToArray([-101], { rtol: 0.01 });
  });

  it("takes infinities as equal to themselves, NaN as close to nothing", () => {
    expect(array([Number.POSITIVE_INFINITY])).toBeCloseToArray([Number.POSITIVE_INFINITY]);
    expect(array([Number.POSITIVE_INFINITY])).not.toBeCloseToArray([1], { atol: 1e300 });
    expect(array([Number.NaN])).not.toBeCloseToArray([Number.NaN], { atol: 1 });
    expect(array([Number.NaN])).not.toBeCloseToArray([0], { atol: 1 });
  });

  it("says what differs, and the most where", () => {
    const { message } = toBeCloseToArray(array([1, 2, 3]), [1, 4, 3.5], { atol: 0.1 });
    expect(message()).toBe(
      "expected all elements within atol 0.1 and rtol 0: 2 of 3 differ, the most at index 1: expected 4, received 2",
    );
    expect(toBeCloseToArray(array([1]), [[1]]).message()).toBe("expected shape [1, 1], received [1]");
    expect(toBeCloseToArray(3, [3]).message()).toBe("expected an NDArray, received number");
  });
});
