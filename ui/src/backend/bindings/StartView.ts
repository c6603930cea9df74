import type { AppError } from "./AppError";
import type { SettingsView } from "./SettingsView";

export type StartView = { state: "welcome" | "ready" | "blocked", error: AppError | null, settings: SettingsView, };
