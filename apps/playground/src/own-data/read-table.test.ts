import { array } from "@linnet/core";
import { encodeNpy } from "@linnet/data";
import { describe, expect, it } from "vitest";
import { OwnDataError } from "./own-data-error.js";
import { firstChoice, takeColumns, tellTaken } from "./own-table.js";
import { LARGEST_TABLE, readTable } from "./read-table.js";

const read = (name: string, ...content: BlobPart[]) => readTable({ name, content: new Blob(content) });

async function taken(name: string, text: string) {
  const table = await read(name, text);
  const choice = firstChoice(table);
  const own = takeColumns(table, choice);
  return { own, told: tellTaken(table, own, choice) };
}

describe("readTable", () => {
  it("takes numbers as points, and a text of few kinds as what tells them apart", async () => {
    const { own, told } = await taken("towns.csv", "height,town,rain\n540,Bern,1.5\n491,Sion,0.5\n508,Bern,2\n");
    expect(own).toEqual({
      name: "towns.csv",
      columns: ["height", "rain"],
      rows: [
        [540, 1.5],
        [491, 0.5],
        [508, 2],
      ],
      labels: ["Bern", "Sion", "Bern"],
    });
    expect(told).toBe("towns.csv: 3 rows, 2 columns of numbers (height, rain). Colours and shapes tell town apart.");
  });

  it("leaves out rows with gaps, and says how many", async () => {
    const { own, told } = await taken("gaps.csv", "a,b\n1,2\n,3\n4,NA\n5,6\n7,8\n");
    expect(own.rows).toEqual([
      [1, 2],
      [5, 6],
      [7, 8],
    ]);
    expect(told).toContain("2 of 5 rows are left out: a number is missing in them.");
  });

  it.each([
    ["no header", "1,2\n3,4\n", ["x1", "x2"]],
    ["a header with an empty name, as pandas writes it", ",a\n0,5\n1,6\n", ["x1", "a"]],
    ["a header with a name twice", "a,a\n0,5\n1,6\n", ["a", "a (2)"]],
    ["spaces between numbers", " 1  2\n3 4 \n", ["x1", "x2"]],
    ["tabs, as spreadsheets copy them", "a\tb\n1\t2\n3\t4\n", ["a", "b"]],
  ])("reads a table with %s", async (_, text, columns) => {
    const { own } = await taken("x.csv", text);
    expect(own.columns).toEqual(columns);
    expect(own.rows).toHaveLength(2);
  });

  it("reads decimal commas, and says so", async () => {
    const { own, told } = await taken("x.csv", "a;b\n1,5;2\n2,5;3\n");
    expect(own.rows).toEqual([
      [1.5, 2],
      [2.5, 3],
    ]);
    expect(told).toContain("The commas in a are read as decimal points.");
  });

  it("reads the rows of an npy file, whatever it is called", async () => {
    const table = await read("x.csv", encodeNpy(array([[1, 2], [3, 4]]))); // prettier-ignore
    expect(table.numbers).toEqual([
      { name: "x1", values: [1, 3] },
      { name: "x2", values: [2, 4] },
    ]);
  });

  it("spreads what it reads of many rows evenly, and stops at twenty columns", async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},`.repeat(24) + i);
    const table = await read("long.csv", rows.join("\n"));
    expect(table.numbers).toHaveLength(20);
    expect(table.numbers[0].values).toHaveLength(2000);
    expect(table.numbers[0].values.slice(0, 3)).toEqual([0, 2, 5]);
    expect(table.notes).toEqual([
      "Of 25 columns of numbers the first 20 are read.",
      "Of 5,000 rows, 2,000 are read, evenly spread.",
    ]);
  });

  it("leaves out texts of many kinds and columns that are mostly missing, by name", async () => {
    const lines = Array.from({ length: 10 }, (_, i) => `${i},word${i},${i < 3 ? i : ""}`);
    const { notes } = await read("x.csv", `n,word,few\n${lines.join("\n")}`);
    expect(notes).toEqual([
      "Left out: word, of text that is always the same or of more than 8 kinds, too many to tell apart by colour.",
      "Left out: few, where half of the numbers or more are missing.",
    ]);
  });

  const huge = `\x93NUMPY\x01\x00\x76\x00${"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 3), }".padEnd(117)}\n`;
  const bytesOf = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
  it.each([
    [
      "ragged.csv",
      "a,b\n1,2\n3\n",
      "ragged.csv cannot be read: every line must have the 2 fields of line 1; got 1 on line 3.",
    ],
    [
      "words.csv",
      "a,b\nx,y\n",
      "words.csv has no column of numbers. A table has a point a row, and numbers in its columns.",
    ],
    ["empty.csv", "", "empty.csv is empty. Bring a table as CSV, TSV or npy."],
    ["quote.csv", 'a,b\n1,"2\n', /^quote\.csv cannot be read: .+ on line 2\.$/],
    ["x.npy", "a,b\n1,2\n", /^x\.npy cannot be read: .*x93NUMPY.* at byte 0\.$/],
    ["huge.npy", bytesOf(huge), /^huge\.npy cannot be read: .+; got .+ at byte \d+\.$/],
    ["cat.csv", bytesOf("\x89PNG\r\n\x1a\n"), "cat.csv is a picture, not a table. Bring a table as CSV, TSV or npy."],
    [
      "x.xlsx",
      "PK\x03\x04…",
      "x.xlsx is a workbook or an archive, which is not read here. Bring a table as CSV, TSV or npy.",
    ],
    ["x.csv", bytesOf("a\n\xfc\n"), "x.csv cannot be read: text must be UTF-8; got the byte 0xfc on line 2."],
    ["line.npy", encodeNpy(array([1, 2, 3])), "line.npy must have a point a row; got an array [3]."],
  ])("says why %s cannot be used", async (name, content, sentence) => {
    const refused = read(name, content as BlobPart);
    await expect(refused).rejects.toThrow(OwnDataError);
    await expect(refused).rejects.toThrow(sentence);
  });

  it("asks for as many columns as a lesson needs", async () => {
    await expect(
      readTable({ name: "one.csv", content: new Blob(["a,b\n1,x\n2,y\n"]), leastColumns: 2 }),
    ).rejects.toThrow("one.csv has 1 column of numbers (a); 2 are needed.");
  });

  it("does not begin with a file that is too large", async () => {
    const content = { size: LARGEST_TABLE + 1 } as Blob; // reading it would throw
    await expect(readTable({ name: "big.csv", content })).rejects.toThrow(
      "big.csv is larger than 8 MB. Bring a part of it.",
    );
  });
});
