import { type NDArray, abs, matmul, max, stack, sub, tril, triu } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { gallery, inDtype } from "../testing.js";
import { type Part, productOfParts } from "./product-of-parts.js";

const parts: readonly Part[] = ["all", "lower", "upper"];
const of = (x: NDArray, part: Part): NDArray => (part === "all" ? x : part === "lower" ? tril(x) : triu(x));
const entries = (m: number, n: number): NDArray => gallery[0].build(m, n);

describe("productOfParts", () => {
  it.each(parts.flatMap((a) => parts.flatMap((b) => parts.map((product) => [a, b, product] as const))))(
    "of %s and %s, of which %s counts, is the product of the parts within γₖ·|A|·|B|",
    (a, b, product) => {
      for (const [m, k, n] of [
        [70, 150, 130],
        [130, 70, 70],
        [3, 4, 5],
      ]) {
        const [x, y]: readonly NDArray[] = [entries(m, k), entries(k, n)];
        const got = productOfParts(x, y, { a, b, product });
        const exact = of(matmul(of(x, a), of(y, b)), product);
        expect(Number(max(abs(sub(got, exact))).item())).toBeLessThanOrEqual(2 * k * 2 ** -53 * k);
      }
    },
  );

  it("has derivatives, batched and in single precision", () => {
    const xs = [stack([entries(65, 66), entries(65, 66)]) as NDArray, entries(66, 67)];
    const f = (x: NDArray, y: NDArray): NDArray => productOfParts(x, y, { a: "upper", b: "all", product: "lower" });
    checkVjp(f, xs);
    checkJvp(f, xs);
    checkVjp(f, xs.map((x) => inDtype(x, "float32"))); // prettier-ignore
  });
});
