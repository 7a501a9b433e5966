import { describe, expect, it } from "vitest";
import { Camera, isCameraUsed } from "../../src/backend/camera/camera.svelte";
import { aBrowser, aStore, FakeMedia, FakePage, settled } from "./browser";

const WEBCAM = { id: "w", label: "Webcam" };
const DOCUMENTS = { id: "d", label: "Document camera" };

/** A camera that is open, with a picture on the screen. */
async function opened(media: FakeMedia, page = new FakePage(), store = aStore()): Promise<Camera> {
  const camera = new Camera(aBrowser(media, page, store));
  camera.picture = document.createElement("video");
  await camera.open();
  await settled();
  return camera;
}

describe("a camera", () => {
  it("shows what it sees at the highest resolution, and hears nothing", async () => {
    const media = new FakeMedia(WEBCAM);
    const camera = await opened(media);
    expect(camera.state).toBe("on");
    expect(camera.device).toEqual({ id: "w", name: "Webcam" });
    expect(media.asked).toEqual([{ width: { ideal: 4160 }, height: { ideal: 3120 }, frameRate: { ideal: 15 } }]);
    expect(await (await camera.take()).text()).toBe("Webcam");
  });

  it("lets its light go out when it is closed", async () => {
    const media = new FakeMedia(WEBCAM);
    const camera = await opened(media);
    camera.close();
    expect(media.live).toEqual([]);
    expect(camera.state).toBe("off");
    await expect(camera.take()).rejects.toThrow("the camera is off");
  });

  it("is let go at once when it answers after it was closed", async () => {
    const media = new FakeMedia(WEBCAM);
    let letIn!: () => void;
    media.gate = new Promise((open) => (letIn = open));
    const camera = new Camera(aBrowser(media));
    const opening = camera.open();
    camera.close();
    letIn();
    await opening;
    expect(media.tracks.length).toBe(1);
    expect(media.live).toEqual([]);
    expect(camera.state).toBe("off");
  });

  it("is off while the window is hidden, and comes back with it", async () => {
    const media = new FakeMedia(WEBCAM);
    const page = new FakePage();
    const camera = await opened(media, page);
    page.turn(true);
    expect(media.live).toEqual([]);
    page.turn(false);
    await settled();
    expect(camera.state).toBe("on");
    expect(media.live.length).toBe(1);
    camera.close();
    page.turn(true);
    page.turn(false);
    await settled();
    expect(media.live).toEqual([]);
  });
});

describe("several cameras", () => {
  it("are offered by name, and the one that was chosen is used the next time", async () => {
    const media = new FakeMedia(WEBCAM, DOCUMENTS);
    const store = aStore();
    const camera = await opened(media, undefined, store);
    expect(camera.devices.map(({ name }) => name)).toEqual(["Webcam", "Document camera"]);
    await camera.use("d");
    await settled();
    expect(camera.device?.name).toBe("Document camera");
    expect(media.live.map(({ label }) => label)).toEqual(["Document camera"]);
    camera.close();
    expect((await opened(media, undefined, store)).device?.name).toBe("Document camera");
  });

  it("are known by name where the engine gave the chosen one another id", async () => {
    const media = new FakeMedia(WEBCAM, DOCUMENTS);
    const store = aStore();
    const camera = await opened(media, undefined, store);
    await camera.use("d");
    camera.close();
    media.plugged = [WEBCAM, { id: "another", label: "Document camera" }];
    expect((await opened(media, undefined, store)).device).toEqual({ id: "another", name: "Document camera" });
  });

  it("are told by id alone to a page that was let to none yet", async () => {
    const store = aStore();
    await (await opened(new FakeMedia(WEBCAM, DOCUMENTS), undefined, store)).use("d");
    const started = new FakeMedia(WEBCAM, DOCUMENTS);
    expect((await opened(started, undefined, store)).device?.name).toBe("Document camera");
    expect(started.tracks.map(({ label }) => label)).toEqual(["Document camera"]);
    const updated = new FakeMedia(WEBCAM, { id: "another", label: "Document camera" });
    expect((await opened(updated, undefined, store)).device?.name).toBe("Document camera");
    expect(updated.live.map(({ label }) => label)).toEqual(["Document camera"]);
  });

  it("stand in for the chosen one without taking its place", async () => {
    const media = new FakeMedia(WEBCAM, DOCUMENTS);
    const store = aStore();
    const camera = await opened(media, undefined, store);
    await camera.use("d");
    camera.close();
    media.plugged = [WEBCAM];
    expect((await opened(media, undefined, store)).device?.name).toBe("Webcam");
    media.plugged = [WEBCAM, DOCUMENTS];
    expect((await opened(media, undefined, store)).device?.name).toBe("Document camera");
  });

  it("make this a counter that uses a camera once one was on", async () => {
    const store = aStore();
    expect(isCameraUsed(store)).toBe(false);
    await opened(new FakeMedia(), undefined, store);
    expect(isCameraUsed(store)).toBe(false);
    await opened(new FakeMedia(WEBCAM), undefined, store);
    expect(isCameraUsed(store)).toBe(true);
  });
});

describe("a camera that fails", () => {
  it.each([
    ["NotAllowedError", "refused"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
    ["AbortError", "busy"],
    ["TypeError", "failed"],
  ])("on %s says %s, and works when it is tried again", async (name, failure) => {
    const media = new FakeMedia(WEBCAM);
    media.refuses = name;
    const camera = await opened(media);
    expect([camera.state, camera.failure]).toEqual(["failed", failure]);
    media.refuses = undefined;
    await camera.open();
    expect([camera.state, camera.failure]).toEqual(["on", undefined]);
  });

  it("is not asked for another one when the chosen one is busy", async () => {
    const media = new FakeMedia(WEBCAM, DOCUMENTS);
    const store = aStore();
    const camera = await opened(media, undefined, store);
    media.refuses = "NotReadableError";
    const before = media.asked.length;
    await camera.use("d");
    expect(camera.failure).toBe("busy");
    expect(media.asked.length).toBe(before + 1);
  });

  it("is unsupported where a page may have none", async () => {
    const camera = new Camera(aBrowser(undefined));
    await camera.open();
    expect([camera.state, camera.failure]).toEqual(["failed", "unsupported"]);
    camera.close();
  });

  it("goes on once one is plugged in", async () => {
    const media = new FakeMedia();
    const camera = await opened(media);
    expect(camera.failure).toBe("missing");
    media.plug("w", "Webcam");
    await settled();
    expect(camera.state).toBe("on");
  });

  it.each([true, false])("is lost when it is pulled out, and goes on when it is back (its track ends: %s)", async (isTrackEnded) => {
    const media = new FakeMedia(WEBCAM, DOCUMENTS);
    const camera = await opened(media);
    media.pull("w", isTrackEnded);
    await settled();
    expect([camera.state, camera.failure]).toEqual(["failed", "lost"]);
    expect(media.live).toEqual([]);
    // Another camera is not taken without being asked for.
    media.plug("x", "Another");
    await settled();
    expect(camera.failure).toBe("lost");
    media.plug("w", "Webcam");
    await settled();
    expect(camera.state).toBe("on");
    expect(camera.device?.name).toBe("Webcam");
  });

  it("stays on when another one is pulled out", async () => {
    const media = new FakeMedia(WEBCAM, DOCUMENTS);
    const camera = await opened(media);
    media.pull("d");
    await settled();
    expect(camera.state).toBe("on");
    expect(camera.devices.length).toBe(1);
  });

  it("says so when it is gone under the shutter", async () => {
    const media = new FakeMedia(WEBCAM);
    const camera = await opened(media);
    media.tracks[0]!.readyState = "ended";
    await expect(camera.take()).rejects.toThrow("gone");
    expect(camera.failure).toBe("lost");
  });
});
