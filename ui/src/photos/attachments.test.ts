//! Attachments: the slot that fits, sizes, and what is refused unread.
import { describe, expect, it } from "vitest";
import { speak } from "../shared/words/words.svelte";
import { screenWords } from "../desk/words";
import { bytesOf, fittingSlot, kindWords, MOST_READ_BYTES, sizeWords } from "./attachments";

const slot = (slot: string, state: string) => ({ slot, state });
const PDF = { type: "application/pdf", size: 1 };
const VIDEO = { type: "video/mp4", size: 1 };

describe("the slot that fits", () => {
  const slots = [slot("label", "owed"), slot("proof_of_value", "optional"), slot("delivery_proof", "owed"), slot("other", "optional")];

  it("a PDF goes to a proof, the owed one first", () => {
    expect(fittingSlot(PDF, slots)).toBe("delivery_proof");
    expect(fittingSlot(PDF, slots.map((there) => ({ ...there, state: there.slot === "delivery_proof" ? "taken" : there.state })))).toBe("proof_of_value");
    expect(fittingSlot(PDF, [slot("label", "owed"), slot("other", "optional")])).toBe("other");
  });

  it("a video settles nothing, and goes where nothing is owed", () => {
    expect(fittingSlot(VIDEO, slots)).toBe("other");
    expect(fittingSlot(VIDEO, [slot("label", "owed")])).toBeUndefined();
  });

  it("a picture goes where pictures go", () => {
    expect(fittingSlot({ type: "image/jpeg", size: 1 }, slots)).toBeUndefined();
  });
});

it("a film is refused before it is read", async () => {
  const film = (type: string, size: number) => ({ type, size, arrayBuffer: () => Promise.resolve(new ArrayBuffer(3)) }) as unknown as Blob;
  await expect(bytesOf(film("video/mp4", MOST_READ_BYTES + 1))).rejects.toMatchObject({ code: "attachment_too_large" });
  await expect(bytesOf(film("", MOST_READ_BYTES + 1))).rejects.toMatchObject({ code: "attachment_too_large" });
  await expect(bytesOf(film("image/jpeg", MOST_READ_BYTES + 1))).rejects.toMatchObject({ code: "photo_too_large" });
  expect(await bytesOf(film("video/mp4", MOST_READ_BYTES))).toHaveLength(3);
});

it("a kind and a size are told in words", () => {
  speak(screenWords());
  expect([kindWords("pdf"), kindWords("video"), kindWords("hologram")]).toEqual(["PDF", "视频", "文件"]);
  expect([sizeWords(300), sizeWords(412_000), sizeWords(3_500_000), sizeWords(52_428_800)]).toEqual(["1 KB", "402 KB", "3.3 MB", "50 MB"]);
});
