import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Backend, CodesBackend, RecoveryCodesBackend, SheetBackend } from "./backend";

/** The real thing: the commands of the shell's plugin `propusk`. The only file that knows about Tauri. */
export function tauriBackend(): Backend {
  return {
    start: () => call("start"),
    retryStart: () => call("retry_start"),
    startAnyway: (req) => call("start_anyway", req),
    unlockWithPassword: (req) => call("unlock_with_password", req),
    unlockWithSheet: (req) => call("unlock_with_sheet", req),
    newWithPassword: (req) => call("new_with_password", req),
    chooseBackup: () => call("choose_backup"),
    restoreBackup: (req) => call("restore_backup", req),
    lock: (req) => call("lock", req),
    noteActivity: () => call("note_activity"),
    windowReady: () => call("window_ready"),
    accounts: (req) => call("accounts", req),
    matchingAccounts: (req) => call("matching_accounts", req),
    accountDetails: (req) => call("account_details", req),
    revealCode: (req) => call("reveal_code", req),
    copyCode: (req) => call("copy_code", req),
    nextCode: (req) => call("next_code", req),
    scanScreen: () => call("scan_screen"),
    scanClipboard: () => call("scan_clipboard"),
    choosePicture: () => call("choose_picture"),
    cameraOpen: () => call("camera_open"),
    cameraFrame: ({ width, height, grey }) =>
      invoke("plugin:propusk|camera_frame", grey, { headers: { "Frame-Width": String(width), "Frame-Height": String(height) } }),
    cameraClose: () => call("camera_close"),
    readText: (req) => call("read_text", req),
    readManual: (req) => call("read_manual", req),
    addAccounts: (req) => call("add_accounts", req),
    dropDraft: (req) => call("drop_draft", req),
    openGiven: () => call("open_given"),
    beginImport: () => call("begin_import"),
    chooseImport: (req) => call("choose_import", req),
    importClipboard: (req) => call("import_clipboard", req),
    importScreen: (req) => call("import_screen", req),
    unlockImport: (req) => call("unlock_import", req),
    chooseImportCompanion: (req) => call("choose_import_companion", req),
    importProgress: () => call("import_progress"),
    cancelImport: (req) => call("cancel_import", req),
    dropImport: (req) => call("drop_import", req),
    addImport: (req) => call("add_import", req),
    imports: () => call("imports"),
    undoImport: (req) => call("undo_import", req),
    deleteImportFile: (req) => call("delete_import_file", req),
    exportAccounts: (req) => call("export_accounts", req),
    showCodes: (req) => call("show_codes", req),
    readRecoveryCodes: (req) => call("read_recovery_codes", req),
    saveRecoveryCodes: (req) => call("save_recovery_codes", req),
    showRecoveryCodes: (req) => call("show_recovery_codes", req),
    makePassword: (req) => call("make_password", req),
    passwordPortals: () => call("password_portals"),
    copyPassword: (req) => call("copy_password", req),
    editAccount: (req) => call("edit_account", req),
    removeAccounts: (req) => call("remove_accounts", req),
    restoreAccounts: (req) => call("restore_accounts", req),
    tagAccounts: (req) => call("tag_accounts", req),
    renameTag: (req) => call("rename_tag", req),
    moveAccount: (req) => call("move_account", req),
    duplicates: () => call("duplicates"),
    chooseAccountPicture: (req) => call("choose_account_picture", req),
    dropAccountPicture: (req) => call("drop_account_picture", req),
    confirmAccount: (req) => call("confirm_account", req),
    retrySave: () => call("retry_save"),
    setCounter: (req) => call("set_counter", req),
    findCounter: (req) => call("find_counter", req),
    checkClock: () => call("check_clock"),
    compareClock: (req) => call("compare_clock", req),
    askClock: () => call("ask_clock"),
    correctClock: (req) => call("correct_clock", req),
    trustClock: () => call("trust_clock"),
    openClockSettings: () => call("open_clock_settings"),
    help: (req) => call("help", req),
    helpArticle: (req) => call("help_article", req),
    printHelp: () => call("print_help"),
    portalOfAccount: (req) => call("portal_of_account", req),
    diagnoseAccount: (req) => call("diagnose_account", req),
    settings: () => call("settings"),
    changeSettings: (req) => call("change_settings", req),
    resetSettings: () => call("reset_settings"),
    desktop: () => call("desktop"),
    protection: () => call("protection"),
    beginSheet: () => call("begin_sheet"),
    checkSheet: (req) => call("check_sheet", req),
    putOffCheck: () => call("put_off_check"),
    judgePassword: (req) => call("judge_password", req),
    setPassword: (req) => call("set_password", req),
    removePassword: (req) => call("remove_password", req),
    renewKey: () => call("renew_key"),
    restorePoints: () => call("restore_points"),
    pointAccounts: (req) => call("point_accounts", req),
    restorePoint: (req) => call("restore_point", req),
    trash: () => call("trash"),
    chooseBackupFolder: () => call("choose_backup_folder"),
    changeBackups: (req) => call("change_backups", req),
    backupNow: () => call("backup_now"),
    rehearseBackup: () => call("rehearse_backup"),
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

/** The same for the window of the recovery sheet. */
export function tauriSheetBackend(): SheetBackend {
  return {
    sheet: () => call("sheet"),
    printSheet: () => call("print_sheet"),
    saveSheet: () => call("save_sheet"),
    closeSheet: () => call("close_sheet"),
  };
}

/** The same for the window of the QR codes. */
export function tauriCodesBackend(): CodesBackend {
  return {
    codes: () => call("codes"),
    closeCodes: () => call("close_codes"),
  };
}

/** The same for the window of recovery codes. */
export function tauriRecoveryCodesBackend(): RecoveryCodesBackend {
  return {
    recoveryCodes: () => call("recovery_codes"),
    tickRecoveryCode: (req) => call("tick_recovery_code", req),
    copyRecoveryCode: (req) => call("copy_recovery_code", req),
    closeRecoveryCodes: () => call("close_recovery_codes"),
  };
}

function call<T>(command: string, req?: object): Promise<T> {
  return invoke<T>(`plugin:propusk|${command}`, req === undefined ? {} : { req });
}
