/** cos(kπ/16), k from 0 to 8: as literals, so that every engine has the same. */
const cosines: readonly number[] = [
  1, 0.9807852804032304, 0.9238795325112867, 0.8314696123025452, 0.7071067811865476, 0.5555702330196022,
  0.3826834323650898, 0.19509032201612828, 0,
];

/** ½ C(u) cos((2x + 1)uπ/16) in row u, column x. */
const basis: Float64Array = /* @__PURE__ */ cosineBasis();

function cosineBasis(): Float64Array {
  return Float64Array.from({ length: 64 }, (_, i) => {
    const [u, x] = [i >> 3, i & 7];
    const step = ((2 * x + 1) * u) % 32;
    const folded = step > 16 ? 32 - step : step;
    const cosine = folded > 8 ? -cosines[16 - folded] : cosines[folded];
    return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * cosine;
  });
}

const rows = new Float64Array(64);

/**
 * The coefficients of a block of samples around 0, an orthonormal transformation:
 *
 *     F(u, v) = ¼ C(u) C(v) Σₓᵧ s(x, y) cos((2x + 1)uπ/16) cos((2y + 1)vπ/16)
 *
 * @see ITU-T T.81, A.3.3
 */
export function forwardDct(samples: Float64Array, out: Float64Array): void {
  for (let y = 0; y < 64; y += 8) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += samples[y + x] * basis[8 * u + x];
      rows[y + u] = sum;
    }
  }
  for (let v = 0; v < 8; v++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += rows[8 * y + u] * basis[8 * v + y];
      out[8 * v + u] = sum;
    }
  }
}
