// The most that 128-bit lanes can do on this machine: as many multiplications and additions as a product has, in registers
// and independent of one another. What it computes means nothing; how long it takes bounds every product from below.
import { main } from "assemblyscript/asc";

const CHAINS = 12; // of a product and a sum each: enough to hide their latency, few enough for the registers

const name = (i) => `c${i}`;
const all = Array.from({ length: CHAINS }, (_, i) => i);
const kernel = (type, lanes) => `
export function ${type}_peak(n: i32): f64 {
  const x = ${type}x${lanes}.splat(1.0000001);
  const y = ${type}x${lanes}.splat(0.9999999);
  ${all.map((i) => `let ${name(i)} = ${type}x${lanes}.splat(${i});`).join("\n  ")}
  for (; n > 0; n--) {
    ${all.map((i) => `${name(i)} = ${type}x${lanes}.add(${type}x${lanes}.mul(${name(i)}, y), x);`).join("\n    ")}
  }
  let s = ${name(0)};
  ${all.map((i) => `s = ${type}x${lanes}.add(s, ${name(i)});`).join("\n  ")}
  return <f64>${type}x${lanes}.extract_lane(s, 0);
}`;

async function compile() {
  let binary = null;
  const source = kernel("f32", 4) + kernel("f64", 2);
  const flags = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--outFile", "out.wasm"];
  const { error, stderr } = await main(["peak.ts", ...flags], {
    readFile: (file) => (file === "peak.ts" ? source : null),
    writeFile: (file, data) => void (file === "out.wasm" && (binary = data)),
  });
  if (error) throw new Error(`the peak does not compile:\n${stderr.toString()}`);
  return (await WebAssembly.instantiate(binary, { env: { abort() {} } })).instance.exports;
}

const peak = await compile();

export const tasks = {
  matmul({ m, n, k, dtype }) {
    const lanes = dtype === "float32" ? 4 : 2;
    const rounds = Math.round((m * n * k) / (CHAINS * lanes));
    return () => (dtype === "float32" ? peak.f32_peak(rounds) : peak.f64_peak(rounds));
  },
};
