import { LinnetError } from "@linnet/core";

type Stories = typeof import("../stories/tell.js");

/** What tells the stories comes in a file of its own, when the first of them is asked for. */
export async function loadStories(load: () => Promise<Stories> = () => import("../stories/tell.js")): Promise<Stories> {
  try {
    return await load();
  } catch {
    throw new LinnetError("story", "what tells the steps must be loaded; got no answer. Reload the page.");
  }
}
