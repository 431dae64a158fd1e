import { type NDArray, add, complex, cos, diag, eye, matmul, mul, ones, sin, stack, sub, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { OverflowError } from "../errors.js";
import { epsilonOf } from "../operand/epsilon.js";
import { gallery, inDtype, inexactTypes, norm1 } from "../testing.js";
import { coshm, sinhm } from "./coshm-sinhm.js";
import { cosm, sinm } from "./cosm-sinm.js";
import { expm } from "./expm.js";

const random = gallery[0];

/** Random ones, and one far from normal. */
function matricesIn(dtype: (typeof inexactTypes)[number]): readonly NDArray[] {
  const plain = [1, 3, 10, 60].map((n): NDArray => mul(random.build(n, n), Math.min(3, 30 / n)));
  return [...plain, gallery.find(({ name }) => name === "upper triangular")?.build(8, 8) ?? eye(8)].map((a) =>
    inDtype(a, dtype),
  );
}

describe.each(inexactTypes)("cosm, sinm, coshm and sinhm in %s", (dtype) => {
  it("C² + S² = I, cos 2A = (C − S)·(C + S), sin 2A = 2·S·C, within what rounding does to each", () => {
    for (const a of matricesIn(dtype)) {
      const [c, s]: NDArray[] = [cosm(a), sinm(a)];
      expect([c.dtype, s.dtype]).toEqual([dtype, dtype]);
      const n = a.shape[0];
      const size = (norm1(c) + norm1(s)) ** 2;
      const bound = n * epsilonOf(a.type) * (1 + 2 * norm1(a)) * size;
      expect(norm1(sub(add(matmul(c, c), matmul(s, s)), eye(n)))).toBeLessThan(bound);
      expect(norm1(sub(cosm(mul(a, 2)), matmul(sub(c, s), add(c, s))))).toBeLessThan(2 * bound);
      expect(norm1(sub(sinm(mul(a, 2)), mul(matmul(s, c), 2)))).toBeLessThan(2 * bound);
    }
  });

  it("e^A = cosh A + sinh A, cosh² − sinh² = I", () => {
    for (const a of matricesIn(dtype)) {
      const [c, s]: NDArray[] = [coshm(a), sinhm(a)];
      const n = a.shape[0];
      const size = norm1(c) + norm1(s);
      const bound = n * epsilonOf(a.type) * (1 + 2 * norm1(a)) * size;
      expect(norm1(sub(add(c, s), expm(a)))).toBeLessThan(bound);
      expect(norm1(sub(sub(matmul(c, c), matmul(s, s)), eye(n)))).toBeLessThan(2 * bound * size);
    }
  });

  it("are batched as a loop is, and those of the entries for diagonal matrices", () => {
    const parts = [0.1, 20].map((c): NDArray => mul(inDtype(random.build(4, 4), dtype), c));
    for (const f of [cosm, sinm] as readonly ((a: NDArray) => NDArray)[]) {
      const batch = f(stack(parts));
      parts.forEach((part, i) => expect(batch.at(i).toArray()).toEqual(f(part).toArray()));
    }
    const d: NDArray = inDtype(mul(ones([1, 3]), 0.7), dtype).at(0);
    const unit = 8 * epsilonOf(d.type);
    expect(norm1(sub(cosm(diag(d)), diag(cos(d))))).toBeLessThan(unit);
    expect(norm1(sub(sinm(diag(d)), diag(sin(d))))).toBeLessThan(unit);
  });

  it("vjp and jvp agree with differences", () => {
    if (dtype === "float32" || dtype === "complex64") return; // differences need double precision
    const a: NDArray = inDtype(random.build(3, 3), dtype);
    for (const f of [cosm, sinm, coshm, sinhm] as readonly ((a: NDArray) => NDArray)[]) {
      checkVjp((x) => f(x), mul(a, 2));
      checkJvp((x) => f(x), mul(a, 2));
    }
  });
});

describe("cosm and sinm", () => {
  it("are the parts of e^(i·A) for a real A, and coshm and sinhm of i·A", () => {
    for (const n of [4, 30]) {
      const a: NDArray = mul(random.build(n, n), 3);
      const ia: NDArray = complex(zeros([n, n]), a);
      const whole: NDArray = complex(cosm(a), sinm(a));
      const bound = 2 * n * 2 ** -52 * norm1(a) * norm1(whole);
      expect(norm1(sub(expm(ia), whole))).toBeLessThan(bound);
      expect(norm1(sub(coshm(ia), cosm(a)))).toBeLessThan(bound);
      expect(norm1(sub(sinhm(ia), matmul(complex(zeros([n, n]), eye(n)), sinm(a))))).toBeLessThan(bound);
    }
  });

  it("keep digits where an angle on the way is a multiple of π: cos 2⁸π·A = I, sin 2⁸π·A = 0 for A² = I", () => {
    const reflection: NDArray = sub(mul(ones([4, 4]), 0.5), eye(4));
    const a = mul(reflection, 256 * Math.PI);
    const bound = 4 * 2 ** -52 * norm1(a); // and not its square
    expect(norm1(sub(matmul(reflection, reflection), eye(4)))).toBe(0);
    expect(norm1(sub(cosm(a), eye(4)))).toBeLessThan(bound);
    expect(norm1(sinm(a))).toBeLessThan(bound);
  });

  it("answer for empty matrices, and refuse what overflows or is rectangular", () => {
    expect(cosm(zeros([2, 0, 0])).shape).toEqual([2, 0, 0]);
    const spinning: NDArray = matmul(ones([2, 2]), mul(complex(eye(2), eye(2)), 900));
    expect(() => cosm(spinning)).toThrow(OverflowError);
    expect(() => cosm(spinning)).toThrow("cosm: cos a must fit in complex128; got entries beyond its largest number.");
    expect(() => sinm(spinning)).toThrow("sinm: sin a must fit in complex128; got entries beyond its largest number.");
    const large: NDArray = mul(ones([2, 2]), 900);
    expect(() => coshm(large)).toThrow("coshm: cosh a must fit in float64; got entries beyond its largest number.");
    expect(() => sinhm(large)).toThrow("sinhm: sinh a must fit in float64; got entries beyond its largest number.");
    const wide: NDArray = ones([2, 3]);
    for (const f of [cosm, sinm, coshm, sinhm]) {
      expect(() => f(wide)).toThrow(`${f.name}: the last two axes must be equal; got a [2, 3].`);
    }
  });
});
