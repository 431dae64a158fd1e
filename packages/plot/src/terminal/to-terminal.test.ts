import { ShapeError, ValueError, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { examples } from "../fixtures/examples.js";
import {
  barChart,
  confusionPlot,
  heatmap,
  histogram,
  imageGrid,
  lineChart,
  lossCurve,
  scatter,
  screePlot,
} from "../index.js";
import { columnsOf, wrap } from "./columns.js";
import { toTerminal } from "./to-terminal.js";

const small = { width: 24, height: 4 };
// oxlint-disable-next-line no-control-regex
const escapes = /\u001b\[[\d;]*m/g;

describe("toTerminal", () => {
  const looks = [30, 72, 120].flatMap((width) => [false, true].map((color) => ({ width, height: 12, color })));
  it.each(Object.entries(examples()))("%s fits into 30, 72 and 120 columns, with and without colour", (_, figure) => {
    for (const look of looks) {
      const rows = toTerminal(figure, look).split("\n");
      expect(rows[0]).toBe(wrap(figure.title, look.width)[0]);
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) expect(columnsOf(row.replace(escapes, ""))).toBeLessThanOrEqual(look.width);
      expect(rows.some((row) => row.includes("\u001b"))).toBe(look.color);
    }
  });

  it("draws what it drew when it was last looked at", async () => {
    const pictures = Object.entries(examples()).map(([name, figure]) => `${name}\n\n${toTerminal(figure)}\n`);
    await expect(pictures.sort().join("\n\n")).toMatchFileSnapshot("../fixtures/golden/terminal.txt");
  });

  it("fits whatever the words and numbers are", () => {
    const words = [
      "漢字かな",
      "\u202eevil\u001b[31m",
      "e\u0301".repeat(30),
      "🙂👩\u200d🔬",
      "שלום עולם",
      "w".repeat(90),
    ];
    const numbers = [-1.2345e-300, -9.2345e299, 1e-300, 3, 0, 1e15];
    const table = numbers.map((x) => numbers.map((y) => (Math.abs(x) < 4 ? Math.abs(y) : Math.abs(x))));
    const figures = [
      barChart(numbers, { labels: words, title: words.join(" ") }),
      scatter(numbers.map((x, i) => [x, numbers[5 - i]]), { labels: words }), // prettier-ignore
      lossCurve(Object.fromEntries(words.map((word) => [word, numbers])), { xLabel: words[0] }),
      lineChart({ y: numbers }, { x: numbers }),
      lineChart({ y: [numbers[0]] }, { x: [numbers[1]] }),
      confusionPlot(table.slice(0, 3).map((row) => row.slice(0, 3)), { labels: words.slice(0, 3) }), // prettier-ignore
      heatmap(table, { rowLabels: words }),
      imageGrid([table, table], { labels: words.slice(0, 2) }),
      histogram(numbers, { xLabel: words[4] }),
    ];
    for (const figure of figures) {
      for (const width of [20, 30, 72, 400]) {
        for (const color of [false, true]) {
          for (const row of toTerminal(figure, { width, color }).split("\n")) {
            expect(columnsOf(row.replace(escapes, ""))).toBeLessThanOrEqual(width);
          }
        }
      }
    }
  });

  it("draws one series in Braille dots between its ends", () => {
    const rows = toTerminal({ loss: array([3, 2, 1, 0]) }, small).split("\n");
    expect(rows).toHaveLength(6);
    expect(rows[0]).toMatch(/^3 ┤[\u2801-\u28ff]/);
    expect(rows[3]).toMatch(/^0 ┤ +[\u2801-\u28ff]+$/);
    expect(rows[5]).toMatch(/^ {3}1 +4$/);
  });

  it("tells series apart by marks, or by colour", () => {
    const series = { train: [2, 1], test: [1, 2] };
    expect(toTerminal(series, small)).toContain("• train   + test");
    expect(toTerminal(series, { ...small, color: true })).toContain("\u001b[36m━ train\u001b[0m");
  });

  it("draws a constant in the middle and leaves gaps where nothing is finite", () => {
    expect(toTerminal({ loss: [2, 2] }, small).split("\n").slice(0, 4).map((row) => row[0])).toEqual([" ", " ", "2", " "]); // prettier-ignore
    expect(toTerminal({ loss: [2, Number.NaN, 2] }, small).split("\n")[2]).toMatch(/⠁ {5,}/);
  });

  it("draws bars in eighths of a character", () => {
    expect(toTerminal(screePlot([0.5, 0.25, 0.0625]), { width: 25, height: 4 })).toBe(
      ["Explained variance", "1 ████████████████  50 %", "2 ████████          25 %", "3 ██               6.3 %"].join(
        "\n",
      ),
    );
    expect(toTerminal(screePlot([0.5, 0.2, 0.1, 0.1, 0.1]), small)).toContain("… 1 more");
  });

  it("draws a confusion matrix with blocks and counts", () => {
    expect(
      toTerminal(
        confusionPlot([
          [8, 2],
          [0, 5],
        ]),
        { width: 24 },
      ),
    ).toBe(
      // prettier-ignore
      ["Confusion matrix", "true predicted", "        0   1", "   0  █ 8 ░ 2", "   1    · █ 5"].join("\n"),
    );
  });

  it("draws an image in shades, and shrinks one that is too large", () => {
    expect(toTerminal(imageGrid([[[0, 1], [0.5, 0.25]]]), small)).toBe("Images\n  ██\n▒▒░░"); // prettier-ignore
    const large = heatmap(Array.from({ length: 64 }, () => new Array<number>(64).fill(1)));
    const rows = toTerminal(large, small).split("\n").slice(1);
    expect(rows.length).toBeLessThanOrEqual(8);
    expect(new Set(rows)).toEqual(new Set(["▒▒".repeat(8)]));
  });

  it("draws points as the first characters of their classes", () => {
    const picture = toTerminal(scatter([[0, 0], [1, 1]], { labels: ["ant", "bee"] }), small); // prettier-ignore
    expect(picture.split("\n")[1]).toMatch(/^1 ┤ +b$/);
    expect(picture.split("\n")[4]).toBe("0 ┤a");
    expect(picture).toContain("a ant   b bee");
  });

  it("does not let a label steer the terminal", () => {
    const evil = "\u001b]0;owned\u0007";
    expect(toTerminal(lossCurve({ [evil]: [1, 2], b: [2, 1] }, { title: evil }))).not.toContain("\u001b");
  });

  it.each([
    [{ width: 10 }, "toTerminal: width must be a whole number from 20 to 400; got 10."],
    [{ height: 1e9 }, "toTerminal: height must be a whole number from 4 to 200; got 1000000000."],
  ])("refuses %j", (options, message) => {
    expect(() => toTerminal({ a: [1] }, options)).toThrow(ValueError);
    expect(() => toTerminal({ a: [1] }, options)).toThrow(message);
  });

  it("refuses what is no series", () => {
    expect(() => toTerminal({ loss: [] })).toThrow(ShapeError);
    expect(() => toTerminal({ loss: [] })).toThrow("toTerminal: loss must not be empty; got loss [0].");
    expect(() => toTerminal({ loss: [Number.NaN] })).toThrow(
      "toTerminal: series must hold a finite value; got NaN only.",
    );
  });
});
