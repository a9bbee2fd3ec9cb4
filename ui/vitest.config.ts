import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Tests of pure helpers only: screens are tested in the real window.
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
