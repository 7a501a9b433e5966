//! Items that customers leave with us.
import { expect, test } from "vitest";
import { Stage } from "./stage";

test("an item is taken in with its tag, and goes once", async () => {
  const stage = await new Stage().open({ screen: "ticket", id: "0199-0001" });
  try {
    await stage.until(() => stage.text.includes("留下的物品还没有挂牌"));
    stage.button("登记留下的物品");
    await stage.settle();
    document.querySelector<HTMLInputElement>("[id$=-item]")!.focus();
    await stage.type("碎了的茶壶");
    document.querySelector<HTMLInputElement>("[id$=-place]")!.focus();
    await stage.type("货架 3");
    stage.button("登记并打印物品牌");
    await stage.until(() => stage.fake.called("printCustodyTag").length === 1);
    expect(stage.text).toContain("碎了的茶壶");
    stage.button("交出");
    await stage.settle();
    stage.button("登记交出");
    await stage.until(() => stage.text.includes("已交客户"));
    expect(stage.fake.called("releaseFromCustody")[0]?.slice(2)).toEqual(["customer", ""]);
    expect(stage.text).not.toContain("打印物品牌");
  } finally {
    await stage.close();
  }
});
