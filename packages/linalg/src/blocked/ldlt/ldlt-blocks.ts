import { type MatrixView } from "@linnet/kernels";

/**
 * Visits the diagonal blocks of D in `packed` (see `factorLdlt`): `b` and `c` are 0 for a 1×1 block; of a 2×2 block
 * `c` is the magnitude of the entry off the diagonal.
 */
export function eachBlock(packed: MatrixView, visit: (k: number, a: number, b: number, c: number) => void): void {
  const n = packed.rows;
  const { data, offset, rowStride, colStride } = packed;
  const width = packed.type.kind === "complex" ? 2 : 1;
  for (let k = 0; k < n; k++) {
    const at = width * (offset + k * (rowStride + colStride));
    const beside = at + width * colStride;
    const c = k + 1 === n ? 0 : width === 1 ? Math.abs(data[beside]) : Math.hypot(data[beside], data[beside + 1]);
    if (c === 0) visit(k, data[at], 0, 0);
    else visit(k++, data[at], data[at + width * (rowStride + colStride)], c);
  }
}

/** Y ← D⁻¹·Y, Y with contiguous rows; D must be nonsingular. */
export function divideByBlocks(packed: MatrixView, y: MatrixView): void {
  const complex = packed.type.kind === "complex";
  eachBlock(packed, (k, a, b, c) => {
    if (c === 0) divideRow(y, k, a, complex ? 2 : 1);
    else if (complex) divideComplexRows(packed, y, k, a, b, c);
    else divideRows(packed, y, k, a, b);
  });
}

/** Y ← D·Y, Y with contiguous rows. */
export function multiplyByBlocks(packed: MatrixView, y: MatrixView): void {
  const width = packed.type.kind === "complex" ? 2 : 1;
  const { data } = y;
  eachBlock(packed, (k, a, b, c) => {
    const first = width * (y.offset + k * y.rowStride);
    if (c === 0) {
      for (let j = 0; j < width * y.cols; j++) data[first + j] *= a;
      return;
    }
    const second = first + width * y.rowStride;
    const at = width * (packed.offset + k * packed.rowStride + (k + 1) * packed.colStride);
    const [re, im] = [packed.data[at], width === 1 ? 0 : packed.data[at + 1]];
    for (let j = 0; j < width * y.cols; j += width) {
      const [ur, vr] = [data[first + j], data[second + j]];
      const [ui, vi] = width === 1 ? [0, 0] : [data[first + j + 1], data[second + j + 1]];
      data[first + j] = a * ur + (re * vr - im * vi);
      data[second + j] = b * vr + (re * ur + im * ui);
      if (width === 2) {
        data[first + j + 1] = a * ui + (re * vi + im * vr);
        data[second + j + 1] = b * vi + (re * ui - im * ur);
      }
    }
  });
}

function divideRow(y: MatrixView, k: number, d: number, width: 1 | 2): void {
  const { data } = y;
  const at = width * (y.offset + k * y.rowStride);
  for (let j = 0; j < width * y.cols; j++) data[at + j] /= d;
}

/** [[a, c], [c, b]]⁻¹ by the entries divided by c, its largest one. */
function divideRows(packed: MatrixView, y: MatrixView, k: number, a: number, b: number): void {
  const c = packed.data[packed.offset + k * packed.rowStride + (k + 1) * packed.colStride];
  const { data } = y;
  const first = y.offset + k * y.rowStride;
  const second = first + y.rowStride;
  const [p, q] = [b / c, a / c];
  const t = 1 / (p * q - 1);
  for (let j = 0; j < y.cols; j++) {
    const [u, v] = [data[first + j] / c, data[second + j] / c];
    data[first + j] = t * (p * u - v);
    data[second + j] = t * (q * v - u);
  }
}

/** [[a, e], [ē, b]]⁻¹ with e = size·(cosine + i·sine): (1/t)·[[b/size, −e/size], [−ē/size, a/size]]/size. */
function divideComplexRows(packed: MatrixView, y: MatrixView, k: number, a: number, b: number, size: number): void {
  const at = 2 * (packed.offset + k * packed.rowStride + (k + 1) * packed.colStride);
  const [cosine, sine] = [packed.data[at] / size, packed.data[at + 1] / size];
  const { data } = y;
  const first = 2 * (y.offset + k * y.rowStride);
  const second = first + 2 * y.rowStride;
  const [p, q] = [b / size, a / size];
  const t = 1 / (p * q - 1);
  for (let j = 0; j < 2 * y.cols; j += 2) {
    const [ur, ui] = [data[first + j] / size, data[first + j + 1] / size];
    const [vr, vi] = [data[second + j] / size, data[second + j + 1] / size];
    data[first + j] = t * (p * ur - (cosine * vr - sine * vi));
    data[first + j + 1] = t * (p * ui - (cosine * vi + sine * vr));
    data[second + j] = t * (q * vr - (cosine * ur + sine * ui));
    data[second + j + 1] = t * (q * vi - (cosine * ui - sine * ur));
  }
}
