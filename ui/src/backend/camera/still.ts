//! One picture out of a running camera.

/** The desk shrinks and packs the picture once more: what is lost here is lost twice. */
export const QUALITY = 0.92;

/**
 * Pixels of the longer side: as many as the desk keeps (`Limits` in `imaging`). A larger frame is shrunk as it is drawn; to
 * pack it whole, send it and unpack it there took three times as long, for the same photo in the end.
 */
export const LONG_EDGE = 2_048;

/** A camera that thinks longer than this over a photo of its own gives the frame on the screen instead. */
const OWN_PHOTO_WITHIN_MS = 1_500;

/** A JPEG, as large as the camera makes it. */
export type TakeStill = (track: MediaStreamTrack, picture: HTMLVideoElement) => Promise<Blob>;

/** Has the camera take a photo where the engine can ask it to; else takes the frame that is on the screen. */
export const takeStill: TakeStill = async (track, picture) => {
  if (typeof ImageCapture === "function") {
    try {
      const photo = await within(OWN_PHOTO_WITHIN_MS, new ImageCapture(track).takePhoto());
      if (photo.size > 0) return photo;
    } catch {
      // Many webcams take no photos of their own. Whether this one is still there the frame will tell.
    }
  }
  return frameOf(picture);
};

/** The size of a frame that is not larger than what is kept. */
export function shrunk(width: number, height: number): { width: number; height: number } {
  const share = Math.min(1, LONG_EDGE / Math.max(width, height));
  return { width: Math.round(width * share), height: Math.round(height * share) };
}

async function frameOf(picture: HTMLVideoElement): Promise<Blob> {
  const { videoWidth, videoHeight } = picture;
  if (!videoWidth || !videoHeight) throw new DOMException("the camera has shown no picture yet", "InvalidStateError");
  const { width, height } = shrunk(videoWidth, videoHeight);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const drawing = canvas.getContext("2d", { alpha: false });
  if (!drawing) throw new DOMException("nothing can be drawn on", "InvalidStateError");
  drawing.imageSmoothingQuality = "high";
  drawing.drawImage(picture, 0, 0, width, height);
  const still = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!still) throw new DOMException("the frame could not be packed", "EncodingError");
  return still;
}

function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new DOMException("the camera took too long", "TimeoutError")), ms);
    work.then(done, failed).finally(() => clearTimeout(timer));
  });
}
