//! A pen that signs on the pad of a page.

/** Draws a name in three strokes on the first pad. */
export function drawSignature(page: Document): void {
  const pad = page.querySelector<SVGSVGElement>(".pad svg");
  const box = pad?.getBoundingClientRect();
  if (!pad || !box) return;
  const send = (type: string, x: number, y: number) =>
    pad.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true, cancelable: true }));
  pad.setPointerCapture = () => undefined;
  for (const [from, high] of [[0.15, 0.3], [0.4, 0.45], [0.62, 0.2]] as const) {
    send("pointerdown", from, high);
    for (let step = 1; step <= 40; step++) send("pointermove", from + step * 0.006, high + 0.2 * Math.sin(step / 4) + step * 0.006);
    send("pointerup", from + 0.24, high + 0.2);
  }
}
