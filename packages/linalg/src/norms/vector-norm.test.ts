import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, type NDArray, ValueError, abs, array, complex, full, mul, ones, zeros } from "@linnet/core";
import { checkJvp, checkVjp, floatArrays } from "@linnet/core/testing";
import { gallery, inDtype } from "../testing.js";
import { vectorNorm } from "./vector-norm.js";

describe("vectorNorm", () => {
  it("is the p-norm", () => {
    const x = array([3, -4, 0]);
    expect(vectorNorm(x).item()).toBe(5);
    expect(vectorNorm(x, { ord: 1 }).item()).toBe(7);
    expect(vectorNorm(x, { ord: Infinity }).item()).toBe(4);
    expect(vectorNorm(x, { ord: -Infinity }).item()).toBe(0);
    expect(vectorNorm(x, { ord: 0 }).item()).toBe(2);
    expect(vectorNorm(x, { ord: 3 }).item()).toBeCloseTo(91 ** (1 / 3), 13);
    expect(vectorNorm(x, { ord: -1 }).item()).toBe(0);
    expect(vectorNorm(array([2, 2]), { ord: -1 }).item()).toBe(1);
  });

  it("neither over- nor underflows before the norm does", () => {
    expect(vectorNorm(array([3e200, 4e200])).item() / 5e200).toBeCloseTo(1, 14);
    expect(vectorNorm(array([3e-200, 4e-200])).item() / 5e-200).toBeCloseTo(1, 14);
    expect(vectorNorm(array([3e-320, 4e-320])).item()).toBeCloseTo(5e-320, 322);
    expect(vectorNorm(full([2], 1e300), { ord: 5 }).item() / (1e300 * 2 ** 0.2)).toBeCloseTo(1, 14);
    expect(vectorNorm(full([4], 3e38, { dtype: "float32" })).item()).toBe(Infinity);
    expect(vectorNorm(full([4], 1e38, { dtype: "float32" })).item() / 2e38).toBeCloseTo(1, 6);
  });

  it("of long vectors too, each row and any strides: √n·|c| to (n + 3)·u", () => {
    for (const [dtype, magnitudes, u] of [
      ["float64", [1, 2 ** 1010, 2 ** -1070, 0, Infinity, NaN], 2 ** -53],
      ["float32", [1, 2 ** 120, 2 ** -148, 0, Infinity, NaN], 2 ** -24],
    ] as const) {
      for (const n of [63, 64, 1000]) {
        const rows = mul(ones([magnitudes.length, n]), array([...magnitudes].map((c) => [c]))).astype(dtype) as NDArray;
        for (const norms of [vectorNorm(rows, { axis: 1 }), vectorNorm(rows.T.slice("::-1"), { axis: 0 })]) {
          (norms.astype("float64").toArray() as number[]).forEach((norm, i) => {
            const expected = Math.sqrt(n) * magnitudes[i];
            if (!Number.isFinite(expected) || expected === 0) expect(norm).toBe(expected);
            else expect(Math.abs(norm / expected - 1)).toBeLessThanOrEqual((n + 3) * u + (i === 2 ? 2 ** -5 : 0)); // half of the distance of subnormals
          });
        }
      }
    }
  });

  it("is absolutely homogeneous and satisfies the triangle inequality, to (n + 3)·ε", () => {
    fc.assert(
      fc.property(
        floatArrays({ shape: [6] }),
        floatArrays({ shape: [6] }),
        fc.constantFrom(1, 1.5, 2, 3, Infinity),
        (x, y, ord) => {
          const norm = (v: NDArray): number => vectorNorm(v, { ord }).item();
          const unit = 1 + 9 * 2 ** -52 * 4;
          expect(Math.abs(norm(mul(x, -3)) - 3 * norm(x))).toBeLessThanOrEqual((unit - 1) * 3 * norm(x));
          expect(norm(x.add(y))).toBeLessThanOrEqual((norm(x) + norm(y)) * unit);
        },
      ),
    );
  });

  it("takes axes together as one vector, and keeps them when asked", () => {
    const x = array([
      [
        [3, 0],
        [4, 0],
      ],
      [
        [0, 5],
        [0, 12],
      ],
    ]);
    expect(vectorNorm(x, { axis: [1, 2] }).toArray()).toEqual([5, 13]);
    expect(vectorNorm(x, { axis: -2 }).toArray()).toEqual([
      [5, 0],
      [0, 13],
    ]);
    expect(vectorNorm(x, { axis: 0, keepDims: true }).shape).toEqual([1, 2, 2]);
    expect(vectorNorm(x, { keepDims: true }).toArray()).toEqual([[[expect.closeTo(Math.sqrt(194), 13)]]]);
    expect(
      vectorNorm(
        array([
          [1, 2],
          [2, 0],
        ]).T,
        { axis: 0 },
      ).toArray()[1],
    ).toBe(2);
  });

  it("lets NaN and infinities through, and is 0 for an empty vector", () => {
    expect(vectorNorm(array([1, NaN])).item()).toBeNaN();
    expect(vectorNorm(array([NaN, 1]), { ord: Infinity }).item()).toBeNaN();
    expect(vectorNorm(array([1, -Infinity])).item()).toBe(Infinity);
    expect(vectorNorm(zeros([0])).item()).toBe(0);
    expect(vectorNorm(zeros([2, 0]), { axis: 1 }).toArray()).toEqual([0, 0]);
  });

  it("of complex numbers is that of their magnitudes, to (n + 5)·ε, and real", () => {
    for (const [dtype, real, epsilon] of [
      ["complex128", "float64", 2 ** -52],
      ["complex64", "float32", 2 ** -23],
    ] as const) {
      const z = inDtype(gallery[0].build(6, 4), dtype);
      for (const ord of [2, 1, 0, 3, 0.5, -1, -2, Infinity, -Infinity]) {
        const norm: NDArray = vectorNorm(z, { ord });
        expect(norm.dtype).toBe(real);
        const expected = vectorNorm(abs(z) as NDArray, { ord }).item();
        // the magnitudes are rounded, and p-th roots for p < 1 magnify what their powers have lost
        expect(Math.abs(norm.item() - expected)).toBeLessThanOrEqual(
          29 * Math.max(1, 1 / Math.abs(ord)) * epsilon * expected,
        );
      }
    }
    expect(vectorNorm(complex(array([3, 0]), array([4, 0]))).item()).toBe(5);
    expect(vectorNorm(complex(array([3, 0]), array([4, 0])), { ord: 0 }).item()).toBe(1);
    expect(vectorNorm(complex(array([3, 0]), array([4, 2])), { ord: 1 }).item()).toBe(7);
  });

  it("of complex numbers neither over- nor underflows before the norm does", () => {
    for (const scale of [2 ** 1000, 2 ** -1060]) {
      const z = complex(array([3 * scale, 0]), array([4 * scale, 12 * scale]));
      for (const [ord, value] of [
        [2, 13],
        [1, 17],
        [Infinity, 12],
        [-Infinity, 5],
      ] as const) {
        expect(vectorNorm(z, { ord }).item()).toBe(value * scale);
      }
      expect(vectorNorm(z, { ord: -1 }).item() / scale).toBeCloseTo(60 / 17, 3); // 14 bits are left of 2⁻¹⁰⁶⁰
      expect(vectorNorm(complex(array([1, 2]), array([NaN, 1]))).item()).toBeNaN();
      expect(vectorNorm(complex(array([1, 2]), array([-Infinity, 1]))).item()).toBe(Infinity);
    }
  });

  it.each([2, 1, 3, 0.5, Infinity, -Infinity, -2])(
    "vjp and jvp of complex numbers agree with differences, ord %d",
    (ord) => {
      const z = inDtype(gallery[0].build(3, 4), "complex128");
      checkVjp((x) => vectorNorm(x, { ord, axis: 1 }), z);
      checkJvp((x) => vectorNorm(x, { ord, axis: 1 }), z);
      checkVjp((x) => vectorNorm(x), complex(array([1, 0, 2]), array([1, 0, 0])) as NDArray);
    },
  );

  it.each([2, 1, 3, 1.5, Infinity, -Infinity, -2])("vjp and jvp agree with differences, ord %d", (ord) => {
    checkVjp((x) => vectorNorm(x, { ord, axis: 1 }), gallery[0].build(3, 4));
    checkJvp((x) => vectorNorm(x, { ord, axis: 1 }), gallery[0].build(3, 4));
  });

  it("promotes integers; refuses bools and an ord that is none", () => {
    expect(vectorNorm(array([3, 4], { dtype: "int32" })).dtype).toBe("float64");
    expect(() => vectorNorm(array([true]))).toThrow(DTypeError);
    expect(() => vectorNorm(array([true]))).toThrow(
      'vectorNorm: x must be real or complex numbers; got x bool. Convert it first: x.astype("float64").',
    );
    expect(() => vectorNorm(ones([2]), { ord: NaN })).toThrow(ValueError);
    expect(() => vectorNorm(ones([2]), { ord: NaN })).toThrow("vectorNorm: ord must be a number; got NaN.");
  });
});
