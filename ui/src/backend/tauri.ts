import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Backend } from "./backend";

/** The real thing: the commands of the shell's plugin `propusk`. The only file that knows about Tauri. */
export function tauriBackend(): Backend {
  return {
    start: () => call("start"),
    retryStart: () => call("retry_start"),
    startAnyway: () => call("start_anyway"),
    windowReady: () => call("window_ready"),
    accounts: () => call("accounts"),
    copyCode: (req) => call("copy_code", req),
    nextCode: (req) => call("next_code", req),
    scanScreen: () => call("scan_screen"),
    scanClipboard: () => call("scan_clipboard"),
    choosePicture: () => call("choose_picture"),
    readText: (req) => call("read_text", req),
    readManual: (req) => call("read_manual", req),
    addAccounts: (req) => call("add_accounts", req),
    dropDraft: (req) => call("drop_draft", req),
    editAccount: (req) => call("edit_account", req),
    removeAccount: (req) => call("remove_account", req),
    restoreAccount: (req) => call("restore_account", req),
    confirmAccount: (req) => call("confirm_account", req),
    retrySave: () => call("retry_save"),
    settings: () => call("settings"),
    changeSettings: (req) => call("change_settings", req),
    on(event, heard) {
      // `listen` answers later than the caller may want to stop: remember that.
      let stopped = false;
      let stop: (() => void) | undefined;
      void listen<never>(event, ({ payload }) => heard(payload)).then((unlisten) => {
        if (stopped) unlisten();
        else stop = unlisten;
      });
      return () => {
        stopped = true;
        stop?.();
      };
    },
  };
}

function call<T>(command: string, req?: object): Promise<T> {
  return invoke<T>(`plugin:propusk|${command}`, req === undefined ? {} : { req });
}
