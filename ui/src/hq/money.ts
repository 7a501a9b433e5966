//! Money as people read it and type it. On the way it is a whole number of fen.

/** ¥1,500.00 */
export function yuan(fen: number): string {
  const format = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `¥${format.format(fen / 100)}`;
}

/** 1500.00, as it stands in a field. */
export function plainYuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}

/** The fen of what was typed: `1,500`, `￥１５００．５`, `23。5元`; nothing where it is no amount. */
export function fenOf(typed: string): number | undefined {
  const plain = typed.normalize("NFKC").replace(/\s/g, "").replaceAll("。", ".").replace(/^[¥￥]/, "").replace(/元$/, "");
  const read = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!read) return undefined;
  return Number(read[1]!.replaceAll(",", "")) * 100 + Number((read[2] ?? "").padEnd(2, "0"));
}
