import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The page is loaded from inside the program: nothing is fetched from a network, so files are few and paths relative.
export default defineConfig({
  base: "./",
  // The library speaks thirty languages; the window speaks two.
  plugins: [react(), { ...optimizeLocales.vite({ locales: ["fr-FR", "en-US"] }), enforce: "pre" }],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: { target: ["es2022", "safari16"], outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: false },
});
