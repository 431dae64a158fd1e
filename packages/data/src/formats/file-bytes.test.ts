import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FileError } from "../errors.js";
import { rejection } from "../testing.js";
import { loadBytes, saveBytes } from "./file-bytes.js";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof fs>();
  return { ...real, link: vi.fn<typeof fs.link>(real.link), rename: vi.fn<typeof fs.rename>(real.rename) };
});

let folder = "";
beforeAll(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), "linnet-bytes-"));
});
afterAll(() => fs.rm(folder, { recursive: true }));

const save = (path: string, n: number, keep?: number): Promise<void> =>
  saveBytes(path, Uint8Array.of(n), keep === undefined ? undefined : { keep });
const versions = async (path: string): Promise<number[]> =>
  Promise.all(
    [path, `${path}.1`, `${path}.2`, `${path}.3`].map((p) =>
      fs.readFile(p).then(
        (b) => b[0],
        () => -1,
      ),
    ),
  );

describe("saveBytes", () => {
  it("keeps as many versions as it is told, the newest under the file's own name", async () => {
    const path = join(folder, "kept");
    for (let n = 1; n <= 2; n++) await save(path, n);
    expect(await versions(path)).toEqual([2, -1, -1, -1]);
    for (let n = 3; n <= 6; n++) await save(path, n, 3);
    expect(await versions(path)).toEqual([6, 5, 4, -1]);
    expect(Array.from(await loadBytes(path))).toEqual([6]);
    expect((await fs.readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("has the last version under its name at every moment", async () => {
    const path = join(folder, "always");
    await save(path, 1, 3);
    await save(path, 2, 3);
    const real = await vi.importActual<typeof fs>("node:fs/promises");
    const seen: number[] = [];
    vi.mocked(fs.rename).mockImplementation(async (from, to) => {
      await real.rename(from, to);
      seen.push((await versions(path))[0]);
    });
    await save(path, 3, 3);
    vi.mocked(fs.rename).mockImplementation(real.rename);
    expect(seen).toEqual([2, 2, 3]);
  });

  it("copies on a disk where no file has two names", async () => {
    const path = join(folder, "copied");
    await save(path, 1, 2);
    vi.mocked(fs.link).mockRejectedValueOnce(Object.assign(new Error("as the system says"), { code: "EPERM" }));
    await save(path, 2, 2);
    expect(await versions(path)).toEqual([2, 1, -1, -1]);
  });

  it("removes what interrupted saves left, once it is a minute old", async () => {
    const path = join(folder, "swept");
    const left = ["old", "new"].map((_, i) => `${path}.0000000${i}-0000-0000-0000-000000000000.tmp`);
    for (const name of left) await fs.writeFile(name, "half");
    await fs.utimes(left[0], new Date(0), new Date(0));
    await save(path, 1, 2);
    expect(
      await Promise.all(
        left.map((name) =>
          fs.stat(name).then(
            () => true,
            () => false,
          ),
        ),
      ),
    ).toEqual([false, true]);
  });

  it("refuses what are no bytes, no count of versions, and no place", async () => {
    const untyped = saveBytes as (...args: readonly unknown[]) => Promise<void>;
    expect(await rejection(untyped("a", [1, 2]))).toBe(
      "ValueError: saveBytes: bytes must be a Uint8Array; got a list.",
    );
    expect(await rejection(save("a", 1, 0))).toBe("ValueError: saveBytes: keep must be a positive integer; got 0.");
    await expect(loadBytes(join(folder, "none"))).rejects.toThrow(FileError);
    expect(await rejection(save(join(folder, "no/folder"), 1))).toMatch(
      /^FileError: saveBytes: the file must be writable; got ENOENT for ".*no\/folder"\. Check the path: /,
    );
  });
});
