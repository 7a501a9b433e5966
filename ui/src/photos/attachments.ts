//! Attachments on the screen: a PDF or a video by its kind and size. Nothing here ever reads one.
import { t, tOr } from "../shared/words/words.svelte";

/** The largest file that is read at all. Rust says what is too large to be kept; this spares the window a film. */
export const MOST_READ_BYTES = 64 * 1024 * 1024;

/** What file choosers offer. What a file is, Rust says by its first bytes. */
export const ACCEPTED = "image/*,.jpg,.jpeg,.png,.webp,.heic,application/pdf,.pdf,video/*,.mp4,.mov,.webm,.mkv,.avi,.3gp";

/** Where a PDF may stand for a photo, the first that is owed; else, as for any video, the slot that asks for nothing. */
const PROOFS = ["proof_of_value", "delivery_proof"];
const OTHER = "other";

type Kept = Pick<Blob, "type" | "size">;

interface Slot {
  slot: string;
  state: string;
}

/** PDF, video, file. */
export function kindWords(attachment: string): string {
  return tOr(`attachment-${attachment}`, t("attachment-file"));
}

/** A size as people read it. */
export function sizeWords(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  if (megabytes < 1) return t("evidence-size", { kilobytes: Math.max(1, Math.round(bytes / 1024)) });
  return t("attachment-size", { megabytes: megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes) });
}

/** The slot that a file fits without being asked for one; none where it goes as any photo does. */
export function fittingSlot(file: Kept, slots: readonly Slot[]): string | undefined {
  const isPdf = file.type === "application/pdf";
  if (!isPdf && !file.type.startsWith("video/")) return undefined;
  const proofs = slots.filter(({ slot }) => isPdf && PROOFS.includes(slot));
  const proof = proofs.find(({ state }) => state === "owed") ?? proofs.find(({ state }) => state === "optional");
  return (proof ?? slots.find(({ slot }) => slot === OTHER))?.slot;
}

/** A file's bytes; one that is larger than anything that is kept is refused unread. */
export async function bytesOf(file: Blob): Promise<Uint8Array> {
  if (file.size > MOST_READ_BYTES) {
    const code = file.type.startsWith("image/") ? "photo_too_large" : "attachment_too_large";
    throw { code, message: "the file is larger than any that is kept", hint: null, details: {} };
  }
  return new Uint8Array(await file.arrayBuffer());
}
