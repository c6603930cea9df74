import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { TestWindow } from "../dev/test-window";
import { scanOf, previewOf } from "../backend/fake";

/** A camera without a picture of its own: what it shows comes from the stand-in backend. */
class FakeTrack extends EventTarget {
  readyState = "live";
  constructor(readonly deviceId: string) {
    super();
  }
  stop() {
    this.readyState = "ended";
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
}

class FakeStream {
  constructor(readonly track: FakeTrack) {}
  getTracks() {
    return [this.track];
  }
  getVideoTracks() {
    return [this.track];
  }
}

const w = new TestWindow([{ id: "gos", issuer: "Госуслуги", name: "+7 900 000-00-00", type: "totp" }]);
const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
let asked: MediaStreamConstraints[] = [];
let tracks: FakeTrack[] = [];
let refusal: string | null = null;
let names = ["Front"];
let picture = { videoWidth: 0, videoHeight: 0, readyState: 0, srcObject: null };

beforeEach(() => {
  asked = [];
  tracks = [];
  refusal = null;
  names = ["Front"];
  const mediaDevices = {
    getUserMedia(wish: { video: { deviceId?: { exact: string } } }) {
      asked.push(wish);
      if (refusal !== null) return Promise.reject(new DOMException("", refusal));
      const track = new FakeTrack(wish.video.deviceId?.exact ?? names[0]!);
      tracks.push(track);
      return Promise.resolve(new FakeStream(track));
    },
    enumerateDevices() {
      const cameras = names.map((name) => ({ kind: "videoinput", deviceId: name, label: name }));
      return Promise.resolve([{ kind: "audioinput", deviceId: "mic", label: "Mic" }, ...cameras]);
    },
  };
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: mediaDevices });
  picture = { videoWidth: 4, videoHeight: 2, readyState: 4, srcObject: null };
  for (const name of Object.keys(picture) as (keyof typeof picture)[]) {
    Object.defineProperty(HTMLVideoElement.prototype, name, { configurable: true, get: () => picture[name], set: () => undefined });
  }
  vi.spyOn(HTMLVideoElement.prototype, "play").mockResolvedValue();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
    drawImage() {},
    getImageData: () => ({ data: new Uint8ClampedArray(4 * 2 * 4).fill(255) }),
  } as never);
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function open(): Promise<void> {
  await w.open();
  w.app.openAdd();
  await w.settle();
  w.one("camera").click();
  await w.settle();
}

const words = () => w.one("camera-words").textContent?.trim() ?? "";
const code = () => w.one("error").dataset["code"];

describe("the camera", () => {
  it("asks for any camera and nothing else, after the shell agreed", async () => {
    await open();
    expect(asked).toEqual([{ video: size }]);
    expect(w.backend.calls.map(({ name }) => name).filter((name) => name.startsWith("camera")).slice(0, 2)).toEqual(["cameraOpen", "cameraFrame"]);
  });

  it("sends grey frames, one at a time", async () => {
    await open();
    w.backend.delayMs = 1000;
    await w.wait(0.2);
    const before = w.called("cameraFrame").length;
    await w.wait(0.9);
    expect(w.called("cameraFrame").length).toBeLessThanOrEqual(before + 1);
    expect(w.called("cameraFrame")[0]).toEqual({ width: 4, height: 2, grey: new Uint8Array(8).fill(255) });
  });

  it("stops at once when an account is seen, and shows it", async () => {
    await open();
    w.backend.seen = { scan: scanOf([previewOf({ issuer: "Банк" })]), notice: null, sight: null };
    await w.wait(0.2);
    w.one("preview");
    expect(tracks.map(({ readyState }) => readyState)).toEqual(["ended"]);
    const sent = w.called("cameraFrame").length;
    await w.wait(3);
    expect(w.called("cameraFrame")).toHaveLength(sent);
  });

  it("names another kind of code and goes on", async () => {
    await open();
    w.backend.seen = { scan: null, notice: { code: "not_otp_wifi", detail: null }, sight: null };
    await w.wait(0.2);
    expect(words()).toContain("Wi-Fi");
    w.backend.seen = { scan: null, notice: null, sight: null };
    await w.wait(5);
    expect(words()).toBe("");
    expect(tracks[0]!.readyState).toBe("live");
  });

  it.each([
    [null, "QR-код пока не виден"],
    ["qr_too_small", "слишком мелкий"],
    ["qr_cut_off", "не целиком"],
    ["qr_blurred", "нерезкий"],
  ])("says after ten seconds what to do: %s", async (sight, hint) => {
    w.backend.seen = { scan: null, notice: null, sight };
    await open();
    await w.wait(8);
    expect(words()).toBe("");
    await w.wait(3);
    expect(words()).toContain(hint);
  });

  it.each([
    ["NotAllowedError", "camera_denied"],
    ["NotFoundError", "camera_absent"],
    ["OverconstrainedError", "camera_absent"],
    ["NotReadableError", "camera_busy"],
    ["AbortError", "camera_busy"],
    ["TypeError", "camera_unusable"],
  ])("has words for %s, and tries again", async (name, expected) => {
    refusal = name;
    await open();
    expect(code()).toBe(expected);
    expect(w.called("cameraClose")).not.toHaveLength(0);
    refusal = null;
    w.one("camera-again").click();
    await w.settle();
    expect(w.all("error")).toHaveLength(0);
    expect(tracks).toHaveLength(1);
  });

  it("says that the window cannot use a camera that the system has", async () => {
    refusal = "NotFoundError";
    vi.spyOn(w.backend, "cameraOpen").mockResolvedValue({ isInSystem: true });
    await open();
    expect(code()).toBe("camera_unusable");
  });

  it("says that the camera gives no picture, or is gone", async () => {
    await open();
    picture.videoWidth = 0;
    await w.wait(16);
    expect(code()).toBe("camera_silent");
    picture.videoWidth = 4;
    w.one("camera-again").click();
    await w.settle();
    tracks[1]!.dispatchEvent(new Event("ended"));
    await w.wait(0.3);
    expect(code()).toBe("camera_gone");
  });

  it("films with the chosen camera and lets the other go", async () => {
    names = ["Front", "Back"];
    await open();
    const choice = w.one("camera-choose") as HTMLSelectElement;
    choice.value = "Back";
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    await w.settle();
    expect(asked[1]).toEqual({ video: { ...size, deviceId: { exact: "Back" } } });
    expect(tracks.map(({ readyState }) => readyState)).toEqual(["ended", "live"]);
    refusal = "OverconstrainedError";
    choice.value = "Front";
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    await w.settle();
    expect(code()).toBe("camera_gone");
  });

  it("ends with the view: back, hidden, closed", async () => {
    await open();
    w.app.back();
    await w.settle();
    expect(tracks[0]!.readyState).toBe("ended");
    w.one("camera").click();
    await w.settle();
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    await w.settle();
    expect(tracks[1]!.readyState).toBe("ended");
    w.one("scan-screen");
    vi.spyOn(document, "hidden", "get").mockReturnValue(false);
    w.one("camera").click();
    await w.settle();
    w.app.close();
    await w.settle();
    expect(tracks.map(({ readyState }) => readyState)).toEqual(["ended", "ended", "ended"]);
    expect(w.called("cameraClose").length).toBeGreaterThanOrEqual(3);
  });
});
