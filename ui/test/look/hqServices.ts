//! Other systems to look at.
import type { Service, Services } from "../../src/hq/staff/services";
import type { StaffShown } from "./hqStaff";

export const TOKEN = "cfs_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

export function servicesOf(shown: StaffShown, isLong: boolean): Services {
  const plain: Omit<Service, "id" | "name"> = { unit_name: "总部", scopes: ["tickets:read", "tickets:write"], default_branch: null, default_branch_name: null, created_at: "2026-10-01T02:00:00Z", created_by: "hq", last_day: null, has_ended: false, revoked_at: null, used_at: "2026-11-21T06:10:00Z" };
  const branchName = isLong ? "黑龙江省哈尔滨市五常市建设大街十八号营业网点(城南分部)" : "五常网点";
  const services: Service[] = [
    { ...plain, id: "s1", name: "12305 专席", scopes: ["tickets:read"], last_day: "2026-12-31" },
    { ...plain, id: "s2", name: isLong ? "华东大区客户服务部微信小程序售后理赔桥接系统(正式环境)二号机房双活" : "微信小程序", unit_name: "华东大区", default_branch: "WC07", default_branch_name: branchName },
    { ...plain, id: "s3", name: "热线", used_at: null },
    { ...plain, id: "s4", name: "旧应用", last_day: "2026-10-31", has_ended: true, used_at: "2026-10-31T10:00:00Z" },
    { ...plain, id: "s5", name: "试点", revoked_at: "2026-11-02T01:00:00Z", created_by: isLong ? "Maria-Magdalena.von-Habsburg-Lothringen" : "command line", used_at: "2026-11-01T10:00:00Z" },
  ];
  return {
    services: shown === "empty" ? [] : shown === "one" ? services.slice(1, 2) : services,
    units: [{ id: "u1", name: "总部", code: null, level: "headquarters" }, { id: "u2", name: "华东大区", code: null, level: "region" }, { id: "u3", name: "五常网点", code: "WC07", level: "branch" }],
    scopes: ["tickets:read", "tickets:write"],
  };
}
