export type SettingsView = { language: "system" | "ru" | "en", shownLanguage: "ru" | "en", theme: "system" | "light" | "dark", version: string, };
