// Where kernels are measured.

/** Values at which functions have corners, in every dtype. */
const corners = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  -5e-324,
  1e-310,
  -1e-310,
  2.2250738585072014e-308,
];

/** float64: corners, numbers of every exponent and both signs, and numbers evenly spread over regions. */
export function doubles(regions, count) {
  const random = generator(1);
  const points = [...corners];
  const bits = new BigUint64Array(1);
  const value = new Float64Array(bits.buffer);
  for (let i = 0; i < count; i++) {
    const sign = BigInt(i & 1) << 63n;
    const exponent = BigInt(Math.floor(random() * 2047)) << 52n;
    bits[0] = sign | exponent | BigInt(Math.floor(random() * 2 ** 52));
    points.push(value[0]);
  }
  for (const [low, high] of regions) {
    for (let i = 0; i < count; i++) points.push(low + (high - low) * random());
  }
  return Float64Array.from(points);
}

/** Every `stride`-th float32 of the 2³², in pieces of 2²⁰ or less. */
export function* singles(stride) {
  for (let start = 0; start < 2 ** 32; start += stride * 2 ** 20) {
    const count = Math.min(2 ** 20, Math.ceil((2 ** 32 - start) / stride));
    const bits = new Uint32Array(count);
    for (let i = 0; i < count; i++) bits[i] = start + i * stride;
    yield new Float32Array(bits.buffer);
  }
}

/** float32 by the same plan as float64. */
export function fewSingles(regions, count) {
  return Float32Array.from(doubles([...regions, [-40, 40]], count));
}

/** Second operands: in turn other points of the same piece, and numbers of the first one's size, of either sign. */
export function partners(points) {
  const random = generator(2);
  return points.map((x, i) => (i % 2 === 0 ? points[Math.floor(random() * points.length)] : x * (4 * random() - 2)));
}

/** Numbers in [0, 1), the same in every run: a xorshift generator. */
function generator(seed) {
  let [a, b] = [seed, 0x9e3779b9];
  return () => {
    let t = a;
    a = b;
    t ^= t << 23;
    t ^= t >>> 17;
    t ^= b ^ (b >>> 26);
    b = t;
    return (((a + b) >>> 0) + ((a ^ (b << 7)) >>> 11) / 2 ** 21) / 2 ** 32;
  };
}
