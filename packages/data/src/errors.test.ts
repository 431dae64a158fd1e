import { LinnetError } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { FileError, FormatError } from "./errors.js";

describe("FormatError", () => {
  const error = new FormatError("decode", "the sky must be blue", "grey", 7, "Wait.");

  it("says what is wrong, where, and what to do, and keeps each as a field", () => {
    expect(error).toBeInstanceOf(LinnetError);
    expect(error.name).toBe("FormatError");
    expect(error.message).toBe("decode: the sky must be blue; got grey at byte 7. Wait.");
    expect(error).toMatchObject({
      op: "decode",
      expected: "the sky must be blue",
      got: "grey",
      offset: 7,
      hint: "Wait.",
    });
  });

  it("can name the file", () => {
    const named = error.in("sky.bin");
    expect(named.message).toBe("decode: the sky must be blue; got grey at byte 7 of sky.bin. Wait.");
    expect(named.path).toBe("sky.bin");
  });
});

describe("FileError", () => {
  it("names the file and the system's reason, and keeps the cause", () => {
    const cause = new TypeError("below");
    const error = new FileError("load", "the file must be readable", "a.bin", "ENOENT", "Check the path.", cause);
    expect(error).toBeInstanceOf(LinnetError);
    expect(error.message).toBe('load: the file must be readable; got ENOENT for "a.bin". Check the path.');
    expect(error).toMatchObject({ path: "a.bin", code: "ENOENT", cause });
  });
});
