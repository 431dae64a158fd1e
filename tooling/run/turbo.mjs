// Runs turbo from anywhere in the repository: node tooling/run/turbo.mjs run build --filter=@linnet/core
import { command } from "./command.mjs";

const { ok } = await command(["turbo", ...process.argv.slice(2)], { show: true });
process.exitCode = ok ? 0 : 1;
