import { createRoot } from "solid-js";
import { expect, it } from "vitest";
import { LARGEST, createOwnFiles } from "./own-files.js";

it("keeps files by name, the newer for the older, and tells what cannot be taken while the others are", async () => {
  const own = createRoot(() => createOwnFiles());
  await own.add([new File(["1,2"], "a.csv"), new File(["x"], "b.txt")]);
  const gone = new File(["x"], "gone.csv");
  gone.arrayBuffer = () => Promise.reject(new DOMException("no", "NotFoundError"));
  const huge = Object.defineProperty(new File(["x"], "huge.bin"), "size", { value: LARGEST + 1 });
  await own.add([gone, huge, new File(["3"], "a.csv")]);
  expect(own.files().map(({ name }) => name)).toEqual(["b.txt", "a.csv"]);
  expect(new TextDecoder().decode(own.files()[1].bytes)).toBe("3");
  expect(own.problem()).toBe(
    "“gone.csv” could not be read (NotFoundError). It may be a folder, or have been moved or changed; choose it again. " +
      "“huge.bin” has 257\u202fMB, and 256\u202fMB is the most that is taken here.",
  );
  own.remove("b.txt");
  await own.add([]);
  expect(own.files().map(({ name }) => name)).toEqual(["a.csv"]);
  expect(own.problem()).toBe("");
});
