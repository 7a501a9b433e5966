//! The frame that shows what was just drawn.
import { tick } from "svelte";

/** Whether the window's first picture stands. Until then only what takes the first keys is made; the rest comes next. */
export const firstPicture = $state({ isShown: true });

/** Whether something stands before the whole window that must be answered first: what lies over the page is put away until then. */
export const curtain = $state({ isDown: false });

/** The dialogs that stand open; the last has the keys. */
export const dialogs = $state<{ open: readonly string[] }>({ open: [] });

/** A window that nobody sees draws no frames. */
const UNSEEN_MS = 500;

/** Settles behind the next frame: what is done then keeps no picture waiting. */
export async function shown(): Promise<void> {
  await tick();
  await new Promise<void>((settle) => {
    const unseen = setTimeout(settle, UNSEEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(unseen);
      setTimeout(settle);
    });
  });
}
