import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// Four entries, one build: the clerk's window, the customer's, headquarters' page, and the page of whoever holds a slip.
export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  build: {
    target: ["safari18", "chrome123", "firefox128"],
    // Small files stay files: the content security policy of the window allows no data: scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["index.html", "customer.html", "hq.html", "status.html"] },
  },
  test: {
    environment: "happy-dom",
    // The tokens are read by the contrast test.
    css: { include: [/tokens\.css/] },
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
  },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
});
