import { asAppError, type Backend, type Frame } from "../backend/backend";
import type { AppError } from "../backend/bindings/AppError";
import type { ScanView } from "../backend/bindings/ScanView";

/** Frames a second, at most: more help nobody who holds a code still. */
const FRAME_EVERY_MS = 100;
/** A frame is never larger: a code fills enough of this, and a larger one costs time. */
const LONGEST_SIDE = 1920;
/** Nothing seen for so long: words on what to do. */
const HINT_AFTER_MS = 10_000;
/** What was said about a code stays so long after it was last seen. */
const NOTICE_FOR_MS = 4_000;
/** A camera that gives no picture for so long will not give one. */
const SILENT_AFTER_MS = 15_000;

type Words = "nothing" | "too-small" | "cut-off" | "blurred";

/** A camera at work, from the moment the view opens to its end. */
export class Camera {
  error = $state.raw<AppError | null>(null);
  /** What the code in sight is, which is no account. */
  notice = $state.raw<AppError | null>(null);
  hint = $state<Words | null>(null);
  live = $state(false);
  cameras = $state.raw<MediaDeviceInfo[]>([]);
  chosen = $state("");
  mirrored = $state(true);

  #stream: MediaStream | null = null;
  #canvas = document.createElement("canvas");
  /** Answers to questions of an earlier turn are told apart by this. */
  #turn = 0;
  #inSystem = false;
  /** Somebody else has ended the camera. */
  #gone = false;

  constructor(
    private readonly backend: Backend,
    private readonly found: (scan: ScanView) => void,
    private readonly media: MediaDevices | undefined = navigator.mediaDevices,
  ) {}

  /** Films into `video` with the chosen camera, or with the one that the system gives, until `close`. */
  async open(video: HTMLVideoElement): Promise<void> {
    this.#stop();
    const turn = this.#turn;
    this.error = this.notice = this.hint = null;
    try {
      this.#inSystem = (await this.backend.cameraOpen()).isInSystem;
      if (turn !== this.#turn) return;
      await this.#film(video, turn);
      if (turn !== this.#turn) return;
      await this.#watch(video, turn);
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(this.#reason(thrown));
    }
  }

  /** Nothing films and nothing is looked at after this. */
  close(): void {
    // The shell first: it takes back the leave to film from what films still.
    this.backend.cameraClose().catch(() => undefined);
    this.#stop();
  }

  async #film(video: HTMLVideoElement, turn: number): Promise<void> {
    if (this.media === undefined) throw unusable;
    // The size at once: WebKitGTK has crashed when it was changed while the camera ran. A wish for its direction
    // would make it fail.
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    const wish = this.chosen === "" ? size : { ...size, deviceId: { exact: this.chosen } };
    const stream = await this.media.getUserMedia({ video: wish });
    if (turn !== this.#turn) return end(stream);
    this.#stream = stream;
    const [track] = stream.getVideoTracks();
    // Not at once: the shell ends the camera too, when a frame that is still being answered shows an account.
    track?.addEventListener("ended", () => {
      if (turn === this.#turn) this.#gone = true;
    });
    video.srcObject = stream;
    // The frames tell whether it plays.
    void video.play().catch(() => undefined);
    const all = await this.media.enumerateDevices().catch(() => []);
    if (turn !== this.#turn) return;
    this.cameras = all.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "");
    this.chosen = track?.getSettings().deviceId ?? this.chosen;
  }

  /** Sends a frame, waits for the answer, sends the next. */
  async #watch(video: HTMLVideoElement, turn: number): Promise<void> {
    let told = performance.now();
    let pictured = told;
    let sight: string | null = null;
    while (turn === this.#turn) {
      const began = performance.now();
      const frame = this.#frameOf(video);
      if (frame === null) {
        if (began - pictured > SILENT_AFTER_MS) throw { code: "camera_silent", detail: null } satisfies AppError;
      } else {
        if (!this.live) told = began;
        this.live = true;
        pictured = began;
        const seen = await this.backend.cameraFrame(frame);
        if (turn !== this.#turn) {
          if (seen.scan !== null) await this.backend.dropDraft({ draft: seen.scan.draft });
          return;
        }
        if (seen.scan !== null) {
          this.#stop();
          return this.found(seen.scan);
        }
        const now = performance.now();
        sight = seen.sight ?? sight;
        if (seen.notice !== null) {
          this.notice = seen.notice;
          this.hint = null;
          told = now;
        } else if (now - told > NOTICE_FOR_MS) {
          this.notice = null;
          if (now - told > HINT_AFTER_MS) this.hint = hintOf(sight);
        }
      }
      if (this.#gone) throw gone;
      await new Promise((next) => setTimeout(next, Math.max(0, began + FRAME_EVERY_MS - performance.now())));
    }
  }

  /** What the video shows now, as grey bytes. */
  #frameOf(video: HTMLVideoElement): Frame | null {
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(videoWidth, videoHeight));
    const width = Math.max(1, Math.round(videoWidth * scale));
    const height = Math.max(1, Math.round(videoHeight * scale));
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return null;
    context.drawImage(video, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const grey = new Uint8Array(width * height);
    for (let at = 0, from = 0; at < grey.length; at += 1, from += 4) {
      grey[at] = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8;
    }
    return { width, height, grey };
  }

  #fail(error: AppError): void {
    this.close();
    // The next try is with whatever camera there is.
    if (error.code === gone.code) this.chosen = "";
    this.error = error;
  }

  #stop(): void {
    this.#turn += 1;
    this.live = false;
    this.#gone = false;
    if (this.#stream !== null) end(this.#stream);
    this.#stream = null;
    // Setting a side wipes what was drawn.
    this.#canvas.width = 0;
  }

  /** What the page's own errors mean for a person. */
  #reason(thrown: unknown): AppError {
    if (!(thrown instanceof Error || thrown instanceof DOMException)) return asAppError(thrown);
    const none = this.#inSystem ? "camera_unusable" : "camera_absent";
    const codes: Record<string, string> = {
      NotAllowedError: "camera_denied",
      SecurityError: "camera_denied",
      NotFoundError: none,
      // What WebKitGTK says where there is no camera at all.
      OverconstrainedError: this.chosen === "" ? none : gone.code,
      NotReadableError: "camera_busy",
      AbortError: "camera_busy",
    };
    return { code: codes[thrown.name] ?? "camera_unusable", detail: null };
  }
}

const unusable: AppError = { code: "camera_unusable", detail: null };
const gone: AppError = { code: "camera_gone", detail: null };

function hintOf(sight: string | null): Words {
  if (sight === "qr_too_small") return "too-small";
  if (sight === "qr_cut_off") return "cut-off";
  return sight === "qr_blurred" ? "blurred" : "nothing";
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
