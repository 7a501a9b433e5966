// @vitest-environment node
import { readFile } from "node:fs/promises";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { expect, it } from "vitest";

it("the pages' types are those that headquarters publishes: `npm run published` makes them anew", async () => {
  const document = new URL("../../../src-tauri/crates/hq/openapi.json", import.meta.url);
  const made = await openapiTS(JSON.parse(await readFile(document, "utf8")));
  const kept = await readFile(new URL("./bindings/published.ts", import.meta.url), "utf8");
  expect(kept === `${COMMENT_HEADER}${astToString(made)}`).toBe(true);
});
