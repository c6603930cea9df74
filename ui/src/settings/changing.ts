import type { App } from "../app.svelte";
import { asAppError } from "../backend/backend";
import type { AppError } from "../backend/bindings/AppError";
import type { ChangeSettings } from "../backend/bindings/ChangeSettings";

/** Saves a setting and puts it into effect. What comes back is why it did not work. */
export async function changed(app: App, to: ChangeSettings): Promise<AppError | null> {
  try {
    app.apply(await app.backend.changeSettings(to));
    return null;
  } catch (thrown) {
    return asAppError(thrown);
  }
}
