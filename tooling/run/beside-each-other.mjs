// Runs checks in their order, two at a time where that disturbs nobody.

/**
 * @template {{ name: string, needs?: string, alone?: boolean }} Check
 * @param {readonly Check[]} checks each begins when the one that it `needs` has ended; one that runs `alone` has no other beside it
 * @param {(check: Check) => Promise<void>} run
 * @returns {Promise<void>} fulfilled when all have ended
 */
export async function besideEachOther(checks, run) {
  /** @type {Map<string, Promise<unknown>>} */
  const running = new Map();
  for (const check of checks) {
    const { name, needs = name, alone = false } = check;
    while (running.size >= 2 || running.has(needs) || (alone && running.size > 0)) await Promise.race(running.values());
    running.set(
      name,
      run(check).finally(() => running.delete(name)),
    );
    if (alone) await running.get(name);
  }
  await Promise.all(running.values());
}
