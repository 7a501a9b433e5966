//! Money as people read it.

/** ¥1,500.00 */
export function yuan(fen: number): string {
  const format = new Intl.NumberFormat("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `¥${format.format(fen / 100)}`;
}
