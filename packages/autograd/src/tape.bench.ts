import { type NDArray, array, mul, scope } from "@linnet/core";
import { bench, describe } from "vitest";
import { valueAndGrad } from "./grad.js";
import { vjp } from "./vjp.js";

const x = array(1.0001);
const chain = (a: NDArray): NDArray => {
  let y = a;
  for (let i = 0; i < 1000; i++) y = mul(y, a);
  return y;
};

describe("1000 multiplications of scalars", () => {
  bench("evaluated", () => void scope(() => chain(x)));
  bench("recorded", () => void scope(() => vjp(chain, x)[0]));
  bench("recorded and walked back", () => void scope(() => valueAndGrad(chain)(x)));
});
