import { complex128, complex64, workspace } from "@linnet/kernels";
import { describe, expect, it } from "vitest";
import { conjugateInPlace } from "./complex-view.js";
import { copyMatrix, keepTriangle, setIdentity, workingCopy } from "./copy.js";

describe("complex matrices", () => {
  const numbered = () => {
    const a = workspace(complex64, 3, 2);
    a.data.set(a.data.map((_, i) => i + 1));
    return a;
  };

  it("are copied by rows, and transposed, with both parts", () => {
    const a = numbered();
    const [rows, columns] = [workspace(complex128, 3, 2), workspace(complex128, 2, 3)];
    copyMatrix(a, rows, 2);
    copyMatrix(a.T, columns);
    expect([...rows.data]).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]);
    expect([...columns.data]).toEqual([1, 2, 5, 6, 9, 10, 3, 4, 7, 8, 11, 12]);
    expect(workingCopy(a).type).toBe(complex128);
  });

  it("are conjugated in place, strided ones too", () => {
    const a = numbered();
    conjugateInPlace(a.block(1, 0, 2, 1));
    expect([...a.data]).toEqual([1, 2, 3, 4, 5, -6, 7, 8, 9, -10, 11, 12]);
  });

  it("become triangles and identities", () => {
    const a = numbered();
    keepTriangle(a, "upper");
    expect([...a.data]).toEqual([1, 2, 3, 4, 0, 0, 7, 8, 0, 0, 0, 0]);
    setIdentity(a.T);
    expect([...a.data]).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  });
});
