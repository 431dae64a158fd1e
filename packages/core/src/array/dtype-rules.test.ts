import { elementTypes } from "@linnet/kernels";
import { describe, expect, it } from "vitest";
import {
  type DType,
  DTypeError,
  ValueError,
  add,
  array,
  canCast,
  inspect,
  isDType,
  ones,
  resultType,
} from "../index.js";

const dtypes = Object.keys(elementTypes) as DType[];
const numeric = dtypes.filter((dtype) => elementTypes[dtype].kind !== "bool" && elementTypes[dtype].kind !== "complex");
const known = dtypes.join(", ");

describe("canCast", () => {
  it.each(dtypes)("%s goes where promotion leads, itself included", (from) => {
    for (const to of dtypes) expect(canCast(from, to)).toBe(resultType(from, to) === to);
    expect(canCast(array([0], { dtype: from }), from)).toBe(true);
  });

  it("is an order: what leads on leads there", () => {
    const after = (a: DType): DType[] => dtypes.filter((b) => canCast(a, b));
    for (const a of dtypes) expect(after(a)).toEqual(expect.arrayContaining(after(a).flatMap(after)));
  });

  it("refuses what is no dtype", () => {
    const message = `canCast: dtype must be a name that Linnet knows; got dtype "int64". Known: ${known}.`;
    expect(() => canCast("int64" as DType, "int32")).toThrow(DTypeError);
    expect(() => canCast("int64" as DType, "int32")).toThrow(message);
  });
});

describe("resultType", () => {
  it.each(numeric)("is the dtype that add gives: %s", (a) => {
    for (const b of numeric) {
      const sum = add(ones([2], { dtype: a }), ones([2], { dtype: b }));
      expect(resultType(a, b)).toBe(sum.dtype);
      expect(resultType(ones([2], { dtype: b }), a)).toBe(sum.dtype);
    }
    for (const number of [1, 0.5, 1e9]) {
      const answered = (f: () => string): string => {
        try {
          return f();
        } catch (error) {
          return (error as DTypeError).name;
        }
      };
      const arithmetic = answered(() => add(ones([2], { dtype: a }), number).dtype);
      expect(answered(() => resultType(a, number))).toBe(arithmetic);
      expect(answered(() => resultType(number, a))).toBe(arithmetic);
    }
  });

  it("of several is that of all", () => {
    expect(resultType("bool", "int8", "uint8", 3)).toBe("int16");
    expect(resultType("int8", 0.5, "float32")).toBe("float32");
    expect(resultType("bool", true)).toBe("bool");
    expect(resultType("bool", 2)).toBe("int32");
    expect(resultType("complex64")).toBe("complex64");
  });

  it("refuses operands without a dtype", () => {
    const contract = "resultType: one operand at least must be an array or a dtype";
    expect(() => resultType()).toThrow(ValueError);
    expect(() => resultType()).toThrow(`${contract}; got none.`);
    expect(() => resultType(1, true)).toThrow(`${contract}; got 1, true.`);
    expect(() => resultType("int8", null as unknown as number)).toThrow(
      "resultType: operands must be arrays, dtypes, numbers or booleans; got null.",
    );
    expect(() => resultType("int8", 300)).toThrow(
      'resultType: a number beside int8 elements must lie in [-128, 127]; got number 300. Convert the array first: x.astype("float64").',
    );
  });
});

describe("isDType", () => {
  it("sorts every dtype into bool, integers, floats and complex ones", () => {
    for (const dtype of dtypes) {
      const kinds = ["bool", "signed integer", "unsigned integer", "real floating", "complex floating"] as const;
      expect(kinds.filter((kind) => isDType(dtype, kind))).toHaveLength(1);
      expect(isDType(dtype, "numeric")).toBe(dtype !== "bool");
      expect(isDType(dtype, "integral")).toBe(isDType(dtype, ["signed integer", "unsigned integer"]));
      expect(dtypes.filter((other) => isDType(dtype, other))).toEqual([dtype]);
      expect(isDType(dtype, [])).toBe(false);
    }
  });

  it("refuses a kind that there is not", () => {
    const asked = (): boolean => isDType("int8", "integer" as "integral");
    expect(asked).toThrow(ValueError);
    expect(asked).toThrow(
      'isDType: kind must be a kind of dtypes, or a dtype; got "integer". Kinds: bool, signed integer, unsigned integer, integral, real floating, complex floating, numeric.',
    );
  });
});

describe("inspect", () => {
  it("lists the dtypes that isDType finds, and defaults among them", () => {
    const { dtypes: byKind, defaultDTypes, arrayApiVersion } = inspect();
    for (const [kind, list] of Object.entries(byKind)) {
      expect(list).toEqual(dtypes.filter((dtype) => isDType(dtype, kind as "bool")));
    }
    expect(isDType(defaultDTypes["real floating"], "real floating")).toBe(true);
    expect(isDType(defaultDTypes["complex floating"], "complex floating")).toBe(true);
    expect(isDType(defaultDTypes.integral, "integral")).toBe(true);
    expect(array([1.5]).dtype).toBe(defaultDTypes["real floating"]);
    expect(arrayApiVersion).toBe("2024.12");
  });
});
