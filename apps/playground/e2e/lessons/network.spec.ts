import { expect } from "@playwright/test";
import { test } from "./lesson.js";

test(
  "weights move by key and by drag, and a step against the gradients lowers the loss",
  { tag: "@plain" },
  async ({ page, lesson }) => {
    await lesson.open("network");
    // by hand: H = ((0.6, 0, 0.65), (0, 1.3, 0.25)), Y = ((0.62, −0.17), (−0.29, 0.96)), of squares the mean of four
    await expect(lesson.caption).toContainText("The loss is 0.0648; a step of 0.5 against the gradients lowers it to");
    await expect(lesson.caption).toContainText("Autograd finds");
    const weight = lesson.handle("W₁, row 1, column 1");
    await weight.press("ArrowUp");
    await expect(weight).toHaveAttribute("aria-valuetext", "0.9");
    await lesson.drag(weight, 0, -30);
    await expect(weight).toHaveAttribute("aria-valuetext", "1.4");
    const loss = async (): Promise<number> =>
      Number(/The loss is ([\d.]+);/.exec((await lesson.caption.textContent()) ?? "")?.[1]);
    await lesson.handle("x₁").press("ArrowUp");
    await expect(page).toHaveURL(/X=1.1_0.5~/);
    await lesson.handle("b₂, entry 2").press("ArrowDown");
    await expect(page).toHaveURL(/b2=0_-0.1/);
    const before = await loss();
    await page.getByRole("button", { name: "Step against the gradients" }).click();
    await expect.poll(loss).toBeLessThan(before);
  },
);

test("the way back lights its code, edge by edge", async ({ lesson }) => {
  await lesson.open("network?step=4&loss=crossEntropy&activation=tanh");
  await expect(lesson.step).toHaveText("The gradient by the weights of layer 2");
  await expect(lesson.litLines.first()).toContainText("A weight of the last layer");
  const gradient = /gradient/;
  await expect(lesson.handle("W₂, row 1, column 1")).toHaveAttribute("aria-valuetext", gradient);
  await expect(lesson.handle("W₁, row 1, column 1")).not.toHaveAttribute("aria-valuetext", gradient);
});
